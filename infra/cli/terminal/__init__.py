"""How commands speak and ask: for which target, what they are about to do, names as they are typed."""
