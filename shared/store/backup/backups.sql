-- What a backup asks of a database, beside its tables' own rows.

-- name: migrations
SELECT name FROM d1_migrations ORDER BY id;

-- name: tables
-- Views, virtual tables and what lies behind these are made again from the rest.
PRAGMA table_list;

-- name: orphans
-- Rows that refer to rows which are not there.
PRAGMA foreign_key_check;

-- name: unpublished
-- Peptides whose current version is not there: they were published while the backup was read.
SELECT slug, current_version FROM peptides
WHERE current_version > 0 AND NOT EXISTS (
  SELECT 1 FROM page_versions WHERE page_versions.slug = peptides.slug AND version = current_version
)
ORDER BY slug;
