"""What a record is worth knowing for: design, species, role, money and the rest, each by rules of its own."""
