"""One folder, one Worker: handler.py tells what it does, src/entry.py is its door on Cloudflare."""
