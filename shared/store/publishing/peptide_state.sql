-- What stands of a peptide now, for an operator who looks: its row, searches and studies.

-- name: row
SELECT slug, name, origin, state, redirect_to, evidence_grade, current_version, human_rct_count, human_other_count,
       animal_count, in_vitro_count, decided_at, decided_run, last_reviewed_at, updated_at
FROM peptides WHERE slug = :slug;

-- name: listed
-- Active ones, or all, by name.
SELECT slug, name, origin, state, evidence_grade, current_version, last_reviewed_at
FROM peptides WHERE :all = 1 OR state = 'active'
ORDER BY name COLLATE NOCASE, slug;

-- name: version
SELECT published_at, approved_by FROM page_versions WHERE slug = :slug AND version = :version;

-- name: searches
-- The newest search of each source.
SELECT source, query, query_hash, translation, warnings, total, json_array_length(ids) AS named,
       json_array_length(missing) AS missing, run_id, since, max(searched_at) AS searched_at
FROM searches WHERE slug = :slug GROUP BY source ORDER BY source;

-- name: classes
-- The studies of a query by the class that the rules give them.
SELECT s.study_type, count(*) AS count
FROM peptide_studies AS p JOIN studies AS s ON s.id = p.study_id
WHERE p.slug = :slug AND p.query = :query_hash
GROUP BY s.study_type;

-- name: decided_on
-- Of the studies of a query, those with these ids; `ids` is a JSON array.
SELECT s.id, s.study_type, s.appraisal
FROM peptide_studies AS p JOIN studies AS s ON s.id = p.study_id
WHERE p.slug = :slug AND p.query = :query_hash AND s.id IN (SELECT value FROM json_each(:ids));
