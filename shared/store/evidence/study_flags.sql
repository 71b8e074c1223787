-- What sources told of studies beside their records, and which studies pages rest on.

-- name: record
-- Told again, a flag stays as it was first told.
INSERT INTO study_flags (study_id, flag, source, notice, said_at, found_at)
SELECT r.value ->> 'study_id', r.value ->> 'flag', r.value ->> 'source', r.value ->> 'notice', r.value ->> 'said_at',
       :now
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (study_id, flag, source) DO NOTHING;

-- name: published_after
-- One slice of the records that some published page may rest on, in the order of their ids, with what is known of each.
SELECT s.id, s.record ->> 'doi' AS doi, s.appraisal -> '$.flags' AS flags,
  (SELECT json_group_array(json_array(f.source, f.flag)) FROM study_flags AS f WHERE f.study_id = s.id) AS told
FROM studies AS s
WHERE s.id > :after AND s.registry = 'pubmed' AND EXISTS (
  SELECT 1 FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
  WHERE l.study_id = s.id AND p.current_version > 0)
ORDER BY s.id LIMIT :size;

-- name: known
-- Of these records, those that any source or the record itself says something of.
SELECT s.id, s.appraisal,
  (SELECT json_group_array(json_array(f.source, f.flag)) FROM study_flags AS f WHERE f.study_id = s.id) AS told
FROM studies AS s
WHERE s.id IN (SELECT value FROM json_each(:ids))
  AND (s.appraisal -> '$.flags' <> '[]' OR EXISTS (SELECT 1 FROM study_flags AS f WHERE f.study_id = s.id));

-- name: texts
SELECT id, title, abstract FROM studies WHERE id IN (SELECT value FROM json_each(:ids));

-- name: of_study
SELECT study_id, flag, source, notice, said_at, found_at FROM study_flags
WHERE study_id IN (SELECT value FROM json_each(:ids)) ORDER BY study_id, source, flag;
