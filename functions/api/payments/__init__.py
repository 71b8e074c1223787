"""Checkout and the billing portal at Stripe."""
