"""What tests make up: studies, drafts, editions, people, published pages. None of it is real."""
