-- Calls to models: intent before, answer after, nothing paid twice.

-- name: of_request
-- `alive` says that the delivery which asked still holds its work; else its process is gone.
SELECT m.*, EXISTS (
  SELECT 1 FROM work AS w
  WHERE w.holder = m.holder AND w.token = m.token AND w.state = 'working' AND w.lease_until > :now
) AS alive
FROM model_calls AS m WHERE m.request_hash = :request_hash ORDER BY m.sample;

-- name: intend
-- Only for a delivery that holds its work, only while nothing of the request is open or accepted, and only what the
-- budgets allow, together with all that is under way; the number of a sample that the vendor turned away is free again.
INSERT INTO model_calls (request_hash, sample, state, vendor, model, stage, run_id, slug, trace_id, holder, token,
                         probe, asked_at, reserved_microusd, batch)
SELECT :request_hash, :sample, 'intent', :vendor, :model, w.stage, w.run_id, w.slug, w.trace_id, w.holder, w.token,
       :probe, :now, :reserve, :batch
FROM work AS w
WHERE w.identity = :identity AND w.holder = :holder AND w.state = 'working' AND w.lease_until > :now
  AND NOT EXISTS (
    SELECT 1 FROM model_calls WHERE request_hash = :request_hash AND state IN ('intent', 'answered', 'accepted')
  )
  AND NOT EXISTS (SELECT 1 FROM model_batches WHERE id = :batch AND state <> 'gathering')
  AND (:day_budget IS NULL OR :day_budget >= :reserve + (
    SELECT coalesce(sum(coalesce(cost_microusd, reserved_microusd, 0)), 0) FROM model_calls
    WHERE asked_at >= :day AND state <> 'rejected'))
  AND (:run_budget IS NULL OR :run_budget >= :reserve + (
    SELECT coalesce(sum(coalesce(cost_microusd, reserved_microusd, 0)), 0) FROM model_calls
    WHERE run_id = w.run_id AND state <> 'rejected'))
  AND (:peptide_budget IS NULL OR :peptide_budget >= :reserve + (
    SELECT coalesce(sum(coalesce(cost_microusd, reserved_microusd, 0)), 0) FROM model_calls
    WHERE run_id = w.run_id AND slug = w.slug AND state <> 'rejected'))
ON CONFLICT (request_hash, sample) DO UPDATE SET
  state = 'intent', stage = excluded.stage, run_id = excluded.run_id, slug = excluded.slug,
  trace_id = excluded.trace_id, holder = excluded.holder, token = excluded.token, probe = excluded.probe,
  asked_at = excluded.asked_at, reserved_microusd = excluded.reserved_microusd, batch = excluded.batch,
  reason = NULL
WHERE model_calls.state = 'rejected'
RETURNING token;

-- name: open_batch
-- The first request of a batch makes its row.
INSERT INTO model_batches (id, vendor, state, holder, lease_until, created_at, deadline)
SELECT :id, :vendor, 'gathering', :holder, :lease_until, :now, :deadline
WHERE EXISTS (SELECT 1 FROM model_calls WHERE batch = :id)
ON CONFLICT (id) DO NOTHING;

-- name: wait
-- Work waits for a batch that is not over; no row where it is.
INSERT INTO model_batch_waits (batch, identity)
SELECT id, :identity FROM model_batches WHERE id = :batch AND state NOT IN ('collected', 'closed')
ON CONFLICT (batch, identity) DO UPDATE SET identity = excluded.identity
RETURNING (SELECT deadline FROM model_batches WHERE id = :batch) AS deadline;

-- name: tried
-- Whether the work has waited for a batch in vain or not: what is left goes the ordinary way.
SELECT 1 AS tried FROM model_batch_waits AS w JOIN model_batches AS b ON b.id = w.batch
WHERE w.identity = :identity AND b.tried = 1 LIMIT 1;

-- name: held
SELECT 1 AS held FROM work
WHERE identity = :identity AND holder = :holder AND state = 'working' AND lease_until > :now;

-- name: answered
-- An answer that comes after its call was given up for lost was paid all the same. The price is that of the model
-- which answered, or of the one asked where the vendor answers with a dated name of it; else the cost is unknown.
UPDATE model_calls SET
  state = 'answered', answer_key = :answer_key, answered_model = :answered_model,
  vendor_request_id = :vendor_request_id, input_tokens = :input_tokens, cached_input_tokens = :cached_input_tokens,
  cache_write_tokens = :cache_write_tokens, output_tokens = :output_tokens, reasoning_tokens = :reasoning_tokens,
  cost_microusd = :cost_microusd, price_as_of = :price_as_of, reason = NULL,
  answered_at = :now
WHERE request_hash = :request_hash AND sample = :sample AND token = :token AND state IN ('intent', 'lost');

-- name: conclude
-- The end of a call, from the state that it is thought to be in.
UPDATE model_calls SET state = :state, reason = :reason
WHERE request_hash = :request_hash AND sample = :sample AND token = :token AND state = :was;

-- name: price
-- The price of a model on a day, from the last table before it.
SELECT model, as_of, input_microusd, cached_input_microusd, cache_write_microusd, output_microusd, batch_percent, source
FROM model_prices
WHERE model IN (SELECT value FROM json_each(:models)) AND as_of <= :day
ORDER BY length(model) DESC, as_of DESC LIMIT 1;

-- name: answer_of
SELECT 1 AS found FROM model_calls
WHERE request_hash = :request_hash AND state IN ('answered', 'accepted') AND answered_at > :since LIMIT 1;

-- name: of_run
SELECT * FROM model_calls WHERE run_id = :run_id AND slug = coalesce(:slug, slug) ORDER BY asked_at, request_hash, sample;

-- name: of_requests
-- `hashes` is a JSON array.
SELECT * FROM model_calls WHERE request_hash IN (SELECT value FROM json_each(:hashes))
ORDER BY asked_at, request_hash, sample;

-- name: of_trace
SELECT * FROM model_calls WHERE trace_id = :trace_id ORDER BY asked_at, request_hash, sample;
