"""Labelled material that the rules are measured against."""
