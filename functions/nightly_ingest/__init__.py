"""nightly_ingest: at 02:00 UTC asks for the literature on every peptide of the catalog."""
