-- What can be searched for in words. Everything here can be made again from the main database and the bucket, so it is in
-- no backup; it has a database of its own because `wrangler d1 export` refuses a database with virtual tables.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('study', 'claim', 'outcome')),
  -- What the document is, within its kind: `PMID:1`, a claim's `slug/id`, an outcome's `PMID:1/name`.
  ref TEXT NOT NULL,
  -- What it goes with: the study of an outcome, the slug of a claim.
  owner TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  -- Written here and not yet in the index; within one batch only.
  fresh INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, ref)
) STRICT;

CREATE INDEX documents_by_owner ON documents (owner, kind);
CREATE INDEX documents_fresh ON documents (fresh) WHERE fresh = 1;

-- The texts stay in `documents`; here is only where their words stand.
CREATE VIRTUAL TABLE words USING fts5(
  title, body, content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
);

-- How far the studies were read, and which version's claims of each peptide are here.
CREATE TABLE progress (
  source TEXT PRIMARY KEY,
  -- The newest `updated_at` that was seen, and the study id behind which the next page begins.
  at TEXT NOT NULL,
  after TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
  slug TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
