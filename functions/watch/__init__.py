"""watch: asks every five minutes for work past due, tells an operator the third time, prunes old detail."""
