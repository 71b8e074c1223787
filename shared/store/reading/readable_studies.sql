-- Studies as readers of the API are given them.

-- name: rows
-- Of the studies that a version's evidence names those of these years, behind a PMID. `named` is a JSON array of
-- [PMID, whether it counts as retracted already]; what was told of them since is looked up.
SELECT n.value ->> 0 AS pmid, s.title, s.year,
  (SELECT json_group_array(DISTINCT f.flag) FROM study_flags AS f WHERE f.study_id = s.id) AS told
FROM json_each(:named) AS n LEFT JOIN studies AS s ON s.id = 'PMID:' || (n.value ->> 0)
WHERE CAST(n.value ->> 0 AS INTEGER) > :after
  AND (:from IS NULL OR s.year >= :from) AND (:to IS NULL OR s.year <= :to)
  AND (:retracted IS NULL OR :retracted = (n.value ->> 1 OR EXISTS (
    SELECT 1 FROM study_flags AS f WHERE f.study_id = s.id AND f.flag IN ('retracted', 'retraction_suspected'))))
ORDER BY CAST(n.value ->> 0 AS INTEGER) LIMIT :count;

-- name: exported
-- Records of published peptides, in the order in which they changed, behind an instant and an id.
SELECT s.id, s.title, s.year, s.appraisal, s.link, s.updated_at,
  (SELECT json_group_array(DISTINCT f.flag) FROM study_flags AS f WHERE f.study_id = s.id) AS told,
  (SELECT json_group_array(DISTINCT l.slug) FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
   WHERE l.study_id = s.id AND p.current_version > 0 AND p.state = 'active'
     AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = p.slug AND w.version = p.current_version)) AS slugs,
  EXISTS (SELECT 1 FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
          WHERE l.study_id = s.id AND p.origin = 'sample') AS sample
FROM studies AS s
WHERE (s.updated_at, s.id) > (:at, :after)
  AND EXISTS (
    SELECT 1 FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
    WHERE l.study_id = s.id AND p.current_version > 0 AND p.state = 'active'
      AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = p.slug AND w.version = p.current_version))
ORDER BY s.updated_at, s.id LIMIT :count;

-- name: versions
-- Present versions in the order in which they were published, behind an instant and a slug.
SELECT v.slug, v.version, v.monograph, v.content_hash, v.published_at, p.name, p.origin = 'sample' AS sample
FROM page_versions AS v JOIN peptides AS p ON p.slug = v.slug AND p.current_version = v.version
WHERE (v.published_at, v.slug) > (:at, :after) AND p.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version = v.version)
ORDER BY v.published_at, v.slug LIMIT :count;
