-- Stripe's events: stored before they are acknowledged, marked in the batch that applies them.

-- name: store
-- An event delivered again is the row that it was; one of an erased account is known by its mark.
INSERT INTO stripe_events (id, type, shape, source, livemode, api_version, customer, created_at, received_at, headers,
                           body)
SELECT :id, :type, :shape, :source, :livemode, :api_version, :customer, :created_at, :now, :headers, :body
WHERE NOT EXISTS (SELECT 1 FROM stripe_events WHERE id = :mark)
ON CONFLICT (id) DO NOTHING;

-- name: count_refusals
INSERT INTO webhook_refusals (day, reason, count, last_at) VALUES (:day, :reason, :count, :now)
ON CONFLICT (day, reason) DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at;

-- name: refusals
SELECT day, reason, count, last_at FROM webhook_refusals WHERE day >= :since ORDER BY day DESC, count DESC, reason;

-- name: by_id
SELECT * FROM stripe_events WHERE id IN (:id, :mark);

-- name: mark
-- Whose it is, where only Stripe could tell, is kept too: an erasure finds it by that.
UPDATE stripe_events SET outcome = :outcome, note = :note, processed_at = :now, customer = coalesce(customer, :customer)
WHERE id = :id AND processed_at IS NULL;

-- name: empty
UPDATE stripe_events SET id = :mark, customer = NULL, headers = '{}', body = '{}', outcome = 'ignored', note = 'erased',
  processed_at = coalesce(processed_at, :now)
WHERE id = :id;

-- name: listed
-- The newest first.
SELECT id, type, shape, source, livemode, api_version, created_at, received_at, outcome, note, processed_at
FROM stripe_events
WHERE :type IS NULL OR type = :type ORDER BY received_at DESC, id LIMIT :count;

-- name: waiting
-- The newest first of those that nobody has processed.
SELECT id, type, shape, source, livemode, api_version, created_at, received_at, outcome, note, processed_at
FROM stripe_events
WHERE processed_at IS NULL AND (:type IS NULL OR type = :type) ORDER BY received_at DESC, id LIMIT :count;

-- name: work_of
SELECT state FROM work WHERE identity = :identity;

-- name: unmark
UPDATE stripe_events SET outcome = NULL, note = NULL, processed_at = NULL WHERE id = :id;

-- name: work_again
UPDATE work SET state = 'queued', tries = 0, deaths = 0, due_at = :due_at, settled_at = NULL, resends = 0
WHERE identity = :identity AND state IN ('done', 'discarded');
