"""Processes killed -9, at drawn instants and at named points, and what is true after those that come next."""
