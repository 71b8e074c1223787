-- Full texts: what PMC gave of a study, or why it gave nothing that may be quoted.

-- name: at_pmc
-- Which of these studies PMC has an article of, and what is known of it.
SELECT s.id AS study_id, s.record ->> '$.pmcid' AS pmcid, f.pmcid AS kept, f.refused, f.fetched_at
FROM json_each(:ids) AS i JOIN studies AS s ON s.id = i.value LEFT JOIN full_texts AS f ON f.study_id = s.id
WHERE s.record ->> '$.pmcid' IS NOT NULL
ORDER BY s.id;

-- name: of
SELECT study_id, text
FROM full_texts
WHERE study_id IN (SELECT value FROM json_each(:ids)) AND text IS NOT NULL
ORDER BY study_id;

-- name: keep
-- The newest answer holds, also where it takes a text away.
INSERT INTO full_texts (study_id, pmcid, licence, revision, text, refused, fetched_at)
VALUES (:study_id, :pmcid, :licence, :revision, :text, :refused, :now)
ON CONFLICT (study_id) DO UPDATE SET
  pmcid = excluded.pmcid, licence = excluded.licence, revision = excluded.revision, text = excluded.text,
  refused = excluded.refused, fetched_at = excluded.fetched_at;

-- name: keep_unread
-- An answer that says nothing of an article takes no text away.
INSERT INTO full_texts (study_id, pmcid, refused, fetched_at)
VALUES (:study_id, :pmcid, :refused, :now)
ON CONFLICT (study_id) DO UPDATE SET
  pmcid = excluded.pmcid, refused = excluded.refused, fetched_at = excluded.fetched_at
WHERE full_texts.text IS NULL;
