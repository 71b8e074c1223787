"""Tells readers what is new of what they follow: who wants to know, and which mail is asked for."""
