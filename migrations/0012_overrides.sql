-- What persons decided of single studies in place of the rules. Rows are ended, never deleted.
CREATE TABLE overrides (
  -- The act that made it.
  id TEXT PRIMARY KEY,
  study_id TEXT NOT NULL REFERENCES studies (id),
  -- For this peptide's page alone; NULL for all.
  slug TEXT REFERENCES peptides (slug),
  action TEXT NOT NULL CHECK (action IN ('exclude', 'include', 'reclassify')),
  design TEXT,
  species TEXT,
  direction TEXT,
  n INTEGER CHECK (n >= 1),
  reason TEXT NOT NULL CHECK (reason <> ''),
  person TEXT NOT NULL CHECK (person <> ''),
  made_at TEXT NOT NULL,
  ended_at TEXT,
  -- Who withdrew it; or the later decision that took its place.
  ended_by TEXT,
  ended_reason TEXT,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX overrides_standing ON overrides (study_id, ifnull(slug, '')) WHERE ended_at IS NULL;
