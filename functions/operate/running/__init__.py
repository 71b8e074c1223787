"""Runs: begun, looked at, what they cost, and what of them an operator should know."""
