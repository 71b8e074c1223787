"""How many took part: every count of an abstract, and which of them is the size of the study."""
