-- Keeping true: what sources said of a study after it was read, the nightly sweeps, notices, pages taken back.

-- A flag that a source other than the record itself gave; it outlives every later fetch, and nothing takes it away.
CREATE TABLE study_flags (
  study_id TEXT NOT NULL REFERENCES studies (id),
  flag TEXT NOT NULL CHECK (flag IN ('retracted', 'retraction_suspected', 'expression_of_concern', 'erratum')),
  source TEXT NOT NULL CHECK (source IN ('pubmed', 'crossref')),
  -- The DOI of the notice, and the date that the source gives it; PubMed's filters give neither.
  notice TEXT,
  said_at TEXT,
  found_at TEXT NOT NULL,
  PRIMARY KEY (study_id, flag, source)
) STRICT, WITHOUT ROWID;

-- One part of one night's sweep: where it stands, and what it came to. `finished_at` is set when nothing is left.
CREATE TABLE sweeps (
  night TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('pubmed', 'crossref', 'pages')),
  -- The id or slug behind which the next slice begins.
  cursor TEXT NOT NULL DEFAULT '',
  requests INTEGER NOT NULL DEFAULT 0,
  looked_at INTEGER NOT NULL DEFAULT 0,
  found INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  -- Who works on it, and until when nobody else does.
  token TEXT,
  lease_until TEXT,
  begun_at TEXT NOT NULL,
  finished_at TEXT,
  PRIMARY KEY (night, part)
) STRICT, WITHOUT ROWID;

-- What readers of a page have to be told. `version` is the one that rested on it, `outcome` the one without it.
CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL REFERENCES peptides (slug),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('retraction', 'retraction_suspected', 'expression_of_concern', 'quote')),
  pmid TEXT NOT NULL,
  run_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('judging', 'published', 'withdrawn', 'held')),
  outcome INTEGER,
  reason TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  settled_at TEXT,
  sent_at TEXT,
  UNIQUE (slug, version, kind, pmid)
) STRICT;

CREATE INDEX notices_open ON notices (issued_at) WHERE state = 'judging';
CREATE INDEX notices_by_time ON notices (issued_at);

-- Versions that readers are not given any more; a later version of the page is not concerned.
CREATE TABLE withdrawals (
  slug TEXT NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL,
  PRIMARY KEY (slug, version),
  FOREIGN KEY (slug, version) REFERENCES page_versions (slug, version)
) STRICT, WITHOUT ROWID;
