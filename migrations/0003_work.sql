-- Runs and their items; the work rows that deliveries claim; failed attempts; dead letters; pauses.
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('nightly', 'batch', 'single')),
  -- What makes a second start the same run: the slot of a nightly one, the catalog's fingerprint of a batch.
  origin TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE INDEX runs_by_origin ON runs (origin, created_at);

CREATE TABLE run_items (
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
) STRICT;

CREATE INDEX run_items_by_slug ON run_items (slug, created_at);
CREATE INDEX run_items_by_trace ON run_items (trace_id);

-- One row per piece of work (its identity). The message that asks for it is stored with it, so that finished
-- work can send its own messages again, and unfinished work can be asked for again when it is due.
CREATE TABLE work (
  identity TEXT PRIMARY KEY,
  stage TEXT NOT NULL,
  queue TEXT NOT NULL,
  run_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  parent TEXT,
  body TEXT NOT NULL,
  generation INTEGER NOT NULL DEFAULT 0,
  -- 'fenced' is no state: the CHECK aborts the batch of a delivery that lost its claim.
  state TEXT NOT NULL CHECK (state IN ('queued', 'working', 'done', 'dead', 'discarded')),
  tries INTEGER NOT NULL DEFAULT 0,
  deaths INTEGER NOT NULL DEFAULT 0,
  holder TEXT,
  token TEXT,
  lease_until TEXT,
  due_at TEXT,
  created_at TEXT NOT NULL,
  settled_at TEXT
) STRICT;

CREATE INDEX work_by_parent ON work (parent) WHERE parent IS NOT NULL;
CREATE INDEX work_by_item ON work (run_id, slug);
CREATE INDEX work_due ON work (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX work_by_holder ON work (holder) WHERE holder IS NOT NULL;

CREATE TABLE failed_attempts (
  identity TEXT NOT NULL,
  generation INTEGER NOT NULL,
  try INTEGER NOT NULL,
  stage TEXT NOT NULL,
  run_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('retryable', 'crash', 'permanent', 'configuration')),
  error TEXT NOT NULL,
  message TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (identity, generation, try)
) STRICT, WITHOUT ROWID;

CREATE INDEX failed_attempts_by_trace ON failed_attempts (trace_id);

CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  identity TEXT NOT NULL,
  generation INTEGER NOT NULL,
  queue TEXT NOT NULL,
  stage TEXT NOT NULL,
  run_id TEXT,
  slug TEXT,
  trace_id TEXT,
  body TEXT NOT NULL,
  error TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
  created_at TEXT NOT NULL,
  settled_at TEXT,
  UNIQUE (identity, generation)
) STRICT;

CREATE INDEX dead_letters_open ON dead_letters (state, created_at);
CREATE INDEX dead_letters_by_trace ON dead_letters (trace_id) WHERE trace_id IS NOT NULL;

-- A function that lacks a setting waits here until an operator has given it.
CREATE TABLE pauses (
  function TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT;

-- What a run asked a source, and which records it named: the cursor of a fetch points into `ids`.
CREATE TABLE searches (
  run_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('pubmed', 'clinicaltrials')),
  query TEXT NOT NULL,
  query_hash TEXT NOT NULL,
  translation TEXT NOT NULL,
  warnings TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(warnings)),
  total INTEGER NOT NULL,
  ids TEXT NOT NULL CHECK (json_valid(ids)),
  missing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(missing)),
  searched_at TEXT NOT NULL,
  PRIMARY KEY (run_id, slug, source)
) STRICT;
