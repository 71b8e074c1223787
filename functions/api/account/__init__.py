"""What an account is and holds: signing in, sessions, keys, its address, what it keeps, its end."""
