"""What people write in files of the checkout: Workers, catalog, regulatory facts, models and prices, methods."""
