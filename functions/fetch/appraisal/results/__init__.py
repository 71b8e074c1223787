"""What a study found: its outcomes, which way each went, and the effects that it states."""
