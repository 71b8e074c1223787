-- The search database (migrations-search): documents, and the index of their words.

-- name: forget_old
-- The index forgets the words of documents that are about to change; it wants the old ones for that. `rows` is JSON.
INSERT INTO words (words, rowid, title, body)
SELECT 'delete', d.id, d.title, d.body
FROM json_each(:rows) AS r JOIN documents AS d ON d.kind = r.value ->> 'kind' AND d.ref = r.value ->> 'ref'
WHERE d.title <> r.value ->> 'title' OR d.body <> r.value ->> 'body';

-- name: put
INSERT INTO documents (kind, ref, owner, title, body)
SELECT r.value ->> 'kind', r.value ->> 'ref', r.value ->> 'owner', r.value ->> 'title', r.value ->> 'body'
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (kind, ref) DO UPDATE SET title = excluded.title, body = excluded.body, fresh = 1
WHERE documents.title <> excluded.title OR documents.body <> excluded.body;

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
SELECT slug, version FROM pages;

-- name: put_page
-- Version 0: no claim of the peptide is here.
INSERT INTO pages (slug, version) VALUES (:slug, :version)
ON CONFLICT (slug) DO UPDATE SET version = excluded.version;

-- name: count
SELECT count(*) AS count FROM documents;

-- name: find
-- Best first (bm25, a title's words weighing more); the marks around what was found are no characters of any text.
SELECT d.kind, d.ref, d.owner, highlight(words, 0, char(57344), char(57345)) AS title,
       snippet(words, 1, char(57344), char(57345), '…', 32) AS passage, bm25(words, 4.0, 1.0) AS rank
FROM words JOIN documents AS d ON d.id = words.rowid
WHERE words MATCH :query AND (:kind IS NULL OR d.kind = :kind)
ORDER BY rank, d.id LIMIT :count;
