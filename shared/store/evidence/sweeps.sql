-- Sweeps: one row a night and part; who works on it holds a lease, and the cursor moves with what was written.

-- name: begin
INSERT INTO sweeps (night, part, begun_at)
SELECT :night, p.value, :now FROM json_each(:parts) AS p
WHERE true
ON CONFLICT (night, part) DO NOTHING;

-- name: claim
-- Nobody else may hold it; what is finished is claimed by nobody.
UPDATE sweeps SET token = :token, lease_until = :lease_until
WHERE night = :night AND part = :part AND finished_at IS NULL AND (lease_until IS NULL OR lease_until <= :now)
RETURNING cursor;

-- name: advance
-- Only for who still holds it: one that lost the lease turns `part` to NULL, which aborts its batch.
UPDATE sweeps SET
  part = CASE WHEN token = :token THEN part END,
  cursor = :cursor, requests = requests + :requests, looked_at = looked_at + :looked_at, found = found + :found,
  error = NULL, lease_until = :lease_until,
  finished_at = CASE WHEN :finished THEN :now END
WHERE night = :night AND part = :part;

-- name: again
-- What became known since a part began has to be looked at from the first page on.
UPDATE sweeps SET cursor = '', finished_at = NULL WHERE night = :night AND part = :part AND cursor <> '';

-- name: failed
UPDATE sweeps SET failures = failures + 1, error = :error, lease_until = NULL
WHERE night = :night AND part = :part AND token = :token AND finished_at IS NULL;

-- name: release
UPDATE sweeps SET lease_until = NULL
WHERE night = :night AND part = :part AND token = :token AND finished_at IS NULL;

-- name: latest
SELECT night, part, cursor, requests, looked_at, found, failures, error, begun_at, finished_at
FROM sweeps ORDER BY night DESC, part LIMIT :count;

-- name: unfinished
-- How many nights before this one, in a row, a part was not finished, and what it said last.
SELECT part, count(*) AS nights, max(error) AS error FROM sweeps AS s
WHERE night < :night AND finished_at IS NULL
  AND night > coalesce((SELECT max(night) FROM sweeps WHERE part = s.part AND finished_at IS NOT NULL), '')
GROUP BY part;
