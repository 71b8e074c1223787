-- Searches: what a run asked a source, and which records it named. A fetch's cursor points into `ids`.

-- name: record
-- The first search of a run holds: a redelivery pages through the same ids.
INSERT INTO searches (run_id, slug, source, query, query_hash, translation, warnings, total, ids, searched_at)
VALUES (:run_id, :slug, :source, :query, :query_hash, :translation, :warnings, :total, :ids, :searched_at)
ON CONFLICT (run_id, slug, source) DO NOTHING;

-- name: of_run
SELECT * FROM searches WHERE run_id = :run_id AND slug = :slug ORDER BY source;

-- name: add_missing
-- Records asked for that did not come; naming one twice keeps it once.
UPDATE searches SET missing = (
  SELECT json_group_array(each.value) FROM (
    SELECT value FROM json_each(searches.missing) UNION SELECT value FROM json_each(:ids) ORDER BY 1
  ) AS each
)
WHERE run_id = :run_id AND slug = :slug AND source = :source;
