-- Detail of runs that ended long ago: chosen in portions, counted into the run's summary and deleted in one batch.

-- name: due
-- Runs that ended before an instant and may have detail left, those first that nobody has looked at for longest.
SELECT r.id FROM runs AS r LEFT JOIN run_summaries AS s ON s.run_id = r.id
WHERE r.finished_at < :before AND s.ended_at IS NULL
ORDER BY s.looked_at, r.finished_at, r.id LIMIT :count;

-- name: look
INSERT INTO run_summaries (run_id, begun_at, looked_at) VALUES (:run_id, :now, :now)
ON CONFLICT (run_id) DO UPDATE SET looked_at = excluded.looked_at;

-- name: needed
-- Peptides of a run whose detail stays whole: something of theirs is not ended, or waits for a person. The letter of
-- work over several peptides names them in its message.
SELECT slug FROM dead_letters WHERE state = 'open' AND run_id = :run_id AND slug IS NOT NULL
UNION
SELECT g.value FROM dead_letters AS d, json_each(iif(json_valid(d.body), d.body, '{}'), '$.group') AS g
WHERE d.state = 'open' AND d.run_id = :run_id
UNION
SELECT slug FROM work WHERE run_id = :run_id AND state IN ('queued', 'working', 'dead')
UNION
SELECT slug FROM run_items INDEXED BY run_items_open WHERE run_id = :run_id AND state IN ('queued', 'working')
UNION
SELECT slug FROM holds WHERE run_id = :run_id AND state = 'open';

-- name: some_work
-- `needed` is a JSON array of slugs, here and below; `name` is the row's key as JSON, `chosen` an array of such.
SELECT json_quote(identity) AS name FROM work
WHERE run_id = :run_id AND state IN ('done', 'discarded') AND slug NOT IN (SELECT value FROM json_each(:needed))
LIMIT :count;

-- name: fold_work
UPDATE run_summaries SET
  work = work + (SELECT count(*) FROM work WHERE identity IN (SELECT value FROM json_each(:chosen))),
  failed_attempts = failed_attempts
    + (SELECT count(*) FROM failed_attempts WHERE identity IN (SELECT value FROM json_each(:chosen)))
WHERE run_id = :run_id;

-- name: delete_attempts
DELETE FROM failed_attempts WHERE identity IN (SELECT value FROM json_each(:chosen));

-- name: delete_work
DELETE FROM work WHERE identity IN (SELECT value FROM json_each(:chosen));

-- name: some_loose_work
-- Work that belongs to no run, and ended before an instant.
SELECT json_quote(identity) AS name FROM work
WHERE run_id = '' AND state IN ('done', 'discarded') AND settled_at < :before LIMIT :count;

-- name: some_mails
-- Mails that were sent, or not sent, before an instant, and with them whom they went to.
SELECT json_quote(id) AS name FROM mails WHERE settled_at < :before LIMIT :count;

-- name: delete_mails
DELETE FROM mails WHERE id IN (SELECT value FROM json_each(:chosen));

-- name: some_calls
-- The ledger keeps every answer that can be used again, and the numbers of samples whose answers lie in the bucket: a
-- refused or lost call goes only where an accepted one makes sure that nobody asks again.
SELECT json_array(m.request_hash, m.sample) AS name FROM model_calls AS m
WHERE m.run_id = :run_id AND m.slug NOT IN (SELECT value FROM json_each(:needed))
  AND (m.state = 'rejected' OR (m.state IN ('refused', 'lost') AND EXISTS (
    SELECT 1 FROM model_calls AS a WHERE a.request_hash = m.request_hash AND a.state = 'accepted')))
LIMIT :count;

-- name: fold_calls
UPDATE run_summaries SET
  turned_away = run_summaries.turned_away + f.turned_away, calls = run_summaries.calls + f.calls,
  tokens = run_summaries.tokens + f.tokens, cost_microusd = run_summaries.cost_microusd + f.cost_microusd,
  unpriced = run_summaries.unpriced + f.unpriced, lost = run_summaries.lost + f.lost
FROM (
  SELECT coalesce(sum(state = 'rejected'), 0) AS turned_away, coalesce(sum(state <> 'rejected'), 0) AS calls,
         coalesce(sum(iif(state = 'rejected', 0, input_tokens + cached_input_tokens + cache_write_tokens + output_tokens)), 0) AS tokens,
         coalesce(sum(iif(state = 'rejected', 0, cost_microusd)), 0) AS cost_microusd,
         coalesce(sum(cost_microusd IS NULL AND state = 'refused'), 0) AS unpriced,
         coalesce(sum(state = 'lost'), 0) AS lost
  FROM model_calls
  WHERE run_id = :run_id AND (request_hash, sample) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:chosen))
) AS f
WHERE run_summaries.run_id = :run_id;

-- name: delete_calls
DELETE FROM model_calls
WHERE run_id = :run_id AND (request_hash, sample) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:chosen));

-- name: some_searches
-- The newest search of a peptide stays, and whatever a published version, a hold or the last decision rests on.
SELECT json_array(s.slug, s.source) AS name FROM searches AS s
WHERE s.run_id = :run_id AND s.slug NOT IN (SELECT value FROM json_each(:needed))
  AND EXISTS (
    SELECT 1 FROM searches AS n WHERE n.slug = s.slug AND n.source = s.source AND n.searched_at > s.searched_at)
  AND NOT EXISTS (SELECT 1 FROM page_versions AS v WHERE v.slug = s.slug AND v.run_id = s.run_id)
  AND NOT EXISTS (SELECT 1 FROM holds AS h WHERE h.slug = s.slug AND h.run_id = s.run_id)
  AND NOT EXISTS (SELECT 1 FROM peptides AS p WHERE p.slug = s.slug AND p.decided_run = s.run_id)
LIMIT :count;

-- name: fold_searches
UPDATE run_summaries SET
  searches = run_summaries.searches + f.searches, records = run_summaries.records + f.records
FROM (
  SELECT count(*) AS searches, coalesce(sum(json_array_length(ids)), 0) AS records FROM searches
  WHERE run_id = :run_id AND (slug, source) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:chosen))
) AS f
WHERE run_summaries.run_id = :run_id;

-- name: delete_searches
DELETE FROM searches
WHERE run_id = :run_id AND (slug, source) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:chosen));

-- name: some_items
SELECT json_quote(slug) AS name FROM run_items
WHERE run_id = :run_id AND state NOT IN ('queued', 'working') AND slug NOT IN (SELECT value FROM json_each(:needed))
LIMIT :count;

-- name: fold_items
UPDATE run_summaries SET
  published = run_summaries.published + f.published, unchanged = run_summaries.unchanged + f.unchanged,
  held = run_summaries.held + f.held, superseded = run_summaries.superseded + f.superseded,
  failed = run_summaries.failed + f.failed
FROM (
  SELECT coalesce(sum(state = 'published'), 0) AS published, coalesce(sum(state = 'unchanged'), 0) AS unchanged,
         coalesce(sum(state = 'held'), 0) AS held, coalesce(sum(state = 'superseded'), 0) AS superseded,
         coalesce(sum(state = 'failed'), 0) AS failed
  FROM run_items WHERE run_id = :run_id AND slug IN (SELECT value FROM json_each(:chosen))
) AS f
WHERE run_summaries.run_id = :run_id;

-- name: delete_items
DELETE FROM run_items WHERE run_id = :run_id AND slug IN (SELECT value FROM json_each(:chosen));

-- name: end
-- Only where nothing is left that a later look could fold: a search may be the newest today and not tomorrow.
UPDATE run_summaries SET ended_at = :now
WHERE run_id = :run_id
  AND NOT EXISTS (SELECT 1 FROM run_items WHERE run_id = :run_id)
  AND NOT EXISTS (SELECT 1 FROM work WHERE run_id = :run_id)
  AND NOT EXISTS (
    SELECT 1 FROM searches AS s WHERE s.run_id = :run_id
      AND NOT EXISTS (SELECT 1 FROM page_versions AS v WHERE v.slug = s.slug AND v.run_id = s.run_id)
      AND NOT EXISTS (SELECT 1 FROM holds AS h WHERE h.slug = s.slug AND h.run_id = s.run_id));

-- name: summary
SELECT * FROM run_summaries WHERE run_id = :run_id;
