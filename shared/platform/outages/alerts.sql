-- What an operator should know.

-- name: alert
INSERT INTO alerts (subject, raised_at, message, last_at) VALUES (:subject, :now, :message, :now)
ON CONFLICT (subject) WHERE settled_at IS NULL DO UPDATE SET
  count = count + 1, message = excluded.message, last_at = excluded.last_at
RETURNING count;

-- name: settle
UPDATE alerts SET settled_at = :now WHERE subject = :subject AND settled_at IS NULL RETURNING subject;

-- name: settle_functions
UPDATE alerts SET settled_at = :now WHERE subject GLOB 'function/*' AND settled_at IS NULL;

-- name: listed
SELECT subject, message, count, raised_at, last_at, settled_at FROM alerts
WHERE :all OR settled_at IS NULL ORDER BY settled_at IS NOT NULL, last_at DESC LIMIT 200;
