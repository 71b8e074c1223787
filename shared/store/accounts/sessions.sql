-- Sessions: opened by a sign-in, read with each request, ended once.

-- name: open
-- In the batch that uses the sign-in. Who comes again a moment later, from the same browser, changes nothing.
INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)
SELECT i.id, u.id, :token, :now, :now, :expires_at, :user_agent
FROM sign_ins AS i JOIN users AS u ON u.email = i.address
WHERE i.id = :sign_in AND i.purpose = 'sign_in' AND i.browser = :browser AND i.used_at = :now AND u.disabled_at IS NULL
ON CONFLICT DO NOTHING;

-- name: replace
-- The session that the browser had before: each sign-in gives another, and one at a time.
UPDATE sessions SET ended_at = :now, ended_by = 'signed_in_again'
WHERE token = :token AND id <> :sign_in AND ended_at IS NULL
  AND EXISTS (SELECT 1 FROM sessions AS s WHERE s.id = :sign_in AND s.ended_at IS NULL);

-- name: just_opened
-- The session of a sign-in that this browser used no longer ago than `since`.
SELECT s.id, s.user_id, s.expires_at FROM sessions AS s JOIN sign_ins AS i ON i.id = s.id
WHERE s.id = :sign_in AND i.browser = :browser AND i.used_at >= :since AND s.ended_at IS NULL AND s.token = :token;

-- name: holder
-- Whoever holds this session now, with all that his access depends on.
SELECT s.id, s.user_id, s.created_at, s.last_seen_at, s.expires_at, u.email, u.invited_at,
  u.stripe_customer_id AS customer,
  (SELECT json_group_array(json_object('id', b.id, 'status', b.status, 'current_period_end', b.current_period_end,
    'cancel_at_period_end', b.cancel_at_period_end, 'cancel_at', b.cancel_at, 'ended_at', b.ended_at,
    'failed_at', b.failed_at, 'withheld', b.withheld, 'stripe_status', b.stripe_status,
    'stripe_period_end', b.stripe_period_end)) FROM subscriptions AS b WHERE b.user_id = u.id) AS subscriptions
FROM sessions AS s JOIN users AS u ON u.id = s.user_id
WHERE s.token = :token AND s.ended_at IS NULL AND s.expires_at > :now AND s.last_seen_at > :idle
  AND u.disabled_at IS NULL;

-- name: seen
UPDATE sessions SET last_seen_at = :now WHERE id = :id AND last_seen_at < :now;

-- name: of_user
-- Newest first; with `ended` those that are over too.
SELECT id, created_at, last_seen_at, expires_at, user_agent, ended_at, ended_by FROM sessions
WHERE user_id = :user AND (:ended OR (ended_at IS NULL AND expires_at > :now AND last_seen_at > :idle))
ORDER BY created_at DESC, id LIMIT :count;

-- name: end_one
UPDATE sessions SET ended_at = :now, ended_by = :by WHERE id = :id AND user_id = :user AND ended_at IS NULL
RETURNING id;

-- name: end_any
-- Whoever's it is.
UPDATE sessions SET ended_at = :now, ended_by = :by WHERE id = :id AND ended_at IS NULL RETURNING user_id;

-- name: end_all
-- All of an account but `kept`, which may be NULL.
UPDATE sessions SET ended_at = :now, ended_by = :by WHERE user_id = :user AND ended_at IS NULL AND id IS NOT :kept
RETURNING id;

-- name: end_others_after_change
-- In the batch of a change of address, where it took place.
UPDATE sessions SET ended_at = :now, ended_by = 'address_changed'
WHERE user_id = :user AND ended_at IS NULL AND id <> :kept
  AND EXISTS (SELECT 1 FROM users AS u JOIN sign_ins AS n ON n.address = u.email
    WHERE u.id = :user AND n.change = :change AND n.purpose = 'new_address' AND n.used_at IS NOT NULL);

-- name: end_everybody
UPDATE sessions SET ended_at = :now, ended_by = 'operator' WHERE ended_at IS NULL AND expires_at > :now;

-- name: owner
SELECT user_id FROM sessions WHERE id = :id;

-- name: some_old
SELECT id FROM sessions WHERE expires_at < :before LIMIT :count;

-- name: forget
-- `ids` is a JSON array.
DELETE FROM sessions WHERE id IN (SELECT value FROM json_each(:ids));
