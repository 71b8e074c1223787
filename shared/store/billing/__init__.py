"""Stripe's events as rows, and the subscriptions that follow from them."""
