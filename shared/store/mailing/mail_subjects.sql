-- What mails are about.

-- name: versions
-- `named` is a JSON array of objects with slug and version.
SELECT v.slug, v.version, p.name, p.origin = 'sample' AS sample, v.evidence_grade AS grade, v.changed AS changes
FROM json_each(:named) AS n
JOIN page_versions AS v ON v.slug = n.value ->> 'slug' AND v.version = n.value ->> 'version'
JOIN peptides AS p ON p.slug = v.slug
WHERE NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version = v.version)
ORDER BY p.name COLLATE NOCASE, v.slug, v.version;

-- name: notice
SELECT n.slug, p.name, p.origin = 'sample' AS sample, n.version, n.kind, n.pmid, n.state, n.outcome
FROM notices AS n JOIN peptides AS p ON p.slug = n.slug WHERE n.id = :id;

-- name: sign_in
SELECT id, purpose, expires_at FROM sign_ins
WHERE id = :id AND used_at IS NULL AND withheld IS NULL AND expires_at > :now;

-- name: announcement
SELECT id, kind, subject, body, not_after FROM announcements WHERE id = :id;
