-- What readers keep, and when they are told of what is new in it.
CREATE TABLE saved_peptides (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  slug TEXT NOT NULL REFERENCES peptides (slug),
  alert TEXT NOT NULL CHECK (alert IN ('never', 'at_once', 'weekly')),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (user_id, slug)
) STRICT, WITHOUT ROWID;

-- Who follows a peptide, in the order in which they are gone through.
CREATE INDEX saved_peptides_by_slug ON saved_peptides (slug, alert, user_id);
CREATE INDEX saved_peptides_by_alert ON saved_peptides (alert, user_id);

CREATE TABLE saved_searches (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- What it looks for, as shared/domain/accounts/saved.py reads it.
  query TEXT NOT NULL CHECK (json_valid(query)),
  alert TEXT NOT NULL CHECK (alert IN ('never', 'at_once', 'weekly')),
  saved_at TEXT NOT NULL,
  UNIQUE (user_id, name)
) STRICT;

CREATE INDEX saved_searches_by_alert ON saved_searches (alert, user_id);
