-- What PMC gave of a study's full text: paragraphs that may be quoted, or why there are none.
CREATE TABLE full_texts (
  study_id TEXT PRIMARY KEY REFERENCES studies (id),
  pmcid TEXT NOT NULL,
  -- A licence for pages that are sold, always; without one there is no text.
  licence TEXT CHECK (licence IN ('CC0', 'CC BY', 'CC BY-SA', 'CC BY-ND')),
  revision TEXT,
  text TEXT CHECK (text IS NULL OR (json_valid(text) AND length(CAST(text AS BLOB)) <= 250000)),
  refused TEXT,
  fetched_at TEXT NOT NULL,
  CHECK ((text IS NULL) = (licence IS NULL) AND (text IS NULL) = (revision IS NULL)),
  CHECK ((text IS NULL) <> (refused IS NULL))
) STRICT;
