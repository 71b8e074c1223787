"""Cloudflare from outside: what an operator's machine asks of it, and where each thing stands."""
