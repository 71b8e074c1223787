-- Studies: one row however many peptides a study serves; every revision seen; which peptide found which.
CREATE TABLE studies (
  id TEXT PRIMARY KEY,
  registry TEXT NOT NULL CHECK (registry IN ('pubmed', 'clinicaltrials')),
  revision TEXT NOT NULL,
  title TEXT NOT NULL,
  abstract TEXT NOT NULL,
  year INTEGER,
  study_type TEXT NOT NULL,
  sample_size_total INTEGER,
  outcome_direction TEXT NOT NULL,
  link TEXT NOT NULL,
  appraisal TEXT NOT NULL CHECK (json_valid(appraisal)),
  record TEXT NOT NULL CHECK (json_valid(record)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE study_revisions (
  study_id TEXT NOT NULL REFERENCES studies (id),
  revision TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  seen_at TEXT NOT NULL,
  PRIMARY KEY (study_id, revision)
) STRICT, WITHOUT ROWID;

-- A link belongs to the query that found it: a changed query starts a new set, a failing source shrinks none.
CREATE TABLE peptide_studies (
  slug TEXT NOT NULL REFERENCES peptides (slug),
  query TEXT NOT NULL,
  study_id TEXT NOT NULL REFERENCES studies (id),
  found_at TEXT NOT NULL,
  PRIMARY KEY (slug, query, study_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX peptide_studies_by_study ON peptide_studies (study_id);
