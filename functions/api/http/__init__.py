"""How requests come in and answers go out, whatever they are about: who asks, limits, refusals, what may be kept."""
