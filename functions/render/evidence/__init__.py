"""How far the evidence bears: how it was found and chosen, its grades, what it lacks and who paid for it."""
