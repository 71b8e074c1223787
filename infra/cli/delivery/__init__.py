"""Queues, and the dead letters that were given up in them."""
