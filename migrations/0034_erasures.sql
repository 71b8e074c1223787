-- Accounts that are erased or are being erased, and the marks by which a restore knows what not to bring back.

CREATE TABLE erasures (
  id TEXT PRIMARY KEY,
  -- NULL once nothing of the account is left.
  user_id TEXT,
  -- 'reader', or the act of an operator.
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  erased_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX erasures_open ON erasures (user_id) WHERE user_id IS NOT NULL;

-- Hashes alone. Of an account's and a customer's id, which nobody can guess, SHA-256; of an address a keyed one.
CREATE TABLE tombstones (
  mark TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'address', 'customer')),
  erasure TEXT NOT NULL REFERENCES erasures (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tombstones_by_erasure ON tombstones (erasure);

-- An erasure takes a person out of the audit; what was done, by whom and when stays.
DROP TRIGGER audit_is_never_changed;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NEW.subject <> 'subscriber/erased' OR OLD.subject NOT LIKE 'subscriber/%' OR NEW.id <> OLD.id OR NEW.at <> OLD.at
  OR NEW.actor <> OLD.actor OR NEW.action <> OLD.action OR NEW.act IS NOT OLD.act
  OR (NEW.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason) OR (NEW.before <> '{}' AND NEW.before <> OLD.before)
  OR (NEW.after <> '{}' AND NEW.after <> OLD.after)
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
