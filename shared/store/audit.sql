-- What operators changed: who, when, why, before and after. Rows are only ever added.

-- name: record
INSERT INTO audit (at, act, actor, action, subject, reason, before, after)
VALUES (:now, :act, :actor, :action, :subject, :reason, :before, :after)
ON CONFLICT DO NOTHING;

-- name: subject_of
SELECT subject FROM audit WHERE act = :act AND action = :action ORDER BY id LIMIT 1;

-- name: listed
SELECT id, at, actor, action, subject, reason, before, after, count(*) OVER () AS in_all FROM audit
WHERE (:subject IS NULL OR subject = :subject)
ORDER BY id DESC LIMIT :count;
