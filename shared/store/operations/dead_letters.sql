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
-- Of work over a group, the items of all its members.
UPDATE run_items SET state = 'failed', stage = :stage, reason = :reason, updated_at = :now
WHERE run_id = :run_id AND state IN ('queued', 'working')
  AND slug IN (
    SELECT m.value FROM work AS w, json_each(coalesce(nullif(w.body ->> '$.group', '[]'), json_array(w.slug))) AS m
    WHERE w.identity = :identity AND w.generation = :generation AND w.state = 'dead'
  );

-- name: unmarked
-- Letters without a fingerprint: new ones, and those from before there were any.
SELECT d.id, d.stage, d.error, d.reason, d.slug, p.name
FROM dead_letters AS d LEFT JOIN peptides AS p ON p.slug = d.slug
WHERE d.fingerprint IS NULL ORDER BY d.created_at LIMIT 500;

-- name: mark
-- `marks` is a JSON array of {id, fingerprint}.
UPDATE dead_letters SET fingerprint = m.value ->> 'fingerprint' FROM json_each(:marks) AS m
WHERE dead_letters.id = m.value ->> 'id' AND fingerprint IS NULL;

-- name: matching
-- Newest first; a `count` of -1 is all. `ids` is a JSON array or NULL.
SELECT d.id, d.identity, d.generation, d.queue, d.stage, d.run_id, d.slug, d.trace_id, d.body, d.error, d.reason,
       d.state, d.created_at, d.settled_at, d.settled_by, d.fingerprint, coalesce(p.name, d.slug) AS name,
       w.state AS work, w.generation AS work_generation, count(*) OVER () AS in_all
FROM dead_letters AS d
LEFT JOIN peptides AS p ON p.slug = d.slug
LEFT JOIN work AS w ON w.identity = d.identity
WHERE (:state = 'all' OR d.state = :state)
  AND (:ids IS NULL OR d.id IN (SELECT value FROM json_each(:ids)))
  AND d.stage = coalesce(:stage, d.stage) AND (:slug IS NULL OR d.slug = :slug)
  AND (:fingerprint IS NULL OR d.fingerprint = :fingerprint) AND d.error = coalesce(:error, d.error)
  AND (:run_id IS NULL OR d.run_id = :run_id) AND (:before IS NULL OR d.created_at <= :before)
ORDER BY d.created_at DESC, d.id LIMIT :count;

-- name: groups
-- The most letters first; the example is one reason of the group.
SELECT fingerprint, error, count(*) AS count, json_group_array(DISTINCT stage) AS stages,
       json_group_array(DISTINCT slug) AS slugs, min(created_at) AS first_at, max(created_at) AS last_at,
       max(reason) AS example
FROM dead_letters WHERE :state = 'all' OR state = :state
GROUP BY fingerprint, error ORDER BY count(*) DESC, max(created_at) DESC;

-- name: group_like
-- The fingerprints that start so.
SELECT DISTINCT fingerprint FROM dead_letters WHERE substr(fingerprint, 1, length(:prefix)) = :prefix LIMIT 2;

-- name: by_prefix
SELECT d.id, d.identity, d.generation, d.queue, d.stage, d.run_id, d.slug, d.trace_id, d.body, d.error, d.reason,
       d.state, d.created_at, d.settled_at, d.settled_by, d.fingerprint, coalesce(p.name, d.slug) AS name,
       w.state AS work, w.generation AS work_generation
FROM dead_letters AS d
LEFT JOIN peptides AS p ON p.slug = d.slug
LEFT JOIN work AS w ON w.identity = d.identity
WHERE substr(d.id, 1, length(:prefix)) = :prefix ORDER BY d.id LIMIT 2;

-- name: attempts
SELECT generation, try, kind, error, message, at, duration_ms FROM failed_attempts WHERE identity = :identity
ORDER BY generation, try;

-- name: discard_letters
-- `ids` is a JSON array. A letter that is open no more is left as it is.
UPDATE dead_letters SET state = 'discarded', settled_at = :now, settled_by = :act
WHERE state = 'open' AND id IN (SELECT value FROM json_each(:ids));

-- name: discard_work
-- Only work that is dead in this generation or an older one: what goes on elsewhere is not ours to end.
UPDATE work SET state = 'discarded', due_at = NULL, settled_at = :now
WHERE state = 'dead' AND identity IN (SELECT identity FROM dead_letters WHERE settled_by = :act) AND EXISTS (
  SELECT 1 FROM dead_letters AS d
  WHERE d.identity = work.identity AND d.settled_by = :act AND d.state = 'discarded' AND d.generation >= work.generation
);

-- name: discard_items
-- The item keeps its reason, and says why nothing more is tried.
UPDATE run_items SET reason = coalesce(reason || '; ', '') || :reason, updated_at = :now
WHERE state = 'failed' AND (run_id, slug) IN (
  SELECT w.run_id, w.slug FROM dead_letters AS d JOIN work AS w ON w.identity = d.identity
  WHERE d.settled_by = :act AND w.state = 'discarded' AND d.id IN (SELECT value FROM json_each(:ids))
);

-- name: finish_runs
UPDATE runs SET finished_at = :now
WHERE finished_at IS NULL AND id IN (SELECT run_id FROM dead_letters WHERE settled_by = :act)
  AND NOT EXISTS (
    SELECT 1 FROM run_items INDEXED BY run_items_open
    WHERE run_id = runs.id AND state IN ('queued', 'working'));

-- name: audit_letters
-- One row for each letter that the act changed.
INSERT INTO audit (at, act, actor, action, subject, reason, before, after)
SELECT :now, :act, :actor, :action, 'letter/' || d.id, :reason,
       json_object('state', 'open', 'generation', d.generation, 'work', coalesce(b.value ->> 'work', 'none')),
       json_object('state', d.state, 'generation', d.generation, 'work', coalesce(w.state, 'none'))
FROM json_each(:letters) AS b
JOIN dead_letters AS d ON d.id = b.value ->> 'id'
LEFT JOIN work AS w ON w.identity = d.identity
WHERE d.settled_by = :act
ON CONFLICT DO NOTHING;
