"""The catalog and the literature on it: peptides, studies, the index, and records graded from files."""
