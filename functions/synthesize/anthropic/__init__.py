"""The vendor's two APIs, requests and batches, with their errors in our words."""
