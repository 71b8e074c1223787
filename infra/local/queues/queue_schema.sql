-- The broker's own file, version 1. Instants are milliseconds since 1970 in UTC.

-- A process at work. Its beat rises every second; a beat that stands still, or a free lock file, means that it is gone.
CREATE TABLE holders (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('consuming', 'sending')),
  pid INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  beat INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One batch in the hands of one consumer. The token is its fencing token: never used twice.
CREATE TABLE leases (
  token INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  holder TEXT NOT NULL,
  messages TEXT NOT NULL CHECK (json_valid(messages)),
  leased_at INTEGER NOT NULL
) STRICT;

CREATE INDEX leases_by_queue ON leases (queue);

CREATE TABLE messages (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  lease INTEGER
) STRICT;

CREATE INDEX messages_ready ON messages (queue, ready_at, seq) WHERE lease IS NULL;

-- One row per slot of a cron trigger: whoever inserts it runs it.
CREATE TABLE cron_slots (
  function TEXT NOT NULL,
  cron TEXT NOT NULL,
  slot INTEGER NOT NULL,
  holder TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER,
  done_at INTEGER,
  PRIMARY KEY (function, cron, slot)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
