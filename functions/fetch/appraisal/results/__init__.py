"""What a study found: its outcomes, and which way each went."""
