-- Studies that are known and that the page readers are given was not written from.

-- name: note
-- Noted again, it is left alone.
INSERT INTO newer_studies (slug, evidence, pmids, noted_at) VALUES (:slug, :evidence, :pmids, :now)
ON CONFLICT (slug) DO UPDATE SET evidence = excluded.evidence, pmids = excluded.pmids, noted_at = excluded.noted_at
WHERE newer_studies.evidence <> excluded.evidence OR newer_studies.pmids <> excluded.pmids;

-- name: forget
DELETE FROM newer_studies WHERE slug = :slug;

-- name: forget_evidence
DELETE FROM newer_studies WHERE slug = :slug AND evidence = :evidence;

-- name: take_out
-- What a page names that was published from other evidence than the newest; `named` is a JSON array of PMIDs.
UPDATE newer_studies SET pmids = (
  SELECT json_group_array(i.value) FROM json_each(newer_studies.pmids) AS i
  WHERE i.value NOT IN (SELECT value FROM json_each(:named)))
WHERE slug = :slug AND evidence <> :evidence AND pmids <> '[]';

-- name: first_found
-- Of these study ids, a JSON array, those that no query of the peptide had found before `since`.
SELECT i.value AS id FROM json_each(:ids) AS i
WHERE NOT EXISTS (
  SELECT 1 FROM peptide_studies AS p WHERE p.study_id = i.value AND p.slug = :slug AND p.found_at < :since)
ORDER BY i.value;

-- name: of
-- How many, without those that were retracted or excluded since they were noted, and when the evidence of the page was
-- first published; a page that was withdrawn has none. `slugs` is a JSON array.
SELECT n.slug, count(*) AS count,
  (SELECT min(v.published_at) FROM page_versions AS v WHERE v.slug = n.slug AND v.pack = c.pack) AS summarised_at
FROM newer_studies AS n
JOIN peptides AS p ON p.slug = n.slug
JOIN page_versions AS c ON c.slug = p.slug AND c.version = p.current_version
JOIN json_each(n.pmids) AS i
JOIN studies AS s ON s.id = 'PMID:' || i.value
LEFT JOIN overrides AS own ON own.study_id = s.id AND own.slug = n.slug AND own.ended_at IS NULL
LEFT JOIN overrides AS every ON every.study_id = s.id AND every.slug IS NULL AND every.ended_at IS NULL
WHERE n.slug IN (SELECT value FROM json_each(:slugs))
  AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = p.slug AND w.version = p.current_version)
  AND coalesce(own.action, every.action, '') <> 'exclude'
  AND s.appraisal -> '$.rules' IS NOT '["deleted"]'
  AND NOT EXISTS (SELECT 1 FROM json_each(s.appraisal, '$.flags') AS f WHERE f.value = 'retracted')
  AND NOT EXISTS (
    SELECT 1 FROM study_flags AS f
    WHERE f.study_id = s.id AND (f.flag = 'retracted' OR f.flag = 'retraction_suspected'
      AND coalesce(own.action, every.action, '') <> 'include'))
GROUP BY n.slug ORDER BY n.slug;
