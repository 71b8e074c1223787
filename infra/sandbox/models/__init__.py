"""Stand-ins for the two vendors of models: what they answer, and what they would charge for."""
