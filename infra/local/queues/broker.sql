-- The queue broker: messages, the leases that hold them, the holders of leases. `now` is milliseconds since 1970.

-- name: send
INSERT INTO messages (id, queue, body, sent_at, ready_at, expires_at)
VALUES (:id, :queue, :body, :now, :ready_at, :expires_at);

-- name: due
-- Which of the queues, a JSON array, have a batch to hand out: it is full (100 at most), or its oldest message has
-- waited enough.
SELECT q.value ->> 'name' AS queue
FROM json_each(:queues) AS q
WHERE (SELECT count(*) FROM leases WHERE leases.queue = q.value ->> 'name') < (q.value ->> 'concurrency')
  AND (
    (SELECT min(ready_at) FROM messages WHERE messages.queue = q.value ->> 'name' AND lease IS NULL)
      <= :now - (q.value ->> 'wait')
    OR (
      SELECT count(*) FROM (
        SELECT 1 FROM messages
        WHERE messages.queue = q.value ->> 'name' AND lease IS NULL AND ready_at <= :now
        LIMIT 100
      )
    ) >= (q.value ->> 'size')
  );

-- name: ready
-- What may be handed out now: nothing while as many batches are held as the queue's consumers may hold.
SELECT seq, id, body, attempts, ready_at FROM messages
WHERE queue = :queue AND lease IS NULL AND ready_at <= :now AND expires_at > :now
  AND (SELECT count(*) FROM leases WHERE leases.queue = :queue) < :concurrency
ORDER BY ready_at, seq LIMIT :size;

-- name: open_lease
-- A holder that was given up leases nothing until it has registered anew.
INSERT INTO leases (queue, holder, messages, leased_at)
SELECT :queue, id, :messages, :now FROM holders WHERE id = :holder
RETURNING token;

-- name: take
UPDATE messages SET lease = :token, attempts = attempts + 1
WHERE seq IN (SELECT value FROM json_each(:messages));

-- name: close_lease
DELETE FROM leases WHERE token = :token RETURNING messages;

-- name: requeue
-- Back to the queue: `back` is a JSON array of {seq, ready_at or null, uncounted}. An uncounted delivery was none.
UPDATE messages SET lease = NULL, ready_at = coalesce(b.value ->> 'ready_at', ready_at),
  attempts = attempts - (b.value ->> 'uncounted')
FROM json_each(:back) AS b
WHERE messages.seq = b.value ->> 'seq' AND lease = :token AND attempts - (b.value ->> 'uncounted') <= :max_retries;

-- name: bury
-- What `requeue` left of `back` has used up its retries: the same id goes on in the dead-letter queue.
UPDATE messages SET queue = :dead_letter_queue, lease = NULL, attempts = 0, ready_at = :now, expires_at = :expires_at
FROM json_each(:back) AS b
WHERE messages.seq = b.value ->> 'seq' AND lease = :token;

-- name: drop
-- What is still leased has been acked, or was given up where there is no dead-letter queue.
DELETE FROM messages WHERE seq IN (SELECT value FROM json_each(:messages)) AND lease = :token;

-- name: leases_of_holder
SELECT token, queue, messages FROM leases WHERE holder = :holder;

-- name: sweep
-- What nobody has consumed within its queue's retention is gone.
DELETE FROM messages WHERE lease IS NULL AND expires_at <= :now;

-- name: beat
INSERT INTO holders (id, role, pid, started_at, beat) VALUES (:id, :role, :pid, :now, 1)
ON CONFLICT (id) DO UPDATE SET beat = beat + 1, role = excluded.role;

-- name: holders
SELECT id, role, pid, started_at, beat FROM holders ORDER BY started_at, id;

-- name: orphans
-- Holders of leases and of cron slots that are registered no more.
SELECT holder FROM leases WHERE holder NOT IN (SELECT id FROM holders)
UNION SELECT holder FROM cron_slots WHERE holder NOT IN (SELECT id FROM holders);

-- name: drop_holder
-- Not if it has beaten since it was looked at.
DELETE FROM holders WHERE id = :id AND beat = :beat;

-- name: holder_beats
SELECT beat FROM holders WHERE id = :id;

-- name: free_slots
UPDATE cron_slots SET holder = NULL WHERE holder = :holder AND done_at IS NULL;

-- name: metrics
SELECT queue,
  sum(lease IS NULL AND ready_at <= :now) AS ready,
  sum(lease IS NULL AND ready_at > :now) AS delayed,
  sum(lease IS NOT NULL) AS leased,
  sum(length(CAST(body AS BLOB))) AS bytes,
  min(sent_at) AS oldest
FROM messages WHERE lease IS NOT NULL OR expires_at > :now GROUP BY queue;

-- name: peek
SELECT id, body, attempts, sent_at, ready_at, lease IS NOT NULL AS leased FROM messages
WHERE queue = :queue AND (lease IS NOT NULL OR expires_at > :now) ORDER BY seq LIMIT :count;
