"""Deploying all Workers in their order, whether they answer, what they log, and going back."""
