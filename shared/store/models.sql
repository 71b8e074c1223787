-- Models by role, and what their vendors charged since when.

-- name: for_role
SELECT m.vendor, m.model, m.max_output_tokens, m.timeout_seconds, m.calls_per_minute,
       p.as_of, p.input_microusd, p.cached_input_microusd, p.cache_write_microusd, p.output_microusd,
       p.batch_percent, p.source
FROM models AS m
LEFT JOIN model_prices AS p
  ON p.model = m.model AND p.as_of = (SELECT max(as_of) FROM model_prices WHERE model = m.model)
WHERE m.role = :role;

-- name: every_model
SELECT role, vendor, model, max_output_tokens, timeout_seconds, calls_per_minute FROM models ORDER BY role;

-- name: every_price
SELECT model, as_of, input_microusd, cached_input_microusd, cache_write_microusd, output_microusd, batch_percent,
       source
FROM model_prices
ORDER BY model, as_of;

-- name: sync_models
-- `models` is a JSON array of objects, one a role.
INSERT INTO models (role, vendor, model, max_output_tokens, timeout_seconds, calls_per_minute)
SELECT m.value ->> 'role', m.value ->> 'vendor', m.value ->> 'model', m.value ->> 'max_output_tokens',
       m.value ->> 'timeout_seconds', m.value ->> 'calls_per_minute'
FROM json_each(:models) AS m
WHERE true
ON CONFLICT (role) DO UPDATE SET
  vendor = excluded.vendor, model = excluded.model, max_output_tokens = excluded.max_output_tokens,
  timeout_seconds = excluded.timeout_seconds, calls_per_minute = excluded.calls_per_minute;

-- name: sync_prices
-- Old prices stay: a call is priced by its own day.
INSERT INTO model_prices (model, as_of, input_microusd, cached_input_microusd, cache_write_microusd, output_microusd,
                          batch_percent, source)
SELECT p.value ->> 'model', p.value ->> 'as_of', p.value ->> 'input_microusd', p.value ->> 'cached_input_microusd',
       p.value ->> 'cache_write_microusd', p.value ->> 'output_microusd', p.value ->> 'batch_percent',
       p.value ->> 'source'
FROM json_each(:prices) AS p
WHERE true
ON CONFLICT (model, as_of) DO UPDATE SET
  input_microusd = excluded.input_microusd, cached_input_microusd = excluded.cached_input_microusd,
  cache_write_microusd = excluded.cache_write_microusd, output_microusd = excluded.output_microusd,
  batch_percent = excluded.batch_percent, source = excluded.source;
