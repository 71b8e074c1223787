"""What opens an environment, how its account and `operate` are asked, and what the account has."""
