-- Dead letters to work with: groups, replays of many at a rate, and who did what.

-- What a letter has in common with others of its kind (shared/domain/failures.py). It is computed in Python, so rows
-- get theirs when they are first read: new ones at once, those from before this migration with the next command.
ALTER TABLE dead_letters ADD COLUMN fingerprint TEXT;
-- The act that replayed or discarded it: a replay's id, or the id of a command over single letters.
ALTER TABLE dead_letters ADD COLUMN settled_by TEXT;

CREATE INDEX dead_letters_by_group ON dead_letters (fingerprint, state);
CREATE INDEX dead_letters_unmarked ON dead_letters (created_at) WHERE fingerprint IS NULL;

-- How long the attempt took; NULL where nobody measured it.
ALTER TABLE failed_attempts ADD COLUMN duration_ms INTEGER;

CREATE TABLE replays (
  id TEXT PRIMARY KEY,
  -- Which letters were meant, in words; which they are stands in replay_items.
  filter TEXT NOT NULL,
  reason TEXT,
  actor TEXT NOT NULL,
  per_minute REAL NOT NULL CHECK (per_minute > 0),
  total INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
  -- The command that sends. One that lost the task turns this to NULL, which aborts its batch.
  runner TEXT NOT NULL,
  -- Batches committed, and those of them that the queues are known to have accepted.
  batches INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  -- Nothing is sent before: a restart does not catch up.
  next_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

-- One at a time, or no rate would be true.
CREATE UNIQUE INDEX replays_open ON replays (state) WHERE state = 'open';

CREATE TABLE replay_items (
  replay TEXT NOT NULL REFERENCES replays (id),
  position INTEGER NOT NULL,
  letter TEXT NOT NULL REFERENCES dead_letters (id),
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'skipped')),
  batch INTEGER,
  reason TEXT,
  at TEXT,
  PRIMARY KEY (replay, position),
  UNIQUE (replay, letter)
) STRICT, WITHOUT ROWID;

CREATE INDEX replay_items_pending ON replay_items (replay, position) WHERE state = 'pending';
CREATE INDEX replay_items_by_letter ON replay_items (letter);

-- What operators changed. Rows are added and never changed.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  reason TEXT,
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after))
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject, id);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
