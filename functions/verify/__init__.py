"""verify: each night looks again at everything published: retractions, concerns, quotes, hashes; and acts on it."""
