-- Work rows: one per identity, claimed by one delivery at a time, done for ever or dead until replayed.

-- name: enqueue
-- Work asked for twice is one row; `rows` is a JSON array of objects.
INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, parent, body, generation, state, due_at, created_at)
SELECT r.value ->> 'identity', r.value ->> 'stage', r.value ->> 'queue', r.value ->> 'run_id', r.value ->> 'slug',
       r.value ->> 'trace_id', r.value ->> 'parent', r.value ->> 'body', r.value ->> 'generation', 'queued', :due_at, :now
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (identity) DO NOTHING;

-- name: claim
-- Free, given up by its holder, or dead and asked for in a newer generation: the claim is ours. Else no row.
-- A lease that ran out means that the holder died at work: one death.
INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, body, generation, state, tries, holder, token,
                  lease_until, due_at, created_at)
VALUES (:identity, :stage, :queue, :run_id, :slug, :trace_id, :body, :generation, 'working', 1, :holder, :token,
        :lease_until, :lease_until, :now)
ON CONFLICT (identity) DO UPDATE SET
  deaths = CASE
    WHEN excluded.generation > work.generation THEN 0
    ELSE work.deaths + (work.state = 'working')
  END,
  tries = CASE WHEN excluded.generation > work.generation THEN 1 ELSE work.tries + 1 END,
  state = 'working', holder = excluded.holder, token = excluded.token, lease_until = excluded.lease_until,
  due_at = excluded.due_at, generation = max(work.generation, excluded.generation),
  body = CASE WHEN excluded.generation >= work.generation THEN excluded.body ELSE work.body END,
  settled_at = NULL
WHERE work.state = 'queued'
   OR (work.state = 'working' AND work.lease_until <= :now)
   OR (work.state = 'dead' AND excluded.generation > work.generation)
RETURNING deaths, tries, generation, (SELECT name FROM peptides WHERE peptides.slug = work.slug) AS peptide;

-- name: item_working
UPDATE run_items SET state = 'working', stage = :stage, updated_at = :now, reason = NULL
WHERE run_id = :run_id AND slug = :slug AND state IN ('queued', 'working', 'failed')
  AND EXISTS (SELECT 1 FROM work WHERE identity = :identity AND token = :token);

-- name: standing
SELECT state, generation, lease_until, (SELECT name FROM peptides WHERE peptides.slug = work.slug) AS peptide
FROM work WHERE identity = :identity;

-- name: holder_of
SELECT token FROM work WHERE identity = :identity;

-- name: finish
-- A claim that was lost turns the state to a word that the CHECK refuses, which aborts the whole batch. Dead work stays
-- due until its letter has reached the table.
UPDATE work SET
  state = CASE WHEN state = 'working' AND token = :token THEN :state ELSE 'fenced' END,
  holder = NULL, token = NULL, lease_until = NULL, due_at = iif(:state = 'dead', :due_at, NULL), settled_at = :now
WHERE identity = :identity;

-- name: give_back
-- The work lives: anyone may claim it again. What was not even attempted is no try.
UPDATE work SET state = 'queued', holder = NULL, token = NULL, lease_until = NULL, deaths = deaths + :deaths,
  tries = tries - (NOT :tried), due_at = :due_at
WHERE identity = :identity AND state = 'working' AND token = :token;

-- name: record_attempt
INSERT INTO failed_attempts (identity, generation, try, stage, run_id, slug, trace_id, kind, error, message, at,
                             duration_ms)
VALUES (:identity, :generation, :try, :stage, :run_id, :slug, :trace_id, :kind, :error, :message, :now, :duration_ms)
ON CONFLICT DO NOTHING;

-- name: children
-- What finished work sends: the messages of the rows that it enqueued and nobody has finished yet.
SELECT queue, body FROM work WHERE parent = :identity AND state IN ('queued', 'working') ORDER BY identity;

-- name: unsent
-- What a run asked for and no delivery holds or has finished; who held it may have died with its message.
SELECT queue, body FROM work
WHERE run_id = :run_id AND (state = 'queued' OR (state = 'working' AND lease_until <= :now)) ORDER BY identity;

-- name: lapse
-- The holder is known to be gone: its claims may be taken at once.
UPDATE work SET lease_until = :now WHERE holder = :holder AND state = 'working' AND lease_until > :now;

-- name: release
-- The holder ends in good order and was stopped at work: no death, and its claims may be taken at once.
UPDATE work SET state = 'queued', holder = NULL, token = NULL, lease_until = NULL
WHERE holder = :holder AND state = 'working';

-- name: settle_item
-- A settled item stays settled; a replay first takes a failed one back to work. `slugs` is a JSON array.
UPDATE run_items SET state = :state, stage = :stage, version = :version, reason = :reason, updated_at = :now
WHERE run_id = :run_id AND slug IN (SELECT value FROM json_each(:slugs)) AND state IN ('queued', 'working');

-- name: finish_run
UPDATE runs SET finished_at = :now
WHERE id = :run_id AND finished_at IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM run_items INDEXED BY run_items_open
    WHERE run_id = :run_id AND state IN ('queued', 'working'));

-- name: hold_by_hand
-- Work that a command does itself: it is in no queue and never due, so nothing sends or asks for it.
INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, body, state, tries, holder, token, lease_until,
                  created_at)
VALUES (:identity, :stage, '', :run_id, :slug, :trace_id, '{}', 'working', 1, :holder, :token, :lease_until, :now)
ON CONFLICT (identity) DO UPDATE SET
  state = 'working', holder = excluded.holder, token = excluded.token, lease_until = excluded.lease_until;

-- name: let_go_by_hand
DELETE FROM work WHERE identity = :identity AND token = :token;

-- name: forget_by_hand
-- What was left of a command that died: all identities from `first` to before `last` are of one such stage.
DELETE FROM work
WHERE identity >= :first AND identity < :last AND queue = '' AND (state <> 'working' OR lease_until <= :now);
