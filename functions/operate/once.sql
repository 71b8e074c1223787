-- Writes that operate was asked for, so that a repeated request does nothing twice.

-- name: take
-- A request is worked on by one at a time; one that was answered, or is another under the same id, is not taken.
INSERT INTO operate_requests (id, use_case, request_sha256, actor, token, lease_until, begun_at)
VALUES (:id, :use_case, :request_sha256, :actor, :token, :lease_until, :now)
ON CONFLICT (id) DO UPDATE SET token = excluded.token, lease_until = excluded.lease_until
WHERE answer IS NULL AND request_sha256 = excluded.request_sha256 AND lease_until <= :now
RETURNING token;

-- name: standing
SELECT use_case, request_sha256, lease_until, answer FROM operate_requests WHERE id = :id;

-- name: answer
UPDATE operate_requests SET answer = :answer, ended_at = :now WHERE id = :id AND token = :token;

-- name: let_go
-- It failed: whoever repeats the request need not wait.
UPDATE operate_requests SET lease_until = :now WHERE id = :id AND token = :token AND answer IS NULL;

-- name: forget
DELETE FROM operate_requests WHERE begun_at < :before;
