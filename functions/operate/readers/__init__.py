"""Readers: who has access, who is signed in, what Stripe told, what mail they are sent, and their erasure."""
