-- Studies: one row however many peptides a study serves; every revision seen; which peptide's query found which.

-- name: put
-- A record as it now is; one that says the same, and is appraised the same, is left alone.
INSERT INTO studies (id, registry, revision, title, abstract, year, study_type, sample_size_total,
                     outcome_direction, link, appraisal, record, created_at, updated_at)
SELECT r.value ->> 'id', 'pubmed', r.value ->> 'revision', r.value ->> 'title', r.value ->> 'abstract',
       r.value ->> 'year', r.value ->> 'study_type', r.value ->> 'n', r.value ->> 'direction', r.value ->> 'link',
       r.value -> 'appraisal', r.value -> 'record', :now, :now
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (id) DO UPDATE SET
  revision = excluded.revision, title = excluded.title, abstract = excluded.abstract, year = excluded.year,
  study_type = excluded.study_type, sample_size_total = excluded.sample_size_total,
  outcome_direction = excluded.outcome_direction, link = excluded.link, appraisal = excluded.appraisal,
  record = excluded.record, updated_at = excluded.updated_at
WHERE studies.revision <> excluded.revision OR studies.appraisal <> excluded.appraisal;

-- name: put_revisions
-- What a record said when it was first seen to say so; never changed.
INSERT INTO study_revisions (study_id, revision, record, seen_at)
SELECT r.value ->> 'id', r.value ->> 'revision', r.value -> 'record', :now
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (study_id, revision) DO NOTHING;

-- name: link
-- Which studies a peptide's query found; a record that a later search no longer names stays linked.
INSERT INTO peptide_studies (slug, query, study_id, found_at)
SELECT :slug, :query_hash, s.id, :now
FROM json_each(:ids) AS i JOIN studies AS s ON s.id = i.value
WHERE true
ON CONFLICT (slug, query, study_id) DO NOTHING;

-- name: withdraw
-- NLM deleted these records: they are kept, and no claim may rest on them.
UPDATE studies SET
  appraisal = json_set(
    appraisal, '$.design', 'notice', '$.rules', json('["deleted"]'), '$.decisions',
    json('[{"field":"design","value":"notice","rule":"deleted","confidence":"certain","quote":null}]')
  ),
  study_type = 'other', updated_at = :now
WHERE id IN (SELECT value FROM json_each(:ids)) AND appraisal -> '$.rules' <> '["deleted"]';

-- name: of
-- One page of the studies that this query ever found, after a study id, with what sources told of each.
SELECT s.id, s.revision, s.record, s.appraisal,
  (SELECT json_group_array(json_array(f.source, f.flag)) FROM study_flags AS f WHERE f.study_id = s.id) AS told
FROM peptide_studies AS p JOIN studies AS s ON s.id = p.study_id
WHERE p.slug = :slug AND p.query = :query_hash AND p.study_id > :after
ORDER BY p.study_id
LIMIT :size;

-- name: some
-- These studies; `ids` is a JSON array.
SELECT s.id, s.record, s.appraisal,
  (SELECT json_group_array(json_array(f.source, f.flag)) FROM study_flags AS f WHERE f.study_id = s.id) AS told
FROM studies AS s WHERE s.id IN (SELECT value FROM json_each(:ids));

-- name: fallen
-- Of these study ids, those that no page of this peptide may rest on any more: retracted or said to be, deleted, or
-- excluded by a person, whose word also brings back what is only said to be retracted.
SELECT s.id
FROM json_each(:ids) AS i
JOIN studies AS s ON s.id = i.value
LEFT JOIN overrides AS own ON own.study_id = s.id AND own.slug = :slug AND own.ended_at IS NULL
LEFT JOIN overrides AS every ON every.study_id = s.id AND every.slug IS NULL AND every.ended_at IS NULL
WHERE coalesce(own.action, every.action, '') = 'exclude'
  OR s.appraisal -> '$.rules' IS '["deleted"]'
  OR EXISTS (SELECT 1 FROM json_each(s.appraisal, '$.flags') AS f WHERE f.value = 'retracted')
  OR EXISTS (
    SELECT 1 FROM study_flags AS f
    WHERE f.study_id = s.id AND (f.flag = 'retracted' OR f.flag = 'retraction_suspected'
      AND coalesce(own.action, every.action, '') <> 'include'))
ORDER BY s.id;

-- name: count
-- How many studies this query ever found.
SELECT count(*) AS found FROM peptide_studies WHERE slug = :slug AND query = :query_hash;

-- name: linked
-- Which of these study ids this query found before, and not before `since`; `ids` is a JSON array.
SELECT p.study_id AS id FROM json_each(:ids) AS i
JOIN peptide_studies AS p ON p.slug = :slug AND p.query = :query_hash AND p.study_id = i.value
WHERE p.found_at >= :since;

-- name: unnamed
-- What of this query's set is not among these PMIDs (a JSON array), but for what NLM deleted.
SELECT p.study_id AS id FROM peptide_studies AS p JOIN studies AS s ON s.id = p.study_id
WHERE p.slug = :slug AND p.query = :query_hash AND s.appraisal -> '$.rules' IS NOT '["deleted"]'
  AND substr(p.study_id, length('PMID:') + 1) NOT IN (SELECT value FROM json_each(:pmids))
ORDER BY p.study_id;

-- name: finders
-- Who found which of these study ids; `queries` is a JSON array of {slug, query}, `ids` one of ids.
SELECT p.slug, p.study_id AS id, s.revision, s.updated_at
FROM json_each(:queries) AS q
JOIN json_each(:ids) AS i
JOIN peptide_studies AS p ON p.slug = q.value ->> 'slug' AND p.query = q.value ->> 'query' AND p.study_id = i.value
JOIN studies AS s ON s.id = p.study_id;

-- name: stirred
-- Whose set, studies or trials, or what a person said of it, changed after it had become a pack, whose page waits for a
-- person, or whose newest pack was not decided on, because a budget was spent or a model gave no answer that is one.
SELECT w.slug FROM watermarks AS w
WHERE w.source = 'pubmed' AND w.slug IN (SELECT value FROM json_each(:slugs)) AND (
  EXISTS (SELECT 1 FROM peptide_studies AS p JOIN studies AS s ON s.id = p.study_id
          WHERE p.slug = w.slug AND p.query = w.query AND s.updated_at > w.settled_at)
  OR EXISTS (SELECT 1 FROM watermarks AS r JOIN peptide_trials AS p ON p.slug = r.slug AND p.query = r.query
             JOIN trials AS t ON t.nct = p.nct
             WHERE r.slug = w.slug AND r.source = 'clinicaltrials' AND t.updated_at > w.settled_at)
  OR EXISTS (SELECT 1 FROM study_flags AS f JOIN peptide_studies AS p ON p.study_id = f.study_id
             WHERE p.slug = w.slug AND p.query = w.query AND f.found_at > w.settled_at)
  OR EXISTS (SELECT 1 FROM overrides AS o
             WHERE (o.slug IS NULL OR o.slug = w.slug) AND max(o.made_at, ifnull(o.ended_at, '')) > w.settled_at)
  OR EXISTS (SELECT 1 FROM newer_studies AS n JOIN peptides AS p ON p.slug = n.slug
             WHERE n.slug = w.slug AND n.evidence <> p.decided_evidence)
  OR EXISTS (SELECT 1 FROM holds AS h WHERE h.slug = w.slug AND h.state = 'open'));
