-- Which searches named records that could not be read: asked at the end of each peptide of a run, and mostly none.
CREATE INDEX searches_refused ON searches (run_id, source) WHERE refused <> '[]';
