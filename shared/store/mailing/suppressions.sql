-- Addresses that get no mail, by their keyed mark.

-- name: why_not
SELECT (SELECT reason FROM suppressions WHERE address_hash = :mark) AS reason,
  EXISTS (SELECT 1 FROM unsubscriptions WHERE address_hash = :mark AND kind = :kind) AS unsubscribed;

-- name: suppress
-- Where mail comes back, that is the stronger word.
INSERT INTO suppressions (address_hash, address, user_id, reason, cause, at)
SELECT :mark, u.email, u.id, :reason, :cause, :now FROM (SELECT 1) LEFT JOIN users AS u ON u.email = :address
WHERE true
ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason, cause = excluded.cause, at = excluded.at,
  address = excluded.address, user_id = excluded.user_id
WHERE suppressions.reason <> 'bounced';

-- name: of
SELECT address, reason, cause, at FROM suppressions WHERE address_hash = :mark;

-- name: unsubscribe
INSERT INTO unsubscriptions (address_hash, kind, at) VALUES (:mark, :kind, :now) ON CONFLICT DO NOTHING;

-- name: carry
-- What one address refuses, another does: its account moved there.
INSERT INTO unsubscriptions (address_hash, kind, at)
SELECT :to, kind, at FROM unsubscriptions WHERE address_hash = :mark ON CONFLICT DO NOTHING;

-- name: resubscribe
DELETE FROM unsubscriptions WHERE address_hash = :mark AND kind = :kind;

-- name: of_address
SELECT address, reason, cause, at FROM suppressions WHERE address = :address;

-- name: lift_address
DELETE FROM suppressions WHERE address = :address;
