"""fetch: finds the studies of one peptide, packs the evidence, and sends it through the door that it leads to."""
