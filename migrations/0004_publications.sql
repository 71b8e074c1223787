-- Artifacts, page versions, holds.
CREATE TABLE artifacts (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('page', 'pdf', 'manifest')),
  slug TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE page_versions (
  slug TEXT NOT NULL REFERENCES peptides (slug),
  version INTEGER NOT NULL CHECK (version >= 1),
  run_id TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  pack TEXT NOT NULL,
  draft TEXT NOT NULL,
  monograph TEXT NOT NULL,
  storage_key TEXT NOT NULL REFERENCES artifacts (key),
  pdf_key TEXT NOT NULL REFERENCES artifacts (key),
  manifest_key TEXT NOT NULL REFERENCES artifacts (key),
  content_hash TEXT NOT NULL,
  evidence_grade TEXT NOT NULL,
  changed TEXT NOT NULL CHECK (json_valid(changed)),
  approved_by TEXT NOT NULL,
  published_at TEXT NOT NULL,
  PRIMARY KEY (slug, version)
) STRICT;

CREATE INDEX page_versions_by_time ON page_versions (published_at);
CREATE INDEX page_versions_by_trace ON page_versions (trace_id);

CREATE TABLE holds (
  slug TEXT NOT NULL REFERENCES peptides (slug),
  draft TEXT NOT NULL,
  run_id TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  pack TEXT NOT NULL,
  monograph TEXT,
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'rejected', 'superseded')),
  created_at TEXT NOT NULL,
  settled_at TEXT,
  PRIMARY KEY (slug, draft)
) STRICT;
