"""What the studies report: statements with their quotations, in short, where they disagree, what was given."""
