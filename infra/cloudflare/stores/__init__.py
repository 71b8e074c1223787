"""An environment's databases, queues and bucket from outside, and one write to them in an emergency."""
