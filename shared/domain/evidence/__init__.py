"""What sources record of a peptide, what rules make of it, and the pack that a draft may rest on."""
