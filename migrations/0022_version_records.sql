-- What a superseded version rested on, so that what becomes known of a record later reaches that version's page too.
CREATE TABLE version_records (
  slug TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- PMID to the flags that the version itself shows of it.
  records TEXT NOT NULL CHECK (json_valid(records)),
  PRIMARY KEY (slug, version),
  FOREIGN KEY (slug, version) REFERENCES page_versions (slug, version)
) STRICT, WITHOUT ROWID;
