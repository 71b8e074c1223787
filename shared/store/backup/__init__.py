"""Backups of a target, and how one is brought back."""
