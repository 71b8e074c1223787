-- Registered trials: their records, and which peptide's question found which.

-- name: put
-- A record as it now is; one that says the same is left alone.
INSERT INTO trials (nct, revision, record, created_at, updated_at)
SELECT r.value ->> 'nct', r.value ->> 'revision', r.value -> 'record', :now, :now
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (nct) DO UPDATE SET
  revision = excluded.revision, record = excluded.record, updated_at = excluded.updated_at
WHERE trials.revision <> excluded.revision;

-- name: link
-- Which trials a peptide's question found; one that a later search no longer names stays linked. `ncts` is a JSON array.
INSERT INTO peptide_trials (slug, query, nct, found_at)
SELECT :slug, :query_hash, t.nct, :now
FROM json_each(:ncts) AS i JOIN trials AS t ON t.nct = i.value
WHERE true
ON CONFLICT (slug, query, nct) DO NOTHING;

-- name: of
-- One page of the trials that this question ever found, after a number.
SELECT t.nct, t.record
FROM peptide_trials AS p JOIN trials AS t ON t.nct = p.nct
WHERE p.slug = :slug AND p.query = :query_hash AND p.nct > :after
ORDER BY p.nct
LIMIT :size;

-- name: numbers
-- The numbers of all trials that this question ever found.
SELECT nct FROM peptide_trials WHERE slug = :slug AND query = :query_hash ORDER BY nct;

-- name: finders
-- Whose question found these trials, and what is held; `asked` is a JSON array of {slug, query}, `ncts` of numbers.
SELECT p.slug, t.nct, t.revision, t.updated_at
FROM json_each(:asked) AS a
JOIN peptide_trials AS p ON p.slug = a.value ->> 'slug' AND p.query = a.value ->> 'query'
JOIN json_each(:ncts) AS i ON i.value = p.nct
JOIN trials AS t ON t.nct = p.nct
ORDER BY p.slug, t.nct;

-- name: completed_between
-- Peptides of which a trial without posted results was completed on one day or later, and before another; months
-- without a day count as their last. `asked` is a JSON array of {slug, query, begin, end}.
SELECT DISTINCT a.value ->> 'slug' AS slug
FROM json_each(:asked) AS a
JOIN peptide_trials AS p ON p.slug = a.value ->> 'slug' AND p.query = a.value ->> 'query'
JOIN trials AS t ON t.nct = p.nct
WHERE t.record ->> 'status' = 'COMPLETED' AND t.record ->> 'results_posted' IS NULL
  AND substr((t.record ->> 'completed') || '-31', 1, 10) >= a.value ->> 'begin'
  AND substr((t.record ->> 'completed') || '-31', 1, 10) < a.value ->> 'end'
ORDER BY 1;
