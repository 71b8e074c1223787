"""Readers as rows: their sign-ins, sessions and keys, what they keep, and how all of it goes."""
