-- What the calls of the ledger have cost. Calls that a vendor turned away cost nothing and are left out.

-- name: by
SELECT CASE :way WHEN 'day' THEN substr(asked_at, 1, 10) WHEN 'run' THEN run_id WHEN 'peptide' THEN slug
                 WHEN 'model' THEN coalesce(answered_model, model) ELSE stage END AS key,
       count(*) AS calls,
       coalesce(sum(input_tokens), 0) AS input_tokens,
       coalesce(sum(cached_input_tokens), 0) AS cached_input_tokens,
       coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
       coalesce(sum(output_tokens), 0) AS output_tokens,
       coalesce(sum(reasoning_tokens), 0) AS reasoning_tokens,
       coalesce(sum(cost_microusd), 0) AS cost_microusd,
       coalesce(sum(cost_microusd IS NULL AND state IN ('answered', 'accepted', 'refused')), 0) AS unpriced,
       coalesce(sum(state = 'lost'), 0) AS lost,
       coalesce(sum(batch IS NOT NULL), 0) AS batched,
       coalesce(sum(iif(cost_microusd IS NULL, reserved_microusd, 0)), 0) AS possible_microusd
FROM model_calls WHERE asked_at >= :since AND state <> 'rejected'
GROUP BY 1
ORDER BY iif(:way = 'day', key, '') DESC, cost_microusd DESC, possible_microusd DESC, key
LIMIT :limit;

-- name: total
SELECT '' AS key,
       count(*) AS calls,
       coalesce(sum(input_tokens), 0) AS input_tokens,
       coalesce(sum(cached_input_tokens), 0) AS cached_input_tokens,
       coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
       coalesce(sum(output_tokens), 0) AS output_tokens,
       coalesce(sum(reasoning_tokens), 0) AS reasoning_tokens,
       coalesce(sum(cost_microusd), 0) AS cost_microusd,
       coalesce(sum(cost_microusd IS NULL AND state IN ('answered', 'accepted', 'refused')), 0) AS unpriced,
       coalesce(sum(state = 'lost'), 0) AS lost,
       coalesce(sum(batch IS NOT NULL), 0) AS batched,
       coalesce(sum(iif(cost_microusd IS NULL, reserved_microusd, 0)), 0) AS possible_microusd
FROM model_calls WHERE asked_at >= :since AND state <> 'rejected';
