-- Several sources a run, each with its own search, failure and watermark; nights that write little where nothing is new.

-- How far a source was read for a peptide: everything that its query names up to `clean_at` is in the set, but for what
-- is `owed` (named, not handed over yet). It moves only on a clean run.
CREATE TABLE watermarks (
  slug TEXT NOT NULL REFERENCES peptides (slug),
  source TEXT NOT NULL,
  -- The hash of the query whose set this is, and the edition of what read the records: another one begins anew.
  query TEXT NOT NULL,
  reading TEXT NOT NULL,
  -- Phrases of the query that the source does not know; asked for, they would have broadened it.
  left_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_out)),
  owed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(owed)),
  clean_at TEXT NOT NULL,
  -- When what was read last had been made into a pack: what changed since was not in it.
  settled_at TEXT NOT NULL,
  PRIMARY KEY (slug, source)
) STRICT, WITHOUT ROWID;

-- The sources grow, so the table no longer lists them; the code does.
CREATE TABLE searches_2 (
  run_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  source TEXT NOT NULL,
  query TEXT NOT NULL,
  query_hash TEXT NOT NULL,
  translation TEXT NOT NULL,
  warnings TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(warnings)),
  total INTEGER NOT NULL,
  ids TEXT NOT NULL CHECK (json_valid(ids)),
  missing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(missing)),
  searched_at TEXT NOT NULL,
  -- The watermark from which only news were asked for; empty where everything was.
  since TEXT NOT NULL DEFAULT '',
  left_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_out)),
  -- Of `missing`, what the source still knows: the next run asks for it again.
  owed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(owed)),
  -- Records that came and could not be read.
  refused TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(refused)),
  -- Why this source was given up in this run; the set and its watermark stay what they were.
  failure TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (run_id, slug, source)
) STRICT, WITHOUT ROWID;

INSERT INTO searches_2 (run_id, slug, source, query, query_hash, translation, warnings, total, ids, missing, searched_at)
SELECT run_id, slug, source, query, query_hash, translation, warnings, total, ids, missing, searched_at FROM searches;

DROP TABLE searches;

ALTER TABLE searches_2 RENAME TO searches;

CREATE INDEX searches_by_slug ON searches (slug, run_id);

-- An item is written once and settled once a night: one tree, and an index of the open ones alone.
CREATE TABLE run_items_2 (
  run_id TEXT NOT NULL REFERENCES runs (id),
  slug TEXT NOT NULL REFERENCES peptides (slug),
  trace_id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'working', 'published', 'unchanged', 'held', 'failed', 'superseded')),
  stage TEXT NOT NULL DEFAULT 'fetch',
  version INTEGER,
  reason TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (run_id, slug)
) STRICT, WITHOUT ROWID;

INSERT INTO run_items_2 (run_id, slug, trace_id, state, stage, version, reason, created_at, updated_at)
SELECT run_id, slug, trace_id, state, stage, version, reason, created_at, updated_at FROM run_items;

DROP TABLE run_items;

ALTER TABLE run_items_2 RENAME TO run_items;

CREATE INDEX run_items_open ON run_items (run_id) WHERE state IN ('queued', 'working');
