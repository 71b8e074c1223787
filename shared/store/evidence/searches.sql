-- Searches: what a run asked a source, and which records it named. A fetch's cursor points into `ids`.

-- name: record
-- The first search of a run holds: a redelivery pages through the same ids.
INSERT INTO searches (run_id, slug, source, query, query_hash, translation, warnings, total, ids, searched_at, since,
                      left_out, failure)
VALUES (:run_id, :slug, :source, :query, :query_hash, :translation, :warnings, :total, :ids, :searched_at, :since,
        :left_out, :failure)
ON CONFLICT (run_id, slug, source) DO NOTHING;

-- name: of_run
SELECT * FROM searches WHERE run_id = :run_id AND slug = :slug ORDER BY source;

-- name: add_unread
-- Records asked for that did not come, those of them that are owed, and those that could not be read; naming one
-- twice keeps it once.
UPDATE searches SET
  missing = (SELECT json_group_array(e.value) FROM (
    SELECT value FROM json_each(searches.missing) UNION SELECT value FROM json_each(:missing) ORDER BY 1) AS e),
  owed = (SELECT json_group_array(e.value) FROM (
    SELECT value FROM json_each(searches.owed) UNION SELECT value FROM json_each(:owed) ORDER BY 1) AS e),
  refused = (SELECT json_group_array(e.value) FROM (
    SELECT value FROM json_each(searches.refused) UNION SELECT value FROM json_each(:refused) ORDER BY 1) AS e)
WHERE run_id = :run_id AND slug = :slug AND source = :source;

-- name: give_up
UPDATE searches SET failure = :failure, query_hash = :query_hash, searched_at = :searched_at
WHERE run_id = :run_id AND slug = :slug AND source = :source;

-- name: refused
-- How many records of this source a run could not read: asked at the end of each peptide, so an index knows.
SELECT coalesce(sum(json_array_length(refused)), 0) AS count FROM searches INDEXED BY searches_refused
WHERE run_id = :run_id AND source = :source AND refused <> '[]';

-- name: asked
-- How many records a run asked this source for, counted over at most so many searches that named any.
SELECT coalesce(sum(count), 0) AS count FROM (
  SELECT json_array_length(ids) AS count FROM searches
  WHERE run_id = :run_id AND source = :source AND ids <> '[]' LIMIT :searches);

-- name: watermarks
-- `slugs` is a JSON array.
SELECT slug, source, query, reading, left_out, owed, clean_at, settled_at FROM watermarks
WHERE slug IN (SELECT value FROM json_each(:slugs)) ORDER BY slug, source;

-- name: move
-- A run that began earlier and ends later moves nothing back, unless its query or reading is another one.
INSERT INTO watermarks (slug, source, query, reading, left_out, owed, clean_at, settled_at)
VALUES (:slug, :source, :query, :reading, :left_out, :owed, :clean_at, :settled_at)
ON CONFLICT (slug, source) DO UPDATE SET
  query = excluded.query, reading = excluded.reading, left_out = excluded.left_out, owed = excluded.owed,
  clean_at = excluded.clean_at, settled_at = excluded.settled_at
WHERE watermarks.clean_at < excluded.clean_at OR watermarks.query <> excluded.query
   OR watermarks.reading <> excluded.reading;

-- name: move_unchanged
-- Nothing was new up to `clean_at`; `slugs` is a JSON array.
UPDATE watermarks SET clean_at = :clean_at
WHERE source = :source AND slug IN (SELECT value FROM json_each(:slugs)) AND clean_at < :clean_at;
