"""How this machine reaches others: the Http port, and carriers of mail."""
