"""What lends a study trust or takes it: who paid, whose laboratory, whether blinded and registered."""
