"""dead_letters: keeps what any queue gave up, with its reason, where an operator can work with it."""
