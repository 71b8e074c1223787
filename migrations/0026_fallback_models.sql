-- The model that is asked in a role's place where the vendor has the role's own no more, and when it said so last.
ALTER TABLE models ADD COLUMN fallback TEXT;
ALTER TABLE models ADD COLUMN gone_at TEXT;
