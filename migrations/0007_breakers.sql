-- Breakers: who is not asked or not worked for at the moment, and until when; alerts; how often watch asked again.
DROP TABLE pauses;

CREATE TABLE breakers (
  -- 'vendor/anthropic' or 'function/synthesize'.
  name TEXT PRIMARY KEY CHECK (name GLOB 'vendor/?*' OR name GLOB 'function/?*'),
  -- Failures in a row, and openings in a row: each opening lasts twice as long as the one before.
  failures INTEGER NOT NULL DEFAULT 0,
  openings INTEGER NOT NULL DEFAULT 0,
  -- The work that failed last: a function breaks on different work only.
  last_failed TEXT,
  reason TEXT,
  opened_at TEXT,
  -- Open while this is set. Once it has passed, one delivery at a time may try: the probe.
  open_until TEXT,
  probe_until TEXT,
  probe_holder TEXT,
  -- A vendor's pace: no request starts before.
  next_start TEXT NOT NULL DEFAULT ''
) STRICT;

-- What an operator should know. A subject has at most one open alert; repeated, it counts up.
CREATE TABLE alerts (
  subject TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  message TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  last_at TEXT NOT NULL,
  settled_at TEXT,
  PRIMARY KEY (subject, raised_at)
) STRICT;

CREATE UNIQUE INDEX alerts_open ON alerts (subject) WHERE settled_at IS NULL;

-- How often watch has sent this work again; the wait doubles with each.
ALTER TABLE work ADD COLUMN resends INTEGER NOT NULL DEFAULT 0;

-- What a model's vendor lets us ask in a minute; NULL where nobody has said.
ALTER TABLE models ADD COLUMN calls_per_minute INTEGER;
