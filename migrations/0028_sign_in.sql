-- Accounts: who signs in, by which request, and in which browsers. What concerns a person lies in named columns.

ALTER TABLE users ADD COLUMN confirmed_at TEXT;
ALTER TABLE users ADD COLUMN invited_at TEXT;
-- Who is disabled cannot sign in, and is signed in nowhere.
ALTER TABLE users ADD COLUMN disabled_at TEXT;
ALTER TABLE users ADD COLUMN disabled_by TEXT;
ALTER TABLE users ADD COLUMN disabled_reason TEXT;

-- One row for each request by mail: to sign in, or to confirm one of the two addresses of a change.
CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'old_address', 'new_address')),
  address TEXT NOT NULL COLLATE NOCASE,
  -- The account that has the address; of a change, the one that asks. NULL where there is none yet.
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  -- What the two rows of a change of address have in common.
  change TEXT,
  -- SHA-256 of what the asking browser holds, and of the link's token. The typed code is kept in no form: it has too few
  -- digits for a hash of it to keep it secret.
  browser TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  -- Where it was asked from, as a keyed mark that tells no address.
  network TEXT NOT NULL,
  next TEXT NOT NULL,
  -- Why no mail goes out and nothing can come of it; whoever asked is not told.
  withheld TEXT CHECK (withheld IN ('blocked', 'disabled', 'limited', 'taken')),
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;

CREATE INDEX sign_ins_by_address ON sign_ins (address, created_at);
CREATE INDEX sign_ins_by_network ON sign_ins (network, created_at);
CREATE INDEX sign_ins_by_browser ON sign_ins (browser, created_at);
CREATE INDEX sign_ins_by_change ON sign_ins (change) WHERE change IS NOT NULL;
CREATE INDEX sign_ins_by_user ON sign_ins (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX sign_ins_by_time ON sign_ins (created_at);

-- A sign-in opens one session at most: the session bears its id.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- SHA-256 of what the browser's cookie holds.
  token TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT CHECK (ended_by IN ('signed_out', 'reader', 'operator', 'disabled', 'address_changed', 'signed_in_again')),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id, created_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Addresses, and domains written as @example.com, to which no account is opened and no sign-in is sent.
CREATE TABLE blocked_addresses (
  address TEXT PRIMARY KEY COLLATE NOCASE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
