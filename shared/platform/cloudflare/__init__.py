"""Cloudflare's bindings as ports, and what D1 and R2 take, refuse and answer wherever they are asked."""
