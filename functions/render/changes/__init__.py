"""What a version changed: what came, was reworded or went, and why."""
