-- Dead letters: the row, not the queue, is the dead letter.

-- name: record
-- The same letter delivered twice is one row; its error is the last attempt that the loop recorded.
INSERT INTO dead_letters (id, identity, generation, queue, stage, run_id, slug, trace_id, body, error, reason, created_at)
SELECT :id, :identity, :generation, :queue, :stage, :run_id, :slug, :trace_id, :body,
       coalesce(a.error, :error), coalesce(a.message, :reason), :now
FROM (SELECT 1)
LEFT JOIN (
  SELECT error, message FROM failed_attempts
  WHERE identity = :identity AND generation = :generation ORDER BY try DESC LIMIT 1
) AS a
WHERE true
ON CONFLICT (identity, generation) DO NOTHING;

-- name: bury_work
-- A letter that the platform itself gave up (the loop never got to judge it) leaves live work behind: it is dead now.
-- Its letter has arrived, so nothing is due any more.
UPDATE work SET state = 'dead', holder = NULL, token = NULL, lease_until = NULL, due_at = NULL,
  settled_at = coalesce(settled_at, :now)
WHERE identity = :identity AND generation = :generation AND state IN ('queued', 'working', 'dead');

-- name: fail_item
UPDATE run_items SET state = 'failed', stage = :stage, reason = :reason, updated_at = :now
WHERE run_id = :run_id AND slug = :slug AND state IN ('queued', 'working')
  AND EXISTS (SELECT 1 FROM work WHERE identity = :identity AND generation = :generation AND state = 'dead');

-- name: list
SELECT d.id, d.identity, d.generation, d.queue, d.stage, d.run_id, d.slug, d.trace_id, d.body, d.error, d.reason,
       d.state, d.created_at, d.settled_at, coalesce(p.name, d.slug) AS name
FROM dead_letters AS d LEFT JOIN peptides AS p ON p.slug = d.slug
WHERE (:state = 'all' OR d.state = :state)
ORDER BY d.created_at DESC, d.id LIMIT :count;

-- name: by_prefix
SELECT d.id, d.identity, d.generation, d.queue, d.stage, d.run_id, d.slug, d.trace_id, d.body, d.error, d.reason,
       d.state, d.created_at, d.settled_at, coalesce(p.name, d.slug) AS name
FROM dead_letters AS d LEFT JOIN peptides AS p ON p.slug = d.slug
WHERE substr(d.id, 1, length(:prefix)) = :prefix ORDER BY d.id LIMIT 2;

-- name: attempts
SELECT generation, try, kind, error, message, at FROM failed_attempts WHERE identity = :identity
ORDER BY generation, try;

-- name: replay_letter
UPDATE dead_letters SET state = 'replayed', settled_at = :now WHERE id = :id AND state IN ('open', 'replayed');

-- name: replay_work
-- The body of the next generation waits in the work row until a delivery claims it.
UPDATE work SET state = 'queued', generation = :generation, body = :body, tries = 0, deaths = 0, due_at = :due_at,
  settled_at = NULL
WHERE identity = :identity AND state = 'dead' AND generation < :generation;

-- name: reopen_item
UPDATE run_items SET state = 'queued', reason = NULL, updated_at = :now
WHERE run_id = :run_id AND slug = :slug AND state = 'failed';

-- name: reopen_run
UPDATE runs SET finished_at = NULL
WHERE id = :run_id AND EXISTS (SELECT 1 FROM run_items WHERE run_id = :run_id AND state IN ('queued', 'working'));
