"""What functions run on: ports, errors, the log, SQL; in rooms how work is delivered, Cloudflare, vendors, settings."""
