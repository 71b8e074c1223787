"""The durable queue broker: its file, who holds what, and faults of it on demand."""
