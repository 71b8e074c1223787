"""One module per aggregate: its SQL beside it, and rows to domain objects."""
