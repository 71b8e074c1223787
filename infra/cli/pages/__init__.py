"""What is published or held: what the rules say of a text, a person's word, notices, and proofs."""
