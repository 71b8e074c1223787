-- What the search index is made of, in the main database.

-- name: studies
-- Studies changed since an instant, one page after a study of that instant.
SELECT id, title, abstract, appraisal ->> '$.outcomes' AS outcomes, updated_at
FROM studies WHERE (updated_at, id) > (:at, :after)
ORDER BY updated_at, id LIMIT :count;

-- name: versions
SELECT slug, name, current_version AS version FROM peptides;

-- name: monograph
SELECT monograph FROM page_versions WHERE slug = :slug AND version = :version;

-- name: facts
-- What is shown of studies that were found; `ids` is JSON.
SELECT s.id, s.year, s.study_type, s.sample_size_total AS n, s.appraisal ->> '$.flags' AS flags, s.link,
       (SELECT json_group_array(DISTINCT p.slug) FROM peptide_studies AS p WHERE p.study_id = s.id) AS slugs
FROM studies AS s WHERE s.id IN (SELECT value FROM json_each(:ids));
