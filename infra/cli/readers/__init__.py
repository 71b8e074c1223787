"""Readers: who has access, who is signed in, what Stripe told, and what mail they are sent."""
