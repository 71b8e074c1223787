"""How a study was done, and whether its title says that it was taken back."""
