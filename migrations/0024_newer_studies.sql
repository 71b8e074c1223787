-- What is known of a peptide beyond the page that readers are given. No row: the page is written from all of it.
CREATE TABLE newer_studies (
  slug TEXT PRIMARY KEY REFERENCES peptides (slug),
  -- The hash of the newest pack.
  evidence TEXT NOT NULL,
  -- PMIDs of its studies that take part in it and that the page's pack did not name.
  pmids TEXT NOT NULL CHECK (json_valid(pmids)),
  noted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
