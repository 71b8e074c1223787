"""This machine's own PepTalk: all of it, a demonstration, stand-ins for the vendors, and the doctor."""
