-- What an erasure looks for: events of which nobody has said yet whose they are, and its own mail, still to be sent.

CREATE INDEX stripe_events_of_nobody ON stripe_events (received_at) WHERE customer IS NULL;
CREATE INDEX mails_of_erased ON mails (not_after) WHERE kind = 'account_erased' AND state = 'queued';
