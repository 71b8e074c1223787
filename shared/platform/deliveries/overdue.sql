-- Work that is past due: its message is thought to be lost.

-- name: due
-- Nobody holds it. Dead work is due until its letter has reached the table.
SELECT identity, queue, body, state, resends, due_at FROM work
WHERE due_at <= :now AND (state IN ('queued', 'dead') OR (state = 'working' AND lease_until <= :now))
ORDER BY due_at, identity LIMIT :count;

-- name: postpone
-- `rows` is a JSON array of {identity, was, due_at, counts}; what somebody has touched meanwhile stays as it is.
UPDATE work SET due_at = r.value ->> 'due_at', resends = resends + (r.value ->> 'counts')
FROM json_each(:rows) AS r
WHERE work.identity = r.value ->> 'identity' AND work.due_at = r.value ->> 'was';

-- name: overdue
SELECT queue, count(*) AS count, min(iif(slug <> '', identity, NULL)) AS example FROM work
WHERE due_at IS NOT NULL AND resends >= :times GROUP BY queue ORDER BY queue;
