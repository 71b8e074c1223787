"""What readers are given of what was published, found and searched."""
