-- Reconciliations: Stripe's whole list against ours, page by page.

-- name: begin
INSERT INTO reconciliations (night, started_at, part) VALUES (:night, :now, 'subscriptions')
ON CONFLICT (night) DO NOTHING;

-- name: advance
UPDATE reconciliations SET part = :part, cursor = :cursor, listed = listed + :listed, doubted = doubted + :doubted,
  missing = missing + :missing, events = events + :events, finished_at = iif(:part = 'done', :now, NULL)
WHERE night = :night;

-- name: unseen
-- Stored before the reconciliation began, and not on Stripe's list.
SELECT s.stripe_subscription_id AS id FROM subscriptions AS s JOIN reconciliations AS r ON r.night = :night
WHERE s.stripe_subscription_id > :after AND s.seen_in IS NOT :night AND coalesce(s.fetched_at, '') < r.started_at
ORDER BY s.stripe_subscription_id LIMIT :count;

-- name: newest
SELECT r.*, (SELECT count(*) FROM access_changes AS c WHERE c.cause = r.night) AS changed
FROM reconciliations AS r ORDER BY r.started_at DESC LIMIT :count;

-- name: repairs
SELECT id, at, subscription, source, cause, state FROM access_changes WHERE cause = :night ORDER BY id;
