"""A claim beside its quotes: each figure, direction, denial, doubt and subject must be one that they have."""
