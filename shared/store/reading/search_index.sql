-- The search database (migrations-search): documents, and the index of their words.

-- name: forget_old
-- The index forgets the words of documents that are about to change; it wants the old ones for that. `rows` is JSON.
INSERT INTO words (words, rowid, title, body)
SELECT 'delete', d.id, d.title, d.body
FROM json_each(:rows) AS r JOIN documents AS d ON d.kind = r.value ->> 'kind' AND d.ref = r.value ->> 'ref'
WHERE d.title <> r.value ->> 'title' OR d.body <> r.value ->> 'body';

-- name: put
INSERT INTO documents (kind, ref, owner, title, body, outcome, facts)
SELECT r.value ->> 'kind', r.value ->> 'ref', r.value ->> 'owner', r.value ->> 'title', r.value ->> 'body',
       r.value ->> 'outcome', r.value ->> 'facts'
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (kind, ref) DO UPDATE SET title = excluded.title, body = excluded.body, outcome = excluded.outcome,
  facts = excluded.facts, fresh = documents.title <> excluded.title OR documents.body <> excluded.body
WHERE documents.title <> excluded.title OR documents.body <> excluded.body OR documents.outcome <> excluded.outcome
   OR documents.facts <> excluded.facts;

-- name: learn_new
INSERT INTO words (rowid, title, body) SELECT id, title, body FROM documents WHERE fresh = 1;

-- name: known
UPDATE documents SET fresh = 0 WHERE fresh = 1;

-- name: forget_gone
-- The words of documents of these owners that are not among `refs`; both are JSON.
INSERT INTO words (words, rowid, title, body)
SELECT 'delete', d.id, d.title, d.body
FROM json_each(:owners) AS o JOIN documents AS d ON d.owner = o.value
WHERE d.kind = :kind AND d.ref NOT IN (SELECT value FROM json_each(:refs));

-- name: drop_gone
DELETE FROM documents
WHERE owner IN (SELECT value FROM json_each(:owners)) AND kind = :kind
  AND ref NOT IN (SELECT value FROM json_each(:refs));

-- name: forget_all
INSERT INTO words (words) VALUES ('delete-all');

-- name: drop_some
DELETE FROM documents WHERE id IN (SELECT id FROM documents LIMIT :count);

-- name: drop_progress
DELETE FROM progress;

-- name: drop_pages
DELETE FROM pages;

-- name: progress
SELECT at, after FROM progress WHERE source = :source;

-- name: reach
INSERT INTO progress (source, at, after) VALUES (:source, :at, :after)
ON CONFLICT (source) DO UPDATE SET at = excluded.at, after = excluded.after;

-- name: pages
SELECT slug, version, name FROM pages;

-- name: put_page
-- Version 0: no claim of the peptide is here.
INSERT INTO pages (slug, version, name, published_at, content_hash)
VALUES (:slug, :version, :name, :published_at, :content_hash)
ON CONFLICT (slug) DO UPDATE SET version = excluded.version, name = excluded.name,
  published_at = excluded.published_at, content_hash = excluded.content_hash;

-- name: count
SELECT count(*) AS count FROM documents;

-- name: find
-- Best first (bm25, a title's words weighing more); the marks around what was found are no characters of any text. Before
-- all others the study that is asked for by its id, where one is.
SELECT kind, ref, owner, title, passage, rank FROM (
  SELECT d.id, d.kind, d.ref, d.owner, highlight(words, 0, char(57344), char(57345)) AS title,
         snippet(words, 1, char(57344), char(57345), '…', 32) AS passage, bm25(words, 4.0, 1.0) AS rank
  FROM words JOIN documents AS d ON d.id = words.rowid
  WHERE words MATCH :query AND (:kind IS NULL OR d.kind = :kind) AND d.owner IS NOT :record
  UNION ALL
  SELECT id, kind, ref, owner, title, substr(body, 1, 300), -1e9
  FROM documents WHERE owner = :record AND kind <> 'claim' AND (:kind IS NULL OR kind = :kind)
)
ORDER BY rank, id LIMIT :count;

-- name: behind
-- How many of these pages are not here as they stand; `present` is JSON, as `open_pages` tells it.
SELECT count(*) AS count
FROM json_each(:present) AS s LEFT JOIN pages AS g ON g.slug = s.key AND g.version = s.value ->> 0
WHERE g.slug IS NULL;

-- name: claims_found
-- Claims of these pages, as far as they are here as they stand, that hold what was searched for; behind a place, best
-- first. The score is a whole number, so that a place is the same number wherever it went.
WITH present AS MATERIALIZED (
  SELECT key AS slug, value ->> 0 AS version, value ->> 1 AS sample, value ->> 2 AS noticed FROM json_each(:present)
)
SELECT * FROM (
  SELECT CAST(round(bm25(words, 4.0, 1.0) * 1e9) AS INTEGER) AS score, d.ref, d.owner AS slug, g.name, g.version,
         s.sample, s.noticed, g.published_at, g.content_hash, d.facts, d.body,
         highlight(words, 1, char(57344), char(57345)) AS passage
  FROM words JOIN documents AS d ON d.id = words.rowid JOIN pages AS g ON g.slug = d.owner
  JOIN present AS s ON s.slug = g.slug AND s.version = g.version
  WHERE words MATCH :query AND d.kind = 'claim' AND (:outcome IS NULL OR d.outcome = :outcome)
    AND (:grade IS NULL OR d.facts ->> 'grade' = :grade)
    AND (:human IS NULL OR (d.facts ->> 'species' = 'human') = :human)
)
WHERE (score, ref) > (CAST(:score AS INTEGER), :ref) ORDER BY score, ref LIMIT :count;

-- name: claims_listed
-- The same without words, by name for life.
WITH present AS MATERIALIZED (
  SELECT key AS slug, value ->> 0 AS version, value ->> 1 AS sample, value ->> 2 AS noticed FROM json_each(:present)
)
SELECT 0 AS score, d.ref, d.owner AS slug, g.name, g.version, s.sample, s.noticed, g.published_at, g.content_hash,
       d.facts, d.body, d.body AS passage
FROM documents AS d JOIN pages AS g ON g.slug = d.owner JOIN present AS s ON s.slug = g.slug AND s.version = g.version
WHERE d.kind = 'claim' AND (:outcome IS NULL OR d.outcome = :outcome)
  AND (:grade IS NULL OR d.facts ->> 'grade' = :grade)
  AND (:human IS NULL OR (d.facts ->> 'species' = 'human') = :human)
  AND d.ref > :ref ORDER BY d.ref LIMIT :count;

-- name: claims_by_peptide
-- Peptides behind a place, that of the best claim first, each with its first :each claims and how many it has. What is
-- searched is that of `claims_found`. The words come first (CROSS JOIN): from the pages on, each claim of each would be
-- looked up among them. Texts are read, and marked, of what is shown alone.
WITH present AS MATERIALIZED (
  SELECT key AS slug, value ->> 0 AS version, value ->> 1 AS sample, value ->> 2 AS noticed FROM json_each(:present)
),
found AS MATERIALIZED (
  SELECT CAST(round(bm25(words, 4.0, 1.0) * 1e9) AS INTEGER) AS score, d.id, d.ref, d.owner AS slug
  FROM words CROSS JOIN documents AS d ON d.id = words.rowid CROSS JOIN pages AS g ON g.slug = d.owner
  CROSS JOIN present AS s ON s.slug = g.slug AND s.version = g.version
  WHERE words MATCH :query AND d.kind = 'claim' AND (:outcome IS NULL OR d.outcome = :outcome)
    AND (:grade IS NULL OR d.facts ->> 'grade' = :grade)
    AND (:human IS NULL OR (d.facts ->> 'species' = 'human') = :human)
),
ranked AS MATERIALIZED (
  SELECT *, min(score) OVER of_peptide AS best, count(*) OVER of_peptide AS many,
         row_number() OVER (PARTITION BY slug ORDER BY score, ref) AS nth
  FROM found WINDOW of_peptide AS (PARTITION BY slug)
),
here AS MATERIALIZED (
  SELECT slug FROM ranked WHERE nth = 1 AND (best, slug) > (CAST(:score AS INTEGER), :after)
  ORDER BY best, slug LIMIT :count
),
shown AS MATERIALIZED (SELECT r.* FROM here AS h JOIN ranked AS r ON r.slug = h.slug WHERE r.nth <= :each)
SELECT r.score, r.ref, r.slug, r.best, r.many, g.name, g.version, s.sample, s.noticed, g.published_at, g.content_hash,
       d.facts, d.body, highlight(words, 1, char(57344), char(57345)) AS passage
FROM shown AS r CROSS JOIN words ON words.rowid = r.id CROSS JOIN documents AS d ON d.id = r.id
CROSS JOIN pages AS g ON g.slug = r.slug CROSS JOIN present AS s ON s.slug = r.slug
WHERE words MATCH :query ORDER BY r.best, r.slug, r.nth;

-- name: records_found
-- Studies, or what they say of an outcome; before all others those of the record that is asked for by its id.
SELECT * FROM (
  SELECT CAST(round(bm25(words, 4.0, 1.0) * 1e9) AS INTEGER) AS score, d.ref, d.owner AS study,
         snippet(words, 1, char(57344), char(57345), '…', 32) AS passage
  FROM words JOIN documents AS d ON d.id = words.rowid
  WHERE words MATCH :query AND d.kind = :kind AND (:outcome IS NULL OR d.outcome = :outcome) AND d.owner IS NOT :record
  UNION ALL
  SELECT -1000000000000000000, ref, owner, substr(body, 1, 300)
  FROM documents WHERE owner = :record AND kind = :kind AND (:outcome IS NULL OR outcome = :outcome)
)
WHERE (score, ref) > (CAST(:score AS INTEGER), :ref) ORDER BY score, ref LIMIT :count;

-- name: records_listed
SELECT 0 AS score, ref, owner AS study, substr(body, 1, 300) AS passage
FROM documents
WHERE kind = :kind AND (:outcome IS NULL OR outcome = :outcome) AND ref > :ref ORDER BY ref LIMIT :count;
