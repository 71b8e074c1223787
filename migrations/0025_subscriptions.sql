-- Subscriptions as Stripe tells of them, its events, and what changed readers' access.

ALTER TABLE users ADD COLUMN stripe_customer_id TEXT;
CREATE UNIQUE INDEX users_by_customer ON users (stripe_customer_id) WHERE stripe_customer_id IS NOT NULL;

-- `status` and `current_period_end` are what holds; the runbook sets them by hand. `stripe_status` and
-- `stripe_period_end` are what Stripe said last: where the two differ, somebody set them.
CREATE TABLE subscriptions_with_stripe (
  id TEXT PRIMARY KEY,
  -- NULL while no account is known for the customer.
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  current_period_end TEXT,
  cancel_at_period_end INTEGER NOT NULL DEFAULT 0 CHECK (cancel_at_period_end IN (0, 1)),
  stripe_customer_id TEXT,
  stripe_subscription_id TEXT UNIQUE,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  stripe_status TEXT,
  stripe_period_end TEXT,
  cancel_at TEXT,
  ended_at TEXT,
  -- The first failure of what is unpaid now, from which the grace runs.
  failed_at TEXT,
  -- Why access is withheld although the status would give it: the payment for this period came back.
  withheld TEXT CHECK (withheld IN ('refunded', 'disputed')),
  fetched_at TEXT,
  -- Who set the values by command: {by, reason, at, status, until}.
  override TEXT CHECK (override IS NULL OR json_valid(override))
) STRICT;

INSERT INTO subscriptions_with_stripe (id, user_id, status, current_period_end, cancel_at_period_end,
  stripe_customer_id, stripe_subscription_id, created_at, updated_at)
SELECT id, user_id, status, current_period_end, cancel_at_period_end, stripe_customer_id, stripe_subscription_id,
  created_at, updated_at FROM subscriptions;

DROP TABLE subscriptions;
ALTER TABLE subscriptions_with_stripe RENAME TO subscriptions;
CREATE INDEX subscriptions_by_user ON subscriptions (user_id);
CREATE INDEX subscriptions_by_customer ON subscriptions (stripe_customer_id) WHERE stripe_customer_id IS NOT NULL;

-- An event is stored before it is acknowledged. `customer` finds those of a person whose account is erased.
CREATE TABLE stripe_events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  shape TEXT NOT NULL CHECK (shape IN ('snapshot', 'thin')),
  source TEXT NOT NULL CHECK (source IN ('webhook', 'listed')),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  api_version TEXT,
  customer TEXT,
  created_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  body TEXT NOT NULL,
  -- NULL until it is processed: 'applied', or 'ignored' with the reason in `note`.
  outcome TEXT CHECK (outcome IN ('applied', 'ignored')),
  note TEXT,
  processed_at TEXT
) STRICT;

CREATE INDEX stripe_events_by_time ON stripe_events (received_at);
CREATE INDEX stripe_events_by_customer ON stripe_events (customer) WHERE customer IS NOT NULL;
CREATE INDEX stripe_events_waiting ON stripe_events (received_at) WHERE processed_at IS NULL;

-- What the webhook refused: one row for each day and reason, whatever comes.
CREATE TABLE webhook_refusals (
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (day, reason)
) STRICT, WITHOUT ROWID;

-- Who may write a subscription now. A holder that lost it turns `token` to NULL, which aborts its batch.
CREATE TABLE stripe_leases (
  subscription TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  holder TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Each state of a subscription that differs from the one before, with what brought it. Rows are added and never changed,
-- but for an erasure, which takes the subscription's name out.
CREATE TABLE access_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  subscription TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('event', 'reconcile', 'sync', 'set')),
  -- The event, the night of the reconciliation, or the act of the command.
  cause TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;

CREATE INDEX access_changes_by_subscription ON access_changes (subscription, id);

CREATE TRIGGER access_changes_are_never_changed BEFORE UPDATE ON access_changes
WHEN NEW.subscription <> 'erased' OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.source <> OLD.source
  OR (NEW.cause <> OLD.cause AND NEW.cause <> 'erased') OR NEW.state <> OLD.state
BEGIN
  SELECT RAISE(ABORT, 'access_changes is append-only');
END;

CREATE TRIGGER access_changes_are_never_deleted BEFORE DELETE ON access_changes
BEGIN
  SELECT RAISE(ABORT, 'access_changes is append-only');
END;

-- Each night's reconciliation: how far it came, and what it found.
CREATE TABLE reconciliations (
  night TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  -- Where the listing of subscriptions goes on; `part` says what is done next.
  part TEXT NOT NULL CHECK (part IN ('subscriptions', 'missing', 'events', 'done')),
  cursor TEXT,
  listed INTEGER NOT NULL DEFAULT 0,
  repaired INTEGER NOT NULL DEFAULT 0,
  missing INTEGER NOT NULL DEFAULT 0,
  events INTEGER NOT NULL DEFAULT 0,
  finished_at TEXT
) STRICT, WITHOUT ROWID;
