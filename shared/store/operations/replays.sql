-- Replays: letters asked for again, one by hand or a fixed set of many at a rate.

-- name: begin
INSERT INTO replays (id, filter, reason, actor, per_minute, total, runner, next_at, created_at)
VALUES (:id, :filter, :reason, :actor, :per_minute, :total, :runner, :now, :now);

-- name: add_items
-- `ids` is a JSON array, in the order of sending.
INSERT INTO replay_items (replay, position, letter)
SELECT :replay, i.key, i.value FROM json_each(:ids) AS i;

-- name: tasks
-- Newest first, with what became of their letters.
SELECT r.*,
       (SELECT count(*) FROM replay_items AS i WHERE i.replay = r.id AND i.state = 'sent') AS sent,
       (SELECT count(*) FROM replay_items AS i WHERE i.replay = r.id AND i.state = 'skipped') AS skipped
FROM replays AS r
WHERE (:id IS NULL OR substr(r.id, 1, length(:id)) = :id) AND (:state IS NULL OR r.state = :state)
ORDER BY r.created_at DESC, r.id LIMIT :count;

-- name: take_over
-- From now on this runner sends, and no other.
UPDATE replays SET runner = :runner WHERE id = :id AND state = 'open';

-- name: next
SELECT d.id, d.identity, d.generation, d.queue, d.stage, d.run_id, d.slug, d.trace_id, d.body, d.error, d.reason,
       d.state, d.created_at, d.settled_at, d.settled_by, d.fingerprint, coalesce(p.name, d.slug) AS name
FROM replay_items AS i
JOIN dead_letters AS d ON d.id = i.letter
LEFT JOIN peptides AS p ON p.slug = d.slug
WHERE i.replay = :replay AND i.state = 'pending' ORDER BY i.position LIMIT :count;

-- name: advance
-- A runner that was replaced, or whose task was cancelled, turns `runner` to NULL, which aborts its whole batch.
UPDATE replays SET
  runner = CASE WHEN state = 'open' AND runner = :runner THEN runner END,
  batches = batches + 1, accepted = :accepted, next_at = :next_at
WHERE id = :id;

-- name: accept
-- A runner that stops here knows that the queues have all of its batches.
UPDATE replays SET accepted = :accepted WHERE id = :id AND runner = :runner AND state = 'open';

-- name: take_letters
-- A letter is replayed by one act only: one that is open no more is left as it is.
UPDATE dead_letters SET state = 'replayed', settled_at = :now, settled_by = :act
WHERE state = 'open' AND id IN (SELECT value ->> 'id' FROM json_each(:letters));

-- name: ready_work
-- The body of the next generation waits in the work row until a delivery claims it.
UPDATE work SET state = 'queued', generation = l.value ->> 'generation', body = l.value ->> 'body', tries = 0,
  deaths = 0, due_at = :due_at, settled_at = NULL, resends = 0
FROM json_each(:letters) AS l JOIN dead_letters AS d ON d.id = l.value ->> 'id'
WHERE work.identity = d.identity AND work.state = 'dead' AND work.generation <= d.generation AND d.settled_by = :act;

-- name: reopen_items
-- Only where its work is to be done again: an item that failed for another reason stays failed.
UPDATE run_items SET state = 'queued', reason = NULL, updated_at = :now
WHERE state = 'failed' AND (run_id, slug) IN (
  SELECT w.run_id, m.value
  FROM json_each(:letters) AS l
  JOIN dead_letters AS d ON d.id = l.value ->> 'id'
  JOIN work AS w ON w.identity = d.identity AND w.generation = d.generation + 1 AND w.state = 'queued'
  JOIN json_each(coalesce(nullif(w.body ->> '$.group', '[]'), json_array(w.slug))) AS m
  WHERE d.settled_by = :act
);

-- name: reopen_runs
UPDATE runs SET finished_at = NULL
WHERE id IN (SELECT value ->> 'run_id' FROM json_each(:letters))
  AND EXISTS (SELECT 1 FROM run_items AS i INDEXED BY run_items_open
    WHERE i.run_id = runs.id AND i.state IN ('queued', 'working'));

-- name: conclude
-- What became of the items of this batch; the answer names each.
UPDATE replay_items SET
  state = iif(d.settled_by = :replay, 'sent', 'skipped'), batch = :batch, at = :now,
  reason = CASE WHEN d.settled_by = :replay THEN NULL WHEN d.state = 'open' THEN 'nobody here can read it'
                ELSE 'it was ' || d.state || ' meanwhile' END
FROM dead_letters AS d
WHERE d.id = replay_items.letter AND replay = :replay AND replay_items.state = 'pending'
  AND letter IN (SELECT value FROM json_each(:ids))
RETURNING letter, state;

-- name: perhaps_unsent
-- Committed as sent, in a batch that the queues may not have got, and not at work yet.
SELECT d.queue, d.body
FROM replay_items AS i
JOIN dead_letters AS d ON d.id = i.letter
LEFT JOIN work AS w ON w.identity = d.identity
WHERE i.replay = :replay AND i.state = 'sent' AND i.batch > :accepted AND coalesce(w.state, 'queued') = 'queued';

-- name: finish
UPDATE replays SET state = 'done', accepted = batches, finished_at = :now
WHERE id = :id AND state = 'open' AND runner = :runner
  AND NOT EXISTS (SELECT 1 FROM replay_items WHERE replay = :id AND state = 'pending');

-- name: audit_cancel
INSERT INTO audit (at, act, actor, action, subject, reason, before, after)
SELECT :now, :act, :actor, 'cancel', 'replay/' || r.id, :reason, json_object('state', 'open', 'pending', p.count),
       json_object('state', 'cancelled', 'skipped', p.count)
FROM replays AS r, (SELECT count(*) AS count FROM replay_items WHERE replay = :id AND state = 'pending') AS p
WHERE r.id = :id AND r.state = 'open'
ON CONFLICT DO NOTHING;

-- name: skip_rest
UPDATE replay_items SET state = 'skipped', reason = 'the task was cancelled', at = :now
WHERE replay = :id AND state = 'pending' AND EXISTS (SELECT 1 FROM replays WHERE id = :id AND state = 'open');

-- name: cancel
UPDATE replays SET state = 'cancelled', accepted = batches, finished_at = :now WHERE id = :id AND state = 'open';

-- name: unended
-- How many of the items that were sent have a run item which has not ended, or work of no run which has not.
SELECT count(*) AS count
FROM replay_items AS i
JOIN dead_letters AS d ON d.id = i.letter
LEFT JOIN run_items AS r ON r.run_id = d.run_id AND r.slug = d.slug
LEFT JOIN work AS w ON w.identity = d.identity AND d.run_id IS NULL
WHERE i.replay = :replay AND i.state = 'sent' AND coalesce(r.state, w.state) IN ('queued', 'working');

-- name: unburied
-- Work of what was sent that died again, whose letter is still on its way to the table.
SELECT count(*) AS count
FROM replay_items AS i
JOIN dead_letters AS d ON d.id = i.letter
JOIN work AS w ON w.run_id = d.run_id AND w.slug = d.slug
WHERE i.replay = :replay AND i.state = 'sent' AND w.state = 'dead'
  AND NOT EXISTS (SELECT 1 FROM dead_letters AS n WHERE n.identity = w.identity AND n.generation = w.generation);

-- name: unburied_of_no_run
SELECT count(*) AS count
FROM replay_items AS i
JOIN dead_letters AS d ON d.id = i.letter
JOIN work AS w ON w.identity = d.identity
WHERE i.replay = :replay AND i.state = 'sent' AND d.run_id IS NULL AND w.state = 'dead'
  AND NOT EXISTS (SELECT 1 FROM dead_letters AS n WHERE n.identity = w.identity AND n.generation = w.generation);

-- name: ends
-- How the run items of what was sent stand, or its work where it belongs to no run.
SELECT coalesce(r.state, iif(w.state = 'dead', 'failed', w.state), 'none') AS state, count(*) AS count
FROM replay_items AS i
JOIN dead_letters AS d ON d.id = i.letter
LEFT JOIN run_items AS r ON r.run_id = d.run_id AND r.slug = d.slug
LEFT JOIN work AS w ON w.identity = d.identity AND d.run_id IS NULL
WHERE i.replay = :replay AND i.state = 'sent' GROUP BY 1 ORDER BY 1;

-- name: of_letter
-- The tasks that a letter was in.
SELECT r.id, r.actor, r.reason, r.created_at, i.state, i.reason AS why, i.at
FROM replay_items AS i JOIN replays AS r ON r.id = i.replay WHERE i.letter = :letter ORDER BY r.created_at;

-- name: lacking
-- Settings that some function lacked after an instant.
SELECT message FROM failed_attempts WHERE kind = 'configuration' AND at > :at ORDER BY at LIMIT 1;
