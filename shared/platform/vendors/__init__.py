"""Vendors over HTTP: whom to trust, what clients look at, and the answers of NCBI and Stripe that are errors."""
