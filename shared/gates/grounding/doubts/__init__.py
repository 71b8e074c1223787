"""How far a claim goes: doubt, limits, chance, causes and strength, beside what its quotes leave open."""
