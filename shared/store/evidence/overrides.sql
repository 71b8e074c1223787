-- Overrides: what persons decided of single studies. One stands for a study and a peptide, or for a study and all.

-- name: study
SELECT id, title, appraisal FROM studies WHERE id = :study_id;

-- name: linked
-- The peptides that ever found this study.
SELECT DISTINCT p.slug, p.name, p.state
FROM peptide_studies AS l JOIN peptides AS p ON p.slug = l.slug
WHERE l.study_id = :study_id
ORDER BY p.slug;

-- name: replace
-- What stood before ends with the act that takes its place; that act again ends nothing.
UPDATE overrides SET ended_at = :now, ended_by = :person, ended_reason = 'replaced: ' || :reason
WHERE study_id = :study_id AND slug IS :slug AND ended_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM overrides AS o WHERE o.id = :id);

-- name: make
INSERT INTO overrides (id, study_id, slug, action, design, species, direction, n, outcomes, reason, person, made_at)
VALUES (:id, :study_id, :slug, :action, :design, :species, :direction, :n, :outcomes, :reason, :person, :now)
ON CONFLICT (id) DO NOTHING;

-- name: end
-- Only the one that was seen standing: a later decision is another one.
UPDATE overrides SET ended_at = :now, ended_by = :person, ended_reason = :reason
WHERE id = :id AND ended_at IS NULL;

-- name: standing
-- What holds on a peptide's page, its own and what holds for all.
SELECT * FROM overrides WHERE ended_at IS NULL AND (slug IS NULL OR slug = :slug) ORDER BY study_id, id;

-- name: listed
-- Newest first; ended ones too where asked.
SELECT o.*, s.title FROM overrides AS o JOIN studies AS s ON s.id = o.study_id
WHERE (:all = 1 OR o.ended_at IS NULL) AND (:study_id IS NULL OR o.study_id = :study_id)
ORDER BY o.made_at DESC, o.id LIMIT :count;
