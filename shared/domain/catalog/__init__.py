"""A peptide as the catalog has it: names, queries, exclusions, and what authorities have on record."""
