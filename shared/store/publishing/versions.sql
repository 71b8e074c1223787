-- Page versions: immutable rows; the pointer to the current one is peptides.current_version.

-- name: by_version
SELECT v.*, w.reason AS withdrawn FROM page_versions v LEFT JOIN withdrawals w USING (slug, version)
WHERE v.slug = :slug AND v.version = :version;

-- name: current
SELECT v.*, w.reason AS withdrawn FROM page_versions v
JOIN peptides p ON p.slug = v.slug AND p.current_version = v.version
LEFT JOIN withdrawals w ON w.slug = v.slug AND w.version = v.version
WHERE v.slug = :slug;

-- name: current_after
-- One slice of the versions that readers are given, by slug.
SELECT v.* FROM peptides p JOIN page_versions v ON v.slug = p.slug AND v.version = p.current_version
WHERE p.slug > :after
  AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.slug = v.slug AND w.version = v.version)
ORDER BY p.slug LIMIT :size;

-- name: of_work
-- What a run made of a monograph, if it was published: a redelivery publishes nothing twice.
SELECT * FROM page_versions WHERE slug = :slug AND monograph = :monograph AND run_id = :run_id
ORDER BY version DESC LIMIT 1;

-- name: history
SELECT v.*, w.reason AS withdrawn FROM page_versions v LEFT JOIN withdrawals w USING (slug, version)
WHERE v.slug = :slug ORDER BY v.version DESC;

-- name: published
SELECT count(*) AS published FROM peptides p
WHERE current_version > 0 AND state = 'active'
  AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.slug = p.slug AND w.version = p.current_version);

-- name: standing
-- What a publication must know of its peptide: what was decided last, and how old that evidence and ours are.
-- A pack is as old as the latest search of a run that decided on it; `mine` is null where no run searched for it.
SELECT p.state, p.current_version, p.decided_evidence, p.decided_run, p.decided_at,
  (SELECT created_at FROM runs WHERE id = :run_id) AS begun_at,
  (SELECT max(s.searched_at) FROM searches s
   WHERE s.slug = p.slug AND (s.run_id = :run_id
     OR s.run_id IN (SELECT run_id FROM page_versions WHERE slug = p.slug AND pack = :pack)
     OR s.run_id IN (SELECT run_id FROM holds WHERE slug = p.slug AND pack = :pack))) AS mine,
  (SELECT max(s.searched_at) FROM searches s
   WHERE s.slug = p.slug AND s.run_id <> :run_id AND (s.run_id = p.decided_run
     OR s.run_id IN (SELECT run_id FROM page_versions WHERE slug = p.slug)
     OR s.run_id IN (SELECT run_id FROM holds WHERE slug = p.slug))) AS theirs
FROM peptides p WHERE p.slug = :slug;

-- name: record_artifacts
-- Objects are named by their hash, so two versions may share one.
INSERT INTO artifacts (key, kind, slug, sha256, size, created_at)
SELECT a.value ->> 'key', a.value ->> 'kind', :slug, a.value ->> 'sha256', a.value ->> 'size', :now
FROM json_each(:artifacts) AS a
WHERE true
ON CONFLICT (key) DO NOTHING;

-- name: insert_version
-- The primary key refuses a second publication of the same number and aborts its batch.
INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key, manifest_key,
                           content_hash, evidence_grade, changed, approved_by, published_at)
VALUES (:slug, :version, :run_id, :trace_id, :pack, :draft, :monograph, :page, :pdf, :manifest,
        :content_hash, :evidence_grade, :changed, :approved_by, :published_at);

-- name: move_pointer
-- Only if nothing was published or decided since the peptide was read; else the CHECK on current_version aborts
-- the batch, and with it the version.
UPDATE peptides SET
  current_version = CASE
    WHEN current_version = :previous AND decided_run IS :decided_run AND decided_at IS :decided_at THEN :version
    ELSE -1
  END,
  evidence_grade = :evidence_grade, human_rct_count = :human_rct, human_other_count = :human_other,
  animal_count = :animal, in_vitro_count = :in_vitro, last_reviewed_at = :now, updated_at = :now
WHERE slug = :slug;

-- name: spent
-- What the run asked of models for this peptide. Calls that a vendor turned away were not paid.
SELECT count(*) AS calls, coalesce(sum(input_tokens + cache_write_tokens), 0) AS input_tokens,
       coalesce(sum(output_tokens), 0) AS output_tokens, coalesce(sum(cost_microusd), 0) AS microusd,
       coalesce(sum(cost_microusd IS NULL), 0) AS unpriced
FROM model_calls
WHERE run_id = :run_id AND slug = :slug AND state IN ('answered', 'accepted', 'refused', 'lost');

-- name: approval
-- A held draft that a person let through.
SELECT settled_at FROM holds WHERE slug = :slug AND draft = :draft AND state = 'approved';

-- name: pdf
-- All that giving somebody a version's PDF depends on; `version` NULL asks for the present one.
SELECT p.slug, p.origin, p.redirect_to, p.current_version, v.version, v.pdf_key AS key, a.size, w.reason AS withdrawn,
  c.published_at AS replaced_at, v.published_at,
  EXISTS (SELECT 1 FROM notices AS n WHERE n.slug = v.slug AND n.version = v.version) AS noticed
FROM peptides AS p
LEFT JOIN page_versions AS v ON v.slug = p.slug AND v.version = coalesce(:version, p.current_version)
LEFT JOIN artifacts AS a ON a.key = v.pdf_key
LEFT JOIN withdrawals AS w ON w.slug = v.slug AND w.version = v.version
LEFT JOIN page_versions AS c ON c.slug = p.slug AND c.version = p.current_version
WHERE p.slug = :slug;
