-- Peptides: the catalog as the database reads it, and what was last decided of each.

-- name: by_slug
SELECT * FROM peptides WHERE slug = :slug;

-- name: by_slugs
-- `slugs` is a JSON array.
SELECT * FROM peptides WHERE slug IN (SELECT value FROM json_each(:slugs)) ORDER BY slug;

-- name: count_active
SELECT count(*) AS count FROM peptides WHERE origin = :origin AND state = 'active';

-- name: active_slugs
SELECT slug FROM peptides WHERE origin = :origin AND state = 'active' ORDER BY slug;

-- name: every
-- All that a name may mean: the catalog's own first, then invented ones, then those typed by hand.
SELECT * FROM peptides
ORDER BY CASE origin WHEN 'catalog' THEN 0 WHEN 'sample' THEN 1 ELSE 2 END, slug;

-- name: called
SELECT name, aliases FROM peptides WHERE state = 'active' ORDER BY slug;

-- name: any
SELECT slug FROM peptides LIMIT 1;

-- name: near
-- How published peptides are spelled: names, aliases and slugs that begin with this small letter.
SELECT p.slug, p.name, n.value AS spelled
FROM peptides AS p, json_each(json_insert(p.aliases, '$[#]', p.name, '$[#]', p.slug)) AS n
WHERE p.state = 'active' AND p.current_version > 0 AND substr(lower(n.value), 1, 1) = :first
ORDER BY p.origin = 'ad_hoc', p.slug, n.key
LIMIT :most;

-- name: standing
-- What a catalog meets: every row of its origin, and whoever else has one of its slugs, old ones included.
SELECT slug, entry, origin, state, redirect_to FROM peptides
WHERE origin = :origin OR slug IN (SELECT value FROM json_each(:slugs))
ORDER BY slug;

-- name: put
-- An entry as it now is; a row that says the same is left alone. A peptide typed by hand becomes the catalog's;
-- one of the other catalog never does: the CHECK on origin aborts the batch.
INSERT INTO peptides (slug, name, aliases, category, entry, origin, created_at, updated_at)
SELECT r.value ->> 'slug', r.value ->> 'name', r.value -> 'aliases', r.value ->> 'category', r.value -> 'entry',
       :origin, :now, :now
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (slug) DO UPDATE SET
  name = excluded.name, aliases = excluded.aliases, category = excluded.category, entry = excluded.entry,
  origin = CASE WHEN peptides.origin IN ('ad_hoc', excluded.origin) THEN excluded.origin ELSE 'taken' END,
  state = 'active', redirect_to = NULL, updated_at = excluded.updated_at
WHERE peptides.entry <> excluded.entry OR peptides.origin <> excluded.origin OR peptides.state <> 'active'
   OR peptides.redirect_to IS NOT NULL;

-- name: retire
-- Whatever this catalog no longer lists. Pages, studies and history stay.
UPDATE peptides SET state = 'retired', updated_at = :now
WHERE origin = :origin AND state = 'active' AND slug NOT IN (SELECT value FROM json_each(:slugs));

-- name: redirect
-- Old slugs lead to the new one, and so does whatever led to the old one.
UPDATE peptides SET state = 'retired', redirect_to = r.value ->> 'new', updated_at = :now
FROM json_each(:moves) AS r
WHERE (peptides.slug = r.value ->> 'old' OR peptides.redirect_to = r.value ->> 'old')
  AND peptides.slug <> r.value ->> 'new'
  AND peptides.origin IN ('ad_hoc', :origin)
  AND peptides.redirect_to IS NOT r.value ->> 'new';

-- name: put_ad_hoc
-- Typed by hand: the last typing holds. What a catalog lists is left as it is; what it retired may be typed again.
INSERT INTO peptides (slug, name, aliases, category, entry, origin, created_at, updated_at)
VALUES (:slug, :name, :aliases, :category, :entry, 'ad_hoc', :now, :now)
ON CONFLICT (slug) DO UPDATE SET
  name = excluded.name, aliases = excluded.aliases, category = excluded.category, entry = excluded.entry,
  origin = excluded.origin, state = 'active', redirect_to = NULL, updated_at = excluded.updated_at
WHERE (peptides.origin = 'ad_hoc' AND (peptides.entry <> excluded.entry OR peptides.state <> 'active'))
   OR (peptides.origin = 'catalog' AND peptides.state = 'retired' AND peptides.redirect_to IS NULL);

-- name: decided
-- What the four doors compare the next pack with.
UPDATE peptides SET
  decided_evidence = :evidence, decided_judging = :judging, decided_showing = :showing, decided_draft = :draft,
  decided_monograph = :monograph, decided_run = :run_id, decided_at = :now, updated_at = :now
WHERE slug = :slug;
