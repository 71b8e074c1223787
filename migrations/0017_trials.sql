-- Registered trials: one row however many peptides a trial is about; which peptide's question found which.
CREATE TABLE trials (
  nct TEXT PRIMARY KEY,
  revision TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A link belongs to the question that found it: a changed one starts a new set, a failing registry shrinks none.
CREATE TABLE peptide_trials (
  slug TEXT NOT NULL REFERENCES peptides (slug),
  query TEXT NOT NULL,
  nct TEXT NOT NULL REFERENCES trials (nct),
  found_at TEXT NOT NULL,
  PRIMARY KEY (slug, query, nct)
) STRICT, WITHOUT ROWID;
