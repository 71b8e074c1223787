"""Mails and their addresses, as values."""
