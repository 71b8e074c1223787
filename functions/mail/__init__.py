"""mail: sends what was asked for, once, to whoever wants it."""
