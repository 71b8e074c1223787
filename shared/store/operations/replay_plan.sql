-- What replays may ask of models.

-- name: answered
-- Which stages of which traces have an answer in store, which is used again and costs nothing.
SELECT DISTINCT trace_id, stage FROM model_calls
WHERE state IN ('answered', 'accepted') AND trace_id IN (SELECT value FROM json_each(:traces));

-- name: usual
-- What a call has taken so far, in all, by stage.
SELECT stage, count(*) AS calls, sum(input_tokens + cache_write_tokens) AS input_tokens, sum(cached_input_tokens) AS cached_input_tokens,
       sum(output_tokens) AS output_tokens
FROM model_calls WHERE state IN ('answered', 'accepted', 'refused') GROUP BY stage;
