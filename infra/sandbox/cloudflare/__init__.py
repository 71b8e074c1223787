"""A stand-in for Cloudflare's REST API: real HTTP on loopback, over the state of one invented account.

It answers as Cloudflare's documentation, the official SDK and wrangler's shipped code say that Cloudflare does.
It shows that we read them, not that Cloudflare agrees.
"""
