"""Each figure of a claim: that its quotes have it, of the same kind, and of the same owner."""
