-- What superseded versions rested on: read once from the monograph of each, looked at every night.

-- name: unread
-- Superseded versions of a range of slugs that readers are still given, and that nobody has read yet.
SELECT v.slug, v.version, v.monograph FROM peptides AS p JOIN page_versions AS v ON v.slug = p.slug
WHERE p.slug > :after AND p.slug <= :upto AND v.version < p.current_version
  AND (v.slug, v.version) > (:slug, :version)
  AND NOT EXISTS (SELECT 1 FROM version_records AS r WHERE r.slug = v.slug AND r.version = v.version)
  AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version = v.version)
ORDER BY v.slug, v.version LIMIT :size;

-- name: keep
-- A version's bytes never change, so what was read once stays.
INSERT INTO version_records (slug, version, records) VALUES (:slug, :version, :records)
ON CONFLICT (slug, version) DO NOTHING;

-- name: flagged
-- Of the records that superseded versions rested on, those that any source or the record itself says something of.
SELECT r.slug, r.version, e.key AS pmid, e.value AS shown
FROM version_records AS r JOIN json_each(r.records) AS e JOIN studies AS s ON s.id = 'PMID:' || e.key
WHERE r.slug > :after AND r.slug <= :upto
  AND (s.appraisal -> '$.flags' <> '[]' OR EXISTS (SELECT 1 FROM study_flags AS f WHERE f.study_id = s.id))
  AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = r.slug AND w.version = r.version)
ORDER BY r.slug, r.version, e.key;
