"""The writer without a model: which sentences a digest quotes, and what it says of them."""
