"""What was given: by which route, for how long, and what the page's peptide was in it."""
