-- Mails that were asked for, and addresses that get none. Who is written to lies in named columns.
CREATE TABLE mails (
  id TEXT PRIMARY KEY,
  -- NULL for an address without an account.
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  -- NULL once nothing of it may be kept: the mail that tells of an erasure loses it when it is sent.
  address TEXT COLLATE NOCASE,
  kind TEXT NOT NULL,
  -- Ids alone of what the mail is about; what it says is looked up when it is sent.
  about TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(about)),
  created_at TEXT NOT NULL,
  not_after TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'expired', 'suppressed', 'refused')),
  -- When it was first handed to whoever carries it: from then on it may have gone out, whatever `state` says.
  tried_at TEXT,
  carrier TEXT,
  carrier_id TEXT,
  reason TEXT,
  settled_at TEXT
) STRICT;

CREATE INDEX mails_by_user ON mails (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX mails_by_address ON mails (address) WHERE address IS NOT NULL;
CREATE INDEX mails_by_time ON mails (created_at);
CREATE INDEX mails_settled ON mails (settled_at) WHERE settled_at IS NOT NULL;

-- Addresses to which mail came back, or whose owners complained. The keyed hash stays after an erasure, the address does
-- not.
CREATE TABLE suppressions (
  address_hash TEXT PRIMARY KEY,
  address TEXT COLLATE NOCASE,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  reason TEXT NOT NULL CHECK (reason IN ('bounced', 'complained', 'by_hand')),
  -- The carrier's event, or the act of a command.
  cause TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX suppressions_by_address ON suppressions (address) WHERE address IS NOT NULL;
CREATE INDEX suppressions_by_user ON suppressions (user_id) WHERE user_id IS NOT NULL;

-- Kinds of mail that an address does not want.
CREATE TABLE unsubscriptions (
  address_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (address_hash, kind)
) STRICT, WITHOUT ROWID;

-- What operators tell all readers: the words of a person, which a mail names by id.
CREATE TABLE announcements (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('maintenance', 'incident')),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  not_after TEXT NOT NULL,
  made_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL
) STRICT, WITHOUT ROWID;
