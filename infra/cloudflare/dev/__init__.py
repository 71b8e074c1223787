"""All Workers on Cloudflare's simulator, with stand-ins for the vendors."""
