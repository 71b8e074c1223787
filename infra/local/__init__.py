"""The embedded platform: the same functions on one machine, with nothing but Python."""
