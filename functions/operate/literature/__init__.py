"""The catalog and the literature on it: peptides, studies that a person decided on, the index."""
