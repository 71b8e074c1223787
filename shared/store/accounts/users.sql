-- Accounts, and addresses to which none is opened.

-- name: account
SELECT id, email, created_at, confirmed_at, invited_at, invited_by, disabled_at, disabled_by, disabled_reason, stripe_customer_id
FROM users WHERE email = :email;

-- name: open
-- Whoever confirmed an address has its account: the one that is there, or a new one.
INSERT INTO users (id, email, created_at, confirmed_at)
SELECT :user, address, :now, :now FROM sign_ins
WHERE id = :sign_in AND purpose = 'sign_in' AND used_at = :now
ON CONFLICT (email) DO UPDATE SET confirmed_at = coalesce(users.confirmed_at, excluded.confirmed_at);

-- name: disable
-- The first reason stands.
UPDATE users SET disabled_at = :now, disabled_by = :by, disabled_reason = :reason
WHERE id = :user AND disabled_at IS NULL;

-- name: enable
UPDATE users SET disabled_at = NULL, disabled_by = NULL, disabled_reason = NULL WHERE id = :user;

-- name: block
INSERT INTO blocked_addresses (address, at, actor, act, reason) VALUES (:address, :now, :actor, :act, :reason)
ON CONFLICT (address) DO NOTHING;

-- name: unblock
DELETE FROM blocked_addresses WHERE address = :address;

-- name: blocked
-- By address, from behind `after`.
SELECT address, at, actor, reason FROM blocked_addresses WHERE address > :after ORDER BY address LIMIT :count;

-- name: invite
-- An address without an account has one from now on, which its first sign-in confirms. The first invitation stands.
INSERT INTO users (id, email, created_at, invited_at, invited_by) VALUES (:user, :email, :now, :now, :by)
ON CONFLICT (email) DO UPDATE SET invited_at = excluded.invited_at, invited_by = excluded.invited_by
WHERE users.invited_at IS NULL;

-- name: uninvite
UPDATE users SET invited_at = NULL, invited_by = NULL WHERE id = :user;

-- name: customer
SELECT stripe_customer_id FROM users WHERE id = :user;

-- name: keep_customer
-- The first customer of an account stays its own; another account's is never taken.
UPDATE users SET stripe_customer_id = :customer
WHERE id = :user AND stripe_customer_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM users WHERE stripe_customer_id = :customer)
RETURNING id;

-- name: change_customer
UPDATE users SET stripe_customer_id = :customer
WHERE id = :user AND stripe_customer_id = :gone
  AND NOT EXISTS (SELECT 1 FROM users WHERE stripe_customer_id = :customer)
RETURNING id;
