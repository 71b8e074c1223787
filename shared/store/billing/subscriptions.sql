-- Subscriptions: written by whoever holds their lease, read by everybody.

-- name: take_lease
-- Free, run out, or left behind by the same work: it is ours. Else no row.
INSERT INTO stripe_leases (subscription, token, holder, until) VALUES (:id, :token, :holder, :until)
ON CONFLICT (subscription) DO UPDATE SET token = excluded.token, holder = excluded.holder, until = excluded.until
WHERE stripe_leases.until <= :now OR stripe_leases.token = excluded.token
RETURNING token;

-- name: keep_lease
-- First in the batch that writes: a lease that was lost turns the token to NULL, which aborts the whole batch.
INSERT INTO stripe_leases (subscription, token, holder, until)
VALUES (:id, CASE WHEN (SELECT token FROM stripe_leases WHERE subscription = :id) = :token THEN :token END, '', :now)
ON CONFLICT (subscription) DO UPDATE SET until = excluded.until;

-- name: give_lease_back
DELETE FROM stripe_leases WHERE subscription = :id AND token = :token;

-- name: lapse
-- The holder is known to be gone: whatever it held may be taken at once.
UPDATE stripe_leases SET until = :now WHERE holder = :holder AND until > :now;

-- name: link
-- Checkout was opened for this account: its customer is known from now on.
UPDATE users SET stripe_customer_id = :customer
WHERE id = :user AND stripe_customer_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM users WHERE stripe_customer_id = :customer);

-- name: own
-- Subscriptions that the customer had before an account was known for it.
UPDATE subscriptions SET user_id = (SELECT id FROM users WHERE stripe_customer_id = :customer)
WHERE stripe_customer_id = :customer AND user_id IS NULL;

-- name: adopt
-- A row that somebody made by SQL under Stripe's id is that subscription.
UPDATE subscriptions SET stripe_subscription_id = id WHERE id = :id AND stripe_subscription_id IS NULL;

-- name: apply
-- What Stripe says of a subscription. It is the account's that Checkout was opened for, else its customer's. Values
-- set by hand stay until their own period ends.
INSERT INTO subscriptions (id, user_id, status, current_period_end, cancel_at_period_end, stripe_customer_id,
  stripe_subscription_id, created_at, updated_at, stripe_status, stripe_period_end, cancel_at, ended_at, failed_at,
  withheld, fetched_at)
VALUES (:id, coalesce((SELECT id FROM users WHERE id = :user),
    (SELECT id FROM users WHERE stripe_customer_id = :customer)), :status, :period_end, :cancel_at_period_end, :customer,
  :id, :created, :now, :status, :period_end, :cancel_at, :ended_at, :failed_at, :withheld, :now)
ON CONFLICT (stripe_subscription_id) DO UPDATE SET
  user_id = coalesce(excluded.user_id, subscriptions.user_id),
  status = iif((status IS NOT stripe_status OR current_period_end IS NOT stripe_period_end)
    AND julianday(current_period_end) > julianday(:now), status, excluded.status),
  current_period_end = iif((status IS NOT stripe_status OR current_period_end IS NOT stripe_period_end)
    AND julianday(current_period_end) > julianday(:now), current_period_end, excluded.current_period_end),
  override = iif((status IS NOT stripe_status OR current_period_end IS NOT stripe_period_end)
    AND julianday(current_period_end) > julianday(:now), override, NULL),
  stripe_status = excluded.stripe_status, stripe_period_end = excluded.stripe_period_end,
  cancel_at_period_end = excluded.cancel_at_period_end, stripe_customer_id = excluded.stripe_customer_id,
  cancel_at = excluded.cancel_at, ended_at = excluded.ended_at, failed_at = excluded.failed_at,
  withheld = excluded.withheld, updated_at = excluded.updated_at, fetched_at = excluded.fetched_at;

-- name: record_change
-- Only a state that differs from the last one on record is a change.
INSERT INTO access_changes (at, subscription, source, cause, state)
SELECT :now, n.id, :source, :cause, n.state FROM (
  SELECT id, json_object('status', status, 'current_period_end', current_period_end, 'cancel_at_period_end',
    cancel_at_period_end, 'cancel_at', cancel_at, 'ended_at', ended_at, 'failed_at', failed_at, 'withheld', withheld,
    'stripe_status', stripe_status, 'stripe_period_end', stripe_period_end) AS state
  FROM subscriptions WHERE stripe_subscription_id = :id OR id = :id
) AS n
WHERE n.state IS NOT (SELECT state FROM access_changes WHERE subscription = n.id ORDER BY id DESC LIMIT 1)
RETURNING id;

-- name: of_user
SELECT * FROM subscriptions WHERE user_id = :user ORDER BY created_at, id;

-- name: of_customer
SELECT * FROM subscriptions WHERE stripe_customer_id = :customer ORDER BY created_at, id;

-- name: by_stripe_id
SELECT * FROM subscriptions WHERE stripe_subscription_id = :id;

-- name: changes
SELECT id, at, subscription, source, cause, state FROM access_changes WHERE subscription = :id ORDER BY id;

-- name: known
-- What Stripe said last of these; `ids` is a JSON array. `stale` are those of nobody although their customer's account
-- is known, and those in which values set by hand stand on after their end.
SELECT stripe_subscription_id AS id, stripe_status, stripe_period_end, cancel_at_period_end, cancel_at, ended_at,
  (user_id IS NULL AND EXISTS (SELECT 1 FROM users AS u WHERE u.stripe_customer_id = s.stripe_customer_id))
  OR ((status IS NOT stripe_status OR current_period_end IS NOT stripe_period_end)
    AND NOT coalesce(julianday(current_period_end) > julianday(:now), 0)) AS stale
FROM subscriptions AS s WHERE stripe_subscription_id IN (SELECT value FROM json_each(:ids));

-- name: see
UPDATE subscriptions SET seen_in = :night
WHERE stripe_subscription_id IN (SELECT value FROM json_each(:ids));

-- name: user
SELECT id, email, stripe_customer_id, created_at, invited_at, invited_by FROM users WHERE email = :email;

-- name: of_all
-- By address, from behind `after`; users without a subscription are left out.
SELECT u.email, s.* FROM users AS u JOIN subscriptions AS s ON s.user_id = u.id
WHERE u.id IN (
  SELECT DISTINCT u2.id FROM users AS u2 JOIN subscriptions AS s2 ON s2.user_id = u2.id
  WHERE u2.email > :after ORDER BY u2.email LIMIT :count)
ORDER BY u.email, s.created_at, s.id;

-- name: overridden
SELECT * FROM subscriptions
WHERE status IS NOT stripe_status OR current_period_end IS NOT stripe_period_end ORDER BY id LIMIT :count;

-- name: unowned
SELECT count(*) AS count FROM subscriptions WHERE user_id IS NULL;

-- name: set_by_hand
-- Kept until its own end, whatever Stripe says meanwhile.
INSERT INTO subscriptions (id, user_id, status, current_period_end, override, created_at, updated_at)
VALUES (:id, :user, :status, :until, :override, :now, :now)
ON CONFLICT (id) DO UPDATE SET status = excluded.status, current_period_end = excluded.current_period_end,
  override = excluded.override, updated_at = excluded.updated_at;
