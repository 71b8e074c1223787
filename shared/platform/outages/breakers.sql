-- Breakers of vendors and functions: one row each, shared by all processes and isolates.

-- name: admit
-- A block of starts, `span` long with the gap behind it: only while closed, or as the one probe of an open breaker whose
-- time has passed; never further ahead than `latest`. Gives when the first may be. A start beyond `impossible` was
-- reserved by a clock that has gone back since, and holds nobody up. (SQLite 3.40 answers IS NULL wrongly in RETURNING.)
INSERT INTO breakers (name, next_start) VALUES (:name, strftime('%Y-%m-%dT%H:%M:%fZ', :earliest, :span))
ON CONFLICT (name) DO UPDATE SET
  next_start = strftime('%Y-%m-%dT%H:%M:%fZ', max(iif(next_start > :impossible, '', next_start), :earliest), :span),
  probe_until = iif(open_until IS NULL, NULL, :probe_until),
  probe_holder = iif(open_until IS NULL, NULL, :holder)
WHERE max(iif(next_start > :impossible, '', next_start), :earliest) <= :latest
  AND (open_until IS NULL OR (open_until <= :now AND (probe_until IS NULL OR probe_until <= :now)))
RETURNING failures, coalesce(open_until, '') <> '' AS probing, strftime('%Y-%m-%dT%H:%M:%fZ', next_start, :back) AS start;

-- name: probe
-- Be the one delivery that tries an open function.
UPDATE breakers SET probe_until = :probe_until, probe_holder = :holder
WHERE name = :name AND open_until <= :now AND (probe_until IS NULL OR probe_until <= :now)
RETURNING failures;

-- name: standing
SELECT failures, reason, open_until, probe_until, next_start FROM breakers WHERE name = :name;

-- name: count_failure
-- One more in a row; a function's failures count on different work only (`subject`), a vendor's have none.
INSERT INTO breakers (name, failures, last_failed, reason) VALUES (:name, 1, :subject, :reason)
ON CONFLICT (name) DO UPDATE SET
  failures = failures + (excluded.last_failed IS NULL OR last_failed IS NOT excluded.last_failed),
  last_failed = excluded.last_failed, reason = excluded.reason;

-- name: open
-- `until` opens in any case; else the probe's failure or the limit does, unless it is open already: what was under way
-- when it opened does not prolong it. `steps` is a JSON array of instants, by openings in a row.
UPDATE breakers SET
  opened_at = coalesce(opened_at, :now),
  open_until = coalesce(max(:until, open_until), :until, :steps ->> ('$[' || min(openings, json_array_length(:steps) - 1) || ']')),
  openings = openings + 1, probe_until = NULL, probe_holder = NULL
WHERE name = :name
  AND (:until IS NOT NULL OR ((:probing OR failures >= :limit) AND (open_until IS NULL OR open_until <= :now)))
RETURNING openings, open_until;

-- name: succeeded
-- What was asked before the breaker opened tells nothing about it now: an open one is closed by its probe.
UPDATE breakers SET failures = 0, openings = 0, last_failed = NULL, reason = NULL, opened_at = NULL,
  open_until = NULL, probe_until = NULL, probe_holder = NULL
WHERE name = :name AND (open_until IS NULL OR :probing);

-- name: give_up_probe
UPDATE breakers SET probe_until = NULL, probe_holder = NULL WHERE name = :name AND probe_holder = :holder;

-- name: give_up_probes
UPDATE breakers SET probe_until = NULL, probe_holder = NULL WHERE probe_holder = :holder;

-- name: resume_functions
DELETE FROM breakers WHERE name GLOB 'function/*';

-- name: all_open
SELECT name, reason, opened_at, open_until FROM breakers WHERE open_until IS NOT NULL ORDER BY name;
