"""Of whom and what a claim speaks, and when: each must be one that its quotes speak of."""
