-- Drafts of quotes that took a model's place.

-- name: mark
UPDATE peptides SET quoted_draft = :draft, quoted_reason = :reason WHERE slug = :slug;

-- name: owed
-- Of these peptides (`slugs` is a JSON array) those whose decided draft is such a one. What a person rejected, and a page
-- that was taken back, is not written anew from the same evidence.
SELECT p.slug, p.quoted_reason AS reason FROM peptides AS p
WHERE p.slug IN (SELECT value FROM json_each(:slugs)) AND p.quoted_draft = p.decided_draft
  AND NOT EXISTS (
    SELECT 1 FROM holds AS h WHERE h.slug = p.slug AND h.draft = p.decided_draft AND h.state = 'rejected')
  AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = p.slug AND w.version = p.current_version);
