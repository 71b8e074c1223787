"""Runs: begin them, follow them, what came of them, what they cost and what went wrong."""
