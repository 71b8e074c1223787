"""Runs and what is left of them: dead letters and their replays, pruning, late work, health."""
