-- Requests to sign in or to change an address: asked for, compared, used once.

-- name: standing
-- Of an address from a network, in one read; `since` is an hour ago, `asker` the account that asks, if one does, and
-- `known` what the browser shows. Of an address what was sent counts, not what was held back: else one network could
-- use up everybody else's. What known browsers were sent counts for each of them alone.
SELECT
  (SELECT id FROM users WHERE email = :address) AS user_id,
  EXISTS (SELECT 1 FROM users WHERE email = :address AND disabled_at IS NOT NULL) AS disabled,
  EXISTS (SELECT 1 FROM blocked_addresses WHERE address IN (:address, :domain)) AS blocked,
  (SELECT count(*) FROM sign_ins
   WHERE address = :address AND created_at > :since AND withheld IS NULL AND known IS NULL) AS address_hour,
  (SELECT count(*) FROM sign_ins
   WHERE address = :address AND created_at > :since AND network = :network AND withheld IS NULL AND known IS NULL)
    AS address_network_hour,
  (SELECT count(*) FROM sign_ins
   WHERE address = :address AND created_at > :since AND withheld IS NULL AND known = :known) AS known_hour,
  (SELECT count(*) FROM sign_ins WHERE user_id = :asker AND change IS NOT NULL AND created_at > :since) AS user_hour,
  (SELECT count(*) FROM sign_ins WHERE network = :network AND created_at > :since) AS network_hour;

-- name: ask
INSERT INTO sign_ins (id, purpose, address, user_id, change, browser, token, network, next, withheld, known,
  created_at, expires_at)
VALUES (:id, :purpose, :address, :user, :change, :browser, :token, :network, :next, :withheld, :known, :now,
  :expires_at);

-- name: with_token
SELECT * FROM sign_ins WHERE token = :token;

-- name: attempt
-- A code that is typed is counted before it is compared, so that of many at once no more count than may. What may be
-- meant is what the browser asked for, newest first, and what was used there a moment ago.
UPDATE sign_ins SET attempts = attempts + 1
WHERE attempts < :attempts AND id IN (
  SELECT id FROM sign_ins
  WHERE browser = :browser AND created_at > :since AND expires_at > :now AND withheld IS NULL AND attempts < :attempts
    AND (used_at IS NULL OR used_at > :again)
  ORDER BY created_at DESC, id LIMIT :count)
RETURNING *;

-- name: use
-- Once: of two that come at the same time, the second finds it used. A block or a disabling since it was asked for holds.
UPDATE sign_ins SET used_at = :now
WHERE id = :id AND browser = :browser AND used_at IS NULL AND expires_at > :now AND withheld IS NULL
  AND NOT EXISTS (SELECT 1 FROM blocked_addresses AS b WHERE b.address IN (sign_ins.address, :domain))
  AND NOT EXISTS (SELECT 1 FROM users AS u WHERE u.disabled_at IS NOT NULL
    AND (u.email = sign_ins.address OR u.id = sign_ins.user_id))
RETURNING id;

-- name: change
-- Once both are confirmed, and while the account still has the old one and nobody the new one.
UPDATE users SET email = (SELECT n.address FROM sign_ins AS n WHERE n.change = :change AND n.purpose = 'new_address')
WHERE id = :user AND disabled_at IS NULL
  AND email = (SELECT o.address FROM sign_ins AS o WHERE o.change = :change AND o.purpose = 'old_address'
    AND o.used_at IS NOT NULL)
  AND EXISTS (SELECT 1 FROM sign_ins AS n WHERE n.change = :change AND n.purpose = 'new_address'
    AND n.used_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users AS u WHERE u.email = n.address AND u.id <> :user))
RETURNING id;

-- name: void_others
-- After a change, what was asked for with either address before it leads nowhere.
UPDATE sign_ins SET expires_at = :now
WHERE address IN (SELECT c.address FROM sign_ins AS c WHERE c.change = :change) AND change IS NOT :change
  AND expires_at > :now
  AND EXISTS (SELECT 1 FROM users AS u JOIN sign_ins AS n ON n.address = u.email
    WHERE u.id = :user AND n.change = :change AND n.purpose = 'new_address' AND n.used_at IS NOT NULL);

-- name: of_change
-- How far a change is: which of the two are confirmed, and whether the account has the new address.
SELECT max(iif(purpose = 'old_address', address, NULL)) AS old_address,
  max(iif(purpose = 'new_address', address, NULL)) AS new_address,
  max(iif(purpose = 'old_address', used_at, NULL)) AS old_at, max(iif(purpose = 'new_address', used_at, NULL)) AS new_at,
  EXISTS (SELECT 1 FROM users AS u JOIN sign_ins AS n ON n.address = u.email
    WHERE u.id = :user AND n.change = :change AND n.purpose = 'new_address') AS changed
FROM sign_ins WHERE change = :change;

-- name: some_old
SELECT id FROM sign_ins WHERE created_at < :before LIMIT :count;

-- name: forget
-- `ids` is a JSON array.
DELETE FROM sign_ins WHERE id IN (SELECT value FROM json_each(:ids));
