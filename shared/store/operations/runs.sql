-- Runs and their items.

-- name: open
-- Started twice from the same slot it is one run.
INSERT INTO runs (id, kind, origin, created_at) VALUES (:id, :kind, :origin, :now)
ON CONFLICT (id) DO NOTHING;

-- name: add_items
-- `items` is a JSON array of {slug, trace_id}.
INSERT INTO run_items (run_id, slug, trace_id, created_at, updated_at)
SELECT :run_id, i.value ->> 'slug', i.value ->> 'trace_id', :now, :now FROM json_each(:items) AS i
WHERE true
ON CONFLICT (run_id, slug) DO NOTHING;

-- name: settle_unchanged
-- Peptides of which a night found nothing new; `slugs` is a JSON array.
UPDATE run_items SET state = 'unchanged', updated_at = :now,
  version = (SELECT nullif(p.current_version, 0) FROM peptides AS p WHERE p.slug = run_items.slug)
WHERE run_id = :run_id AND slug IN (SELECT value FROM json_each(:slugs)) AND state IN ('queued', 'working');

-- name: by_id
SELECT id, kind, origin, created_at, finished_at FROM runs WHERE id = :id;

-- name: unfinished
SELECT id, kind, origin, created_at, finished_at FROM runs
WHERE origin = :origin AND finished_at IS NULL
  AND EXISTS (
    SELECT 1 FROM run_items INDEXED BY run_items_open
    WHERE run_id = runs.id AND state IN ('queued', 'working'))
ORDER BY created_at DESC LIMIT 1;

-- name: latest
-- What is gone counts from the run's summary (pruning.py).
SELECT r.id, r.kind, r.origin, r.created_at, r.finished_at,
       count(i.slug) + coalesce(s.published + s.unchanged + s.held + s.superseded + s.failed, 0) AS items,
       coalesce(sum(i.state = 'published'), 0) + coalesce(s.published, 0) AS published,
       coalesce(sum(i.state = 'unchanged'), 0) + coalesce(s.unchanged, 0) AS unchanged,
       coalesce(sum(i.state = 'held'), 0) + coalesce(s.held, 0) AS held,
       coalesce(sum(i.state = 'superseded'), 0) + coalesce(s.superseded, 0) AS superseded,
       coalesce(sum(i.state = 'failed'), 0) + coalesce(s.failed, 0) AS failed,
       coalesce(s.published + s.unchanged + s.held + s.superseded + s.failed, 0) AS pruned
FROM (SELECT * FROM runs ORDER BY created_at DESC, id DESC LIMIT :count) AS r
LEFT JOIN run_items AS i ON i.run_id = r.id
LEFT JOIN run_summaries AS s ON s.run_id = r.id
GROUP BY r.id ORDER BY r.created_at DESC, r.id DESC;

-- name: items
SELECT i.slug, p.name, i.trace_id, i.state, i.stage, coalesce(i.version, nullif(p.current_version, 0)) AS version, i.reason, i.updated_at,
       v.storage_key AS page, v.pdf_key AS pdf, v.manifest_key AS manifest
FROM run_items AS i
JOIN peptides AS p ON p.slug = i.slug
LEFT JOIN page_versions AS v
  ON v.slug = i.slug AND v.version = coalesce(i.version, nullif(p.current_version, 0))
WHERE i.run_id = :run_id ORDER BY i.slug;

-- name: progress
SELECT state, count(*) AS count FROM run_items WHERE run_id = :run_id AND slug = coalesce(:slug, slug) GROUP BY state;

-- name: attempts_since
SELECT p.name, a.slug, a.stage, a.try, a.kind, a.error, a.message, a.at
FROM failed_attempts AS a LEFT JOIN peptides AS p ON p.slug = a.slug
WHERE a.run_id = :run_id AND a.at > :at ORDER BY a.at LIMIT 100;

-- name: unburied
-- Dead work whose letter is still on its way to the table.
SELECT count(*) AS count FROM work AS w
WHERE w.run_id = :run_id AND w.state = 'dead'
  AND NOT EXISTS (SELECT 1 FROM dead_letters AS d WHERE d.identity = w.identity AND d.generation = w.generation);

-- name: model_calls
SELECT count(*) AS calls,
       coalesce(sum(input_tokens + cached_input_tokens + cache_write_tokens + output_tokens), 0) AS tokens,
       coalesce(sum(cost_microusd), 0) AS cost_microusd,
       coalesce(sum(cost_microusd IS NULL AND state IN ('answered', 'accepted', 'refused')), 0) AS unpriced,
       coalesce(sum(state = 'lost'), 0) AS lost
FROM model_calls WHERE run_id = :run_id AND state <> 'rejected';

-- name: life_of_work
-- What one trace left behind in the work itself: what, when, and in words. (D1 takes five terms in a compound.)
SELECT created_at AS at, 'asked' AS kind, stage || ' was asked for (' || identity || ')' AS detail
  FROM work WHERE trace_id = :trace_id
UNION ALL
SELECT settled_at, 'work', stage || ' is ' || state || ' after ' || tries || iif(tries = 1, ' try', ' tries') FROM work
  WHERE trace_id = :trace_id AND settled_at IS NOT NULL
UNION ALL
SELECT at, 'attempt', stage || ' try ' || try || ' failed (' || kind || '): ' || error || ': ' || message
  FROM failed_attempts WHERE trace_id = :trace_id;

-- name: life_of_results
-- What it asked of models, and what came of it.
SELECT asked_at AS at, 'model' AS kind, stage || ' asked ' || coalesce(answered_model, model) || ': ' || state || ', '
    || (input_tokens + cached_input_tokens + cache_write_tokens + output_tokens) || ' tokens' AS detail
  FROM model_calls WHERE trace_id = :trace_id
UNION ALL
SELECT created_at, 'dead letter', stage || ': ' || error || ': ' || reason || ' (' || state || ')'
  FROM dead_letters WHERE trace_id = :trace_id
UNION ALL
SELECT published_at, 'published', slug || ' version ' || version || ', ' || storage_key
  FROM page_versions WHERE trace_id = :trace_id
UNION ALL
SELECT created_at, 'held', slug || ': ' || reasons FROM holds WHERE trace_id = :trace_id;
