"""The API for readers: what is published, who may read it, and what an account holds."""
