-- What readers keep: peptides that they follow, and searches.

-- name: peptides
-- One page of an account's peptides by slug, from behind `after`, with what stands of each.
SELECT s.slug, p.name, s.alert, s.saved_at, p.current_version AS version, v.evidence_grade, v.published_at,
  w.reason IS NOT NULL AS withdrawn, p.state = 'retired' AS retired
FROM saved_peptides AS s JOIN peptides AS p ON p.slug = s.slug
LEFT JOIN page_versions AS v ON v.slug = p.slug AND v.version = p.current_version
LEFT JOIN withdrawals AS w ON w.slug = p.slug AND w.version = p.current_version
WHERE s.user_id = :user AND s.slug > :after ORDER BY s.slug LIMIT :count;

-- name: save_peptide
-- A peptide that was never published is not there for readers. Kept already, only its alert changes.
INSERT INTO saved_peptides (user_id, slug, alert, saved_at)
SELECT u.id, p.slug, :alert, :now FROM users AS u JOIN peptides AS p
WHERE u.id = :user AND p.slug = :slug AND p.current_version > 0
  AND (SELECT count(*) FROM saved_peptides AS s WHERE s.user_id = :user AND s.slug <> :slug) < :most
ON CONFLICT (user_id, slug) DO UPDATE SET alert = excluded.alert
RETURNING slug, saved_at;

-- name: is_published
SELECT slug FROM peptides WHERE slug = :slug AND current_version > 0;

-- name: drop_peptide
DELETE FROM saved_peptides WHERE user_id = :user AND slug = :slug RETURNING slug;

-- name: searches
-- One page of an account's searches by id, from behind `after`.
SELECT id, name, query, alert, saved_at FROM saved_searches
WHERE user_id = :user AND id > :after ORDER BY id LIMIT :count;

-- name: save_search
-- Its name is the account's own; where it is taken, or the account has as many as it may, there is no row.
INSERT INTO saved_searches (id, user_id, name, query, alert, saved_at)
SELECT :id, u.id, :name, :query, :alert, :now FROM users AS u
WHERE u.id = :user AND (SELECT count(*) FROM saved_searches AS s WHERE s.user_id = :user) < :most
ON CONFLICT (user_id, name) DO NOTHING
RETURNING id, saved_at;

-- name: is_named
SELECT id FROM saved_searches WHERE user_id = :user AND name = :name;

-- name: change_search
UPDATE saved_searches SET name = :name, query = :query, alert = :alert WHERE user_id = :user AND id = :id
RETURNING id, saved_at;

-- name: drop_search
DELETE FROM saved_searches WHERE user_id = :user AND id = :id RETURNING id;
