-- Detail of runs that ended long ago is folded into one row for each run and deleted; these rows are kept for ever.

-- What a run came to in rows that are gone. What of its detail is still there counts beside it.
CREATE TABLE run_summaries (
  run_id TEXT PRIMARY KEY REFERENCES runs (id),
  -- Items, by the state in which they ended.
  published INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  superseded INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  -- Pieces of work, and attempts at them that failed.
  work INTEGER NOT NULL DEFAULT 0,
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  -- Searches of sources, and the records that they named.
  searches INTEGER NOT NULL DEFAULT 0,
  records INTEGER NOT NULL DEFAULT 0,
  -- Calls to models that a vendor turned away unpaid, and all others; the latter's tokens and cost.
  turned_away INTEGER NOT NULL DEFAULT 0,
  calls INTEGER NOT NULL DEFAULT 0,
  tokens INTEGER NOT NULL DEFAULT 0,
  cost_microusd INTEGER NOT NULL DEFAULT 0,
  unpriced INTEGER NOT NULL DEFAULT 0,
  lost INTEGER NOT NULL DEFAULT 0,
  begun_at TEXT NOT NULL,
  -- Who waits longest is looked at first; once `ended_at` is set there is nothing left to fold.
  looked_at TEXT NOT NULL,
  ended_at TEXT
) STRICT, WITHOUT ROWID;

-- Which search of a peptide is the newest is asked of each that may go.
CREATE INDEX IF NOT EXISTS searches_by_slug ON searches (slug, run_id);
