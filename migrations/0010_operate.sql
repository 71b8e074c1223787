-- Operating from outside: each act is one, however often its request arrives.

-- The act that a row of the audit belongs to; NULL in rows from before. An act leaves one row a subject.
ALTER TABLE audit ADD COLUMN act TEXT;

CREATE UNIQUE INDEX audit_once ON audit (act, action, subject) WHERE act IS NOT NULL;

-- Writes that `operate` was asked for. A request that comes again because its answer was lost gets that answer.
CREATE TABLE operate_requests (
  -- The act's id, which the client draws once and sends with every try.
  id TEXT PRIMARY KEY,
  use_case TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- Who works on it, and until when nobody else does.
  token TEXT NOT NULL,
  lease_until TEXT NOT NULL,
  answer TEXT CHECK (answer IS NULL OR json_valid(answer)),
  begun_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;

CREATE INDEX operate_requests_by_time ON operate_requests (begun_at);
