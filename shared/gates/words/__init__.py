"""How sentences are read: one alphabet, values with their units, denials, labels, and the scope of what is said."""
