-- What operators changed: who, when, why, before and after. Rows are only ever added.

-- name: record
INSERT INTO audit (at, actor, action, subject, reason, before, after)
VALUES (:now, :actor, :action, :subject, :reason, :before, :after);

-- name: listed
SELECT id, at, actor, action, subject, reason, before, after, count(*) OVER () AS in_all FROM audit
WHERE (:subject IS NULL OR subject = :subject)
ORDER BY id DESC LIMIT :count;
