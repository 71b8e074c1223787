"""What parts of a page are built of: marked text in blocks, words that are ours, records by name."""
