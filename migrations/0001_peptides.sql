-- Peptides: the catalog as the database reads it, and what was last decided and published of each.
CREATE TABLE peptides (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
  category TEXT NOT NULL,
  entry TEXT NOT NULL CHECK (json_valid(entry)),
  origin TEXT NOT NULL CHECK (origin IN ('catalog', 'sample', 'ad_hoc')),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
  redirect_to TEXT REFERENCES peptides (slug) DEFERRABLE INITIALLY DEFERRED,
  evidence_grade TEXT CHECK (evidence_grade IN ('high', 'moderate', 'low', 'very_low', 'preclinical', 'none')),
  human_rct_count INTEGER NOT NULL DEFAULT 0,
  human_other_count INTEGER NOT NULL DEFAULT 0,
  animal_count INTEGER NOT NULL DEFAULT 0,
  in_vitro_count INTEGER NOT NULL DEFAULT 0,
  current_version INTEGER NOT NULL DEFAULT 0 CHECK (current_version >= 0),
  -- What was last decided (published, held or rejected): the four doors compare with it.
  decided_evidence TEXT NOT NULL DEFAULT '',
  decided_judging TEXT NOT NULL DEFAULT '',
  decided_showing TEXT NOT NULL DEFAULT '',
  decided_draft TEXT,
  decided_monograph TEXT,
  decided_run TEXT,
  decided_at TEXT,
  last_reviewed_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX peptides_nightly ON peptides (origin, state);
