-- Cron slots: one row per function, cron and slot, in the broker's file. Instants are milliseconds since 1970.

-- name: latest
SELECT max(slot) FROM cron_slots WHERE function = :function AND cron = :cron;

-- name: baseline
-- The first start of a trigger catches nothing up.
INSERT INTO cron_slots (function, cron, slot, done_at) VALUES (:function, :cron, :slot, :now) ON CONFLICT DO NOTHING;

-- name: open
-- Whoever inserts the slot runs it; a slot before the latest one is over.
INSERT INTO cron_slots (function, cron, slot, holder, tries)
SELECT :function, :cron, :slot, id, 1 FROM holders
WHERE id = :holder
  AND NOT EXISTS (SELECT 1 FROM cron_slots WHERE function = :function AND cron = :cron AND slot >= :slot)
RETURNING tries;

-- name: take_over
-- Its runner is gone, or it failed and its time has come again.
UPDATE cron_slots SET holder = :holder, tries = tries + 1, retry_at = NULL
WHERE function = :function AND cron = :cron AND slot = :slot AND done_at IS NULL AND holder IS NULL
  AND EXISTS (SELECT 1 FROM holders WHERE id = :holder)
RETURNING tries;

-- name: unfinished
SELECT function, cron, slot FROM cron_slots
WHERE done_at IS NULL AND holder IS NULL AND coalesce(retry_at, 0) <= :now;

-- name: done
UPDATE cron_slots SET done_at = :now, holder = NULL
WHERE function = :function AND cron = :cron AND slot = :slot AND holder = :holder;

-- name: again
UPDATE cron_slots SET holder = NULL, retry_at = :retry_at, tries = tries - :uncounted
WHERE function = :function AND cron = :cron AND slot = :slot AND holder = :holder;

-- name: prune
DELETE FROM cron_slots WHERE function = :function AND cron = :cron AND slot < :before AND done_at IS NOT NULL;
