"""The language between functions: what is said (messages) and where it travels (topology)."""
