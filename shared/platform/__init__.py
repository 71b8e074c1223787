"""What functions run on: ports, their Cloudflare wiring, errors, settings, the log and the consumer loop."""
