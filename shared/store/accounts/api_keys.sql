-- API keys: made by their owner, found by their hash, revoked once.

-- name: make
-- As long as the account has fewer than `most` that can be used.
INSERT INTO api_keys (id, user_id, name, token, prefix, scopes, created_at, expires_at)
SELECT :id, :user, :name, :token, :prefix, :scopes, :now, :expires_at
WHERE (SELECT count(*) FROM api_keys
  WHERE user_id = :user AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)) < :most
RETURNING id;

-- name: of_user
-- Newest first; those that are over stand there too.
SELECT id, name, prefix, scopes, created_at, last_used_at, expires_at, revoked_at FROM api_keys
WHERE user_id = :user ORDER BY created_at DESC, id LIMIT :count;

-- name: revoke
UPDATE api_keys SET revoked_at = :now WHERE id = :id AND user_id = :user AND revoked_at IS NULL RETURNING id;

-- name: holder
-- Whose key this is, with all that his access depends on.
SELECT k.id, k.user_id, k.scopes, k.last_used_at, u.invited_at,
  (SELECT json_group_array(json_object('id', b.id, 'status', b.status, 'current_period_end', b.current_period_end,
    'cancel_at_period_end', b.cancel_at_period_end, 'cancel_at', b.cancel_at, 'ended_at', b.ended_at,
    'failed_at', b.failed_at, 'withheld', b.withheld, 'stripe_status', b.stripe_status,
    'stripe_period_end', b.stripe_period_end)) FROM subscriptions AS b WHERE b.user_id = u.id) AS subscriptions
FROM api_keys AS k JOIN users AS u ON u.id = k.user_id
WHERE k.token = :token AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > :now)
  AND u.disabled_at IS NULL;

-- name: used
UPDATE api_keys SET last_used_at = :now WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :now);
