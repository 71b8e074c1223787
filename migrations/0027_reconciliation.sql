-- What a reconciliation has seen of Stripe's list, and what it changed.
ALTER TABLE subscriptions ADD COLUMN seen_in TEXT;
CREATE INDEX access_changes_by_cause ON access_changes (cause);
ALTER TABLE reconciliations ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;
