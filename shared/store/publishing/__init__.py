"""Drafts that wait and versions that stand: what was decided of each, proved and told."""
