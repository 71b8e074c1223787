-- What a search can be narrowed to besides words, and what is told of a claim that was found. `outcome` is folded, `facts`
-- are JSON; both as `shared.store.reading.search_index` writes them.
ALTER TABLE documents ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';

UPDATE documents SET outcome = replace(substr(ref, instr(ref, '/') + 1), '_', ' ') WHERE kind = 'outcome';

CREATE INDEX documents_by_outcome ON documents (kind, outcome);

-- Of the version whose claims are here: what citing it takes. Every page is read again for that.
ALTER TABLE pages ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE pages ADD COLUMN published_at TEXT NOT NULL DEFAULT '';
ALTER TABLE pages ADD COLUMN content_hash TEXT NOT NULL DEFAULT '';

DELETE FROM pages;
