-- Mails: asked for once each, sent by whoever claims their work.

-- name: request
-- `rows` is a JSON array of objects. Asked for again, or for an account that is gone, nothing is written.
INSERT INTO mails (id, user_id, address, kind, about, created_at, not_after)
SELECT r.value ->> 'id', r.value ->> 'user_id', r.value ->> 'address', r.value ->> 'kind', r.value ->> 'about', :now,
       r.value ->> 'not_after'
FROM json_each(:rows) AS r
WHERE r.value ->> 'user_id' IS NULL OR EXISTS (SELECT 1 FROM users WHERE users.id = r.value ->> 'user_id')
ON CONFLICT (id) DO NOTHING;

-- name: by_id
SELECT * FROM mails WHERE id = :id;

-- name: tried
UPDATE mails SET tried_at = coalesce(tried_at, :now), carrier = :carrier WHERE id = :id AND state = 'queued';

-- name: mark
-- The first word stands: what is sent was sent. Of one that told of an erasure neither the address stays, nor the name by
-- which its carrier knows it.
UPDATE mails SET state = :state, reason = :reason, settled_at = :now,
  carrier_id = iif(kind = 'account_erased', NULL, :carrier_id), address = iif(kind = 'account_erased', NULL, address)
WHERE id = :id AND state = 'queued';

-- name: late_farewells
-- What tells of an erasure and could not be sent in its time; its work may have died.
SELECT id FROM mails WHERE kind = 'account_erased' AND state = 'queued' AND not_after <= :now LIMIT :count;

-- name: give_up
-- `ids` is a JSON array.
UPDATE mails SET state = 'expired', reason = 'it could not be sent in its time', settled_at = :now, address = NULL
WHERE id IN (SELECT value FROM json_each(:ids)) AND state = 'queued';

-- name: listed
-- The newest first.
SELECT * FROM mails WHERE (:kind IS NULL OR kind = :kind) AND (:state IS NULL OR state = :state)
ORDER BY created_at DESC, id LIMIT :count;

-- name: reader_of
SELECT id, email AS address FROM users WHERE id = :user OR stripe_customer_id = :customer
ORDER BY id = :user DESC LIMIT 1;

-- name: readers
SELECT id, email AS address FROM users WHERE id > :after AND disabled_at IS NULL ORDER BY id LIMIT :count;

-- name: how_many_readers
SELECT count(*) AS count FROM users WHERE disabled_at IS NULL;
