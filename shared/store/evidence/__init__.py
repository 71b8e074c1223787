"""Peptides, studies and trials as rows, what sources and persons said of them, and how far each search came."""
