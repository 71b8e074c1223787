"""Cloudflare: what an environment has, deploying to it, its logs, and what Workers are made of."""
