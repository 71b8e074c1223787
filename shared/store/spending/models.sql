-- Models by role, and what their vendors charged since when.

-- name: for_role
-- With the newest prices of `day` or before it: one that begins later is not yet charged.
SELECT m.vendor, m.model, m.max_output_tokens, m.timeout_seconds, m.calls_per_minute, m.fallback, m.gone_at,
       p.as_of, p.input_microusd, p.cached_input_microusd, p.cache_write_microusd, p.output_microusd,
       p.batch_percent, p.source, f.as_of AS spare_as_of, f.input_microusd AS spare_input_microusd,
       f.cached_input_microusd AS spare_cached_input_microusd, f.cache_write_microusd AS spare_cache_write_microusd,
       f.output_microusd AS spare_output_microusd, f.batch_percent AS spare_batch_percent, f.source AS spare_source
FROM models AS m
LEFT JOIN model_prices AS p
  ON p.model = m.model
  AND p.as_of = (SELECT max(as_of) FROM model_prices WHERE model = m.model AND as_of <= :day)
LEFT JOIN model_prices AS f
  ON f.model = m.fallback
  AND f.as_of = (SELECT max(as_of) FROM model_prices WHERE model = m.fallback AND as_of <= :day)
WHERE m.role = :role;

-- name: price_on
SELECT as_of, input_microusd, cached_input_microusd, cache_write_microusd, output_microusd, batch_percent, source
FROM model_prices WHERE model = :model AND as_of <= :day ORDER BY as_of DESC LIMIT 1;

-- name: every_model
SELECT role, vendor, model, max_output_tokens, timeout_seconds, calls_per_minute, fallback FROM models ORDER BY role;

-- name: gone
-- The vendor has the role's model no more since `now`, or NULL: it has it again.
UPDATE models SET gone_at = :now WHERE role = :role AND model = :model;

-- name: every_price
SELECT model, as_of, input_microusd, cached_input_microusd, cache_write_microusd, output_microusd, batch_percent,
       source
FROM model_prices
ORDER BY model, as_of;

-- name: sync_models
-- `models` is a JSON array of objects, one a role. Of another model nothing is known yet.
INSERT INTO models (role, vendor, model, max_output_tokens, timeout_seconds, calls_per_minute, fallback)
SELECT m.value ->> 'role', m.value ->> 'vendor', m.value ->> 'model', m.value ->> 'max_output_tokens',
       m.value ->> 'timeout_seconds', m.value ->> 'calls_per_minute', m.value ->> 'fallback'
FROM json_each(:models) AS m
WHERE true
ON CONFLICT (role) DO UPDATE SET
  vendor = excluded.vendor, model = excluded.model, max_output_tokens = excluded.max_output_tokens,
  timeout_seconds = excluded.timeout_seconds, calls_per_minute = excluded.calls_per_minute,
  fallback = excluded.fallback, gone_at = iif(models.model = excluded.model, models.gone_at, NULL);

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
