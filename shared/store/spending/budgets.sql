-- What models have cost, or may yet: a call without a known cost counts with what it may cost at most.

-- name: spent
SELECT
  (SELECT coalesce(sum(coalesce(cost_microusd, reserved_microusd, 0)), 0) FROM model_calls
   WHERE asked_at >= :day AND state <> 'rejected') AS day,
  (SELECT coalesce(sum(coalesce(cost_microusd, reserved_microusd, 0)), 0) FROM model_calls
   WHERE run_id = :run_id AND state <> 'rejected') AS run,
  (SELECT coalesce(sum(coalesce(cost_microusd, reserved_microusd, 0)), 0) FROM model_calls
   WHERE run_id = :run_id AND slug = :slug AND state <> 'rejected') AS peptide;
