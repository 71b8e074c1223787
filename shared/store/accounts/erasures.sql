-- Erasures: asked for once, gone on with until nothing is left, and the marks that stay.

-- name: whom
-- Everything by which a person is found, beginning with what is known: the account, the address, customers of Stripe's.
-- An event that tells no customer, as thin ones, refunds and disputes do until billing has asked, is the person's where it
-- names anything that the person's own events name: an invoice, a charge, a payment, a Checkout session. Prices and
-- products, which all have in common, are left aside.
WITH
address (at) AS (SELECT email FROM users WHERE id = :user UNION SELECT :address WHERE :address <> ''),
customers (id) AS (
  SELECT stripe_customer_id FROM users WHERE id = :user AND stripe_customer_id IS NOT NULL
  UNION SELECT stripe_customer_id FROM subscriptions WHERE user_id = :user AND stripe_customer_id IS NOT NULL
  UNION SELECT value FROM json_each(:customers)),
subs (id) AS (
  SELECT id FROM subscriptions WHERE user_id = :user
  UNION SELECT stripe_subscription_id FROM subscriptions WHERE user_id = :user AND stripe_subscription_id IS NOT NULL
  UNION SELECT id FROM subscriptions WHERE stripe_customer_id IN (SELECT id FROM customers)),
named (id) AS (
  SELECT id FROM customers UNION SELECT id FROM subs UNION SELECT at FROM address
  UNION SELECT t.value FROM stripe_events AS e, json_tree(iif(json_valid(e.body), e.body, '{}')) AS t
  WHERE e.customer IN (SELECT id FROM customers) AND t.type = 'text'
    AND substr(t.value, 1, instr(t.value, '_')) IN ('sub_', 'si_', 'in_', 'il_', 'ii_', 'inpay_', 'ch_', 'py_', 'pi_',
      'cs_', 're_', 'pyr_', 'dp_', 'du_', 'seti_', 'pm_', 'card_', 'src_', 'cn_', 'txn_')),
events (id) AS (
  SELECT id FROM stripe_events WHERE customer IN (SELECT id FROM customers)
  UNION SELECT e.id FROM stripe_events AS e WHERE e.customer IS NULL AND e.note IS NOT 'erased'
    AND EXISTS (SELECT 1 FROM named AS n WHERE instr(lower(e.body), '"' || lower(n.id) || '"'))),
pending (identity) AS (
  SELECT 'mail/' || id FROM mails WHERE user_id = :user
  UNION SELECT 'mail/' || m.id FROM address AS a JOIN mails AS m ON m.address = a.at
  UNION SELECT 'billing/' || id FROM events
  UNION SELECT w.identity FROM json_each('["billing/address", "billing/doubted", "billing/reconcile"]') AS k
    JOIN work AS w ON w.identity > k.value || '/' AND w.identity < k.value || '0'
    JOIN (SELECT id FROM customers UNION SELECT id FROM subs) AS s
    ON substr(w.identity, -length(s.id) - 1) = '/' || s.id)
SELECT
  EXISTS (SELECT 1 FROM users WHERE id = :user) AS known,
  coalesce((SELECT email FROM users WHERE id = :user), :address) AS address,
  (SELECT json_group_array(id) FROM customers) AS customers,
  (SELECT json_group_array(id) FROM subs) AS subscriptions,
  (SELECT json_group_array(id) FROM events) AS events,
  (SELECT json_group_array(identity) FROM pending) AS work;

-- name: by_address
SELECT id FROM users WHERE email = :address;

-- name: begin
INSERT INTO erasures (id, user_id, asked_by, asked_at)
SELECT :id, u.id, :by, :now FROM users AS u
WHERE u.id = :user AND NOT EXISTS (SELECT 1 FROM erasures AS e WHERE e.user_id = u.id)
ON CONFLICT DO NOTHING;

-- name: close_account
-- From now on nobody signs in, and nothing is sent. The first reason stands.
UPDATE users SET disabled_at = :now, disabled_by = 'erasure', disabled_reason = 'the account is being erased'
WHERE id = :user AND disabled_at IS NULL;

-- name: end_sessions
DELETE FROM sessions WHERE user_id = :user;

-- name: mark
-- `marks` is a JSON array of {kind, mark}.
INSERT INTO tombstones (mark, kind, erasure, at)
SELECT m.value ->> 'mark', m.value ->> 'kind', :erasure, :at FROM json_each(:marks) AS m
WHERE true
ON CONFLICT (mark) DO NOTHING;

-- name: by_id
SELECT id, user_id, asked_by, asked_at, erased_at FROM erasures WHERE id = :id;

-- name: finish
UPDATE erasures SET user_id = NULL, erased_at = coalesce(erased_at, :now) WHERE id = :id;

-- name: marks_of
SELECT kind, mark FROM tombstones WHERE erasure = :id ORDER BY mark;

-- name: marked
-- Which of these marks are of somebody erased; `marks` is a JSON array.
SELECT mark FROM tombstones WHERE mark IN (SELECT value FROM json_each(:marks));

-- name: mails_of
SELECT id FROM mails WHERE user_id = :user UNION SELECT id FROM mails WHERE address = :address;

-- name: restored_erasure
-- A tombstone that a restore brings along.
INSERT INTO erasures (id, asked_by, asked_at, erased_at) VALUES (:id, 'restore', :at, :now) ON CONFLICT DO NOTHING;

-- name: some_users
SELECT id FROM users WHERE id > :after ORDER BY id LIMIT :count;

-- name: some_customers
SELECT DISTINCT customer FROM stripe_events WHERE customer > :after ORDER BY customer LIMIT :count;

-- name: some_addresses
SELECT DISTINCT address FROM mails WHERE address > :after ORDER BY address LIMIT :count;
