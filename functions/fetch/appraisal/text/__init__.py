"""What the rules look at: a record's words and identifiers, and the clauses that tell of its own work."""
