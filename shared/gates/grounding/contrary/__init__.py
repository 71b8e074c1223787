"""What a claim turns round: which way, which of two, and whether at all, beside what its quotes say and deny."""
