"""What PepTalk speaks of: peptides, studies, evidence, claims and grades. Frozen and pure."""
