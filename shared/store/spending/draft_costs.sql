-- What a draft cost: the runs that had it in hand, and what they asked of models for it.

-- name: hands
-- Which runs judged, held or published which draft of a peptide. What was tried out is no page's.
SELECT run_id, draft FROM page_versions WHERE slug = :slug
UNION
SELECT run_id, draft FROM holds WHERE slug = :slug
UNION
SELECT r.id, w.body ->> 'draft'
FROM runs AS r CROSS JOIN work AS w INDEXED BY work_by_item ON w.run_id = r.id AND w.slug = :slug
WHERE r.origin NOT LIKE 'tryout:%' AND w.stage = 'comply';

-- name: calls
-- Every asking, of whatever run, of each request that these runs made for the peptide; `runs` is a JSON array.
SELECT m.request_hash, m.sample, m.run_id, m.stage, m.state, m.input_tokens + m.cache_write_tokens AS input_tokens,
       m.output_tokens, m.cost_microusd
FROM model_calls AS m
WHERE m.request_hash IN (
    SELECT request_hash FROM model_calls WHERE run_id IN (SELECT value FROM json_each(:runs)) AND slug = :slug)
  AND m.asked_at <= :until
ORDER BY m.request_hash, m.sample;

-- name: stray
-- A review that was paid for the peptide between the first of these runs and the publication, by a run of which nobody
-- knows any more what it judged; `known` is a JSON array of runs.
SELECT 1 AS found FROM runs AS r
CROSS JOIN model_calls AS m INDEXED BY model_calls_by_run ON m.run_id = r.id AND m.slug = :slug
WHERE r.created_at >= (SELECT min(created_at) FROM runs WHERE id IN (SELECT value FROM json_each(:runs)))
  AND r.created_at <= :until AND r.origin NOT LIKE 'tryout:%' AND m.stage = 'comply' AND m.state <> 'rejected'
  AND r.id NOT IN (SELECT value FROM json_each(:known))
LIMIT 1;
