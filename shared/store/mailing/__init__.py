"""Mails as rows: what each is about, who gets it, and who gets none."""
