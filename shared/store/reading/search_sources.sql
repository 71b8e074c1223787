-- What the search index is made of, in the main database.

-- name: studies
-- Studies changed since an instant, one page after a study of that instant.
SELECT id, title, abstract, appraisal ->> '$.outcomes' AS outcomes, updated_at
FROM studies WHERE (updated_at, id) > (:at, :after)
ORDER BY updated_at, id LIMIT :count;

-- name: versions
SELECT slug, name, current_version AS version FROM peptides;

-- name: monograph
SELECT monograph, published_at, content_hash FROM page_versions WHERE slug = :slug AND version = :version;

-- name: facts
-- What is shown of studies that were found; `ids` is JSON.
SELECT s.id, s.year, s.study_type, s.sample_size_total AS n, s.appraisal ->> '$.flags' AS flags, s.link,
       (SELECT json_group_array(DISTINCT p.slug) FROM peptide_studies AS p WHERE p.study_id = s.id) AS slugs
FROM studies AS s WHERE s.id IN (SELECT value FROM json_each(:ids));

-- name: open_pages
-- The present versions of published peptides, one JSON object: slug to [version, whether it is invented, the PMIDs of its
-- studies of which there is a notice]. Of those alone that the gate opens: all, or those of the JSON array `opened`, in which @samples stands for every invented one.
SELECT json_group_object(p.slug, json_array(v.version, p.origin = 'sample', (
    SELECT json_group_array(DISTINCT n.pmid) FROM notices AS n WHERE n.slug = v.slug AND n.version = v.version
  ))) AS present
FROM peptides AS p JOIN page_versions AS v ON v.slug = p.slug AND v.version = p.current_version
WHERE p.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version = v.version)
  AND (:slug IS NULL OR p.slug = coalesce((SELECT redirect_to FROM peptides WHERE slug = :slug), :slug))
  AND (:condition IS NULL OR EXISTS (
    SELECT 1 FROM json_each(p.entry, '$.conditions') AS c WHERE instr(lower(c.value), :condition) > 0))
  AND (:all OR EXISTS (
    SELECT 1 FROM json_each(:opened) AS o WHERE o.value = p.slug OR (o.value = '@samples' AND p.origin = 'sample')));

-- name: records
-- Of these studies (a JSON array of ids) those that a published peptide has, with these peptides.
WITH shown AS (
  SELECT s.id, s.title, s.year, s.appraisal,
    (SELECT json_group_array(DISTINCT f.flag) FROM study_flags AS f WHERE f.study_id = s.id) AS told,
    (SELECT json_group_array(DISTINCT l.slug) FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
     WHERE l.study_id = s.id AND p.current_version > 0 AND p.state = 'active'
       AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = p.slug AND w.version = p.current_version)
       AND (:slug IS NULL OR p.slug = coalesce((SELECT redirect_to FROM peptides WHERE slug = :slug), :slug))
       AND (:condition IS NULL OR EXISTS (
         SELECT 1 FROM json_each(p.entry, '$.conditions') AS c WHERE instr(lower(c.value), :condition) > 0))) AS slugs,
    EXISTS (SELECT 1 FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
            WHERE l.study_id = s.id AND p.origin = 'sample') AS sample
  FROM studies AS s WHERE s.id IN (SELECT value FROM json_each(:ids))
)
SELECT * FROM shown
WHERE slugs <> '[]' AND (:human IS NULL OR (appraisal ->> '$.species' = 'human') = :human);
