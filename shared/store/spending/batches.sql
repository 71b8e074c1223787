-- Batches of requests to a vendor: gathered, created, looked at, collected, closed. Each step is taken once.

-- name: creating
-- The vendor may have it from now on. Only its own gatherer goes on with it, while it is not given up.
UPDATE model_batches SET state = 'creating', asked_at = :now, requests = :requests
WHERE id = :id AND state = 'gathering' AND holder = :holder
RETURNING id;

-- name: sent
UPDATE model_batches SET state = 'sent', vendor_id = :vendor_id, tried = 1, reason = NULL
WHERE id = :id AND state = 'creating'
RETURNING id;

-- name: let_go
-- Whether the vendor has it is not known: whoever looks next finds out.
UPDATE model_batches SET lease_until = :now, reason = :reason WHERE id = :id AND state = 'creating';

-- name: lapse
-- The holder is gone, and whatever it was doing.
UPDATE model_batches SET lease_until = :now
WHERE holder = :holder AND state IN ('gathering', 'creating') AND lease_until > :now;

-- name: not_made
-- The vendor surely has no such batch: nothing was charged. `was` is the state that it is thought to be in.
UPDATE model_batches SET state = 'collected', tried = :tried, reason = :reason, ended_at = :now
WHERE id = :id AND state = :was
RETURNING id;

-- name: turned_away
UPDATE model_calls SET state = 'rejected', reason = :reason
WHERE batch = :id AND state = 'intent'
  AND EXISTS (SELECT 1 FROM model_batches WHERE id = :id AND state = 'collected');

-- name: open_ones
-- What is not closed, that first which nobody has looked at for longest.
SELECT * FROM model_batches WHERE state <> 'closed' ORDER BY looked_at, id LIMIT :count;

-- name: by_id
SELECT * FROM model_batches WHERE id = :id;

-- name: looked
UPDATE model_batches SET looked_at = :now WHERE id = :id;

-- name: canceling
UPDATE model_batches SET state = 'canceling' WHERE id = :id AND state = 'sent';

-- name: known_ids
-- Which of the vendor's batches are ours already; `ids` is a JSON array.
SELECT vendor_id FROM model_batches WHERE vendor_id IN (SELECT value FROM json_each(:ids));

-- name: open_calls
SELECT * FROM model_calls WHERE batch = :id AND state = 'intent' ORDER BY request_hash, sample;

-- name: collected
-- Every request has its end in the ledger.
UPDATE model_batches SET state = 'collected', tried = 1, ended_at = :now, reason = :reason
WHERE id = :id AND state IN ('sent', 'canceling')
  AND NOT EXISTS (SELECT 1 FROM model_calls WHERE batch = :id AND state = 'intent')
RETURNING id;

-- name: waiting
-- The messages of the work that waits, and that nobody has done since.
SELECT w.queue, w.body FROM model_batch_waits AS x JOIN work AS w ON w.identity = x.identity
WHERE x.batch = :id AND w.state IN ('queued', 'working') ORDER BY w.identity;

-- name: close
UPDATE model_batches SET state = 'closed' WHERE id = :id AND state = 'collected';

-- name: prune_waits
DELETE FROM model_batch_waits WHERE batch IN (
  SELECT id FROM model_batches WHERE created_at < :before AND state = 'closed');

-- name: prune
DELETE FROM model_batches WHERE created_at < :before AND state = 'closed';

-- name: newest
-- With what came of each one's requests.
SELECT b.*,
  (SELECT count(*) FROM model_calls AS m WHERE m.batch = b.id AND m.state IN ('answered', 'accepted', 'refused'))
    AS answered,
  (SELECT count(*) FROM model_calls AS m WHERE m.batch = b.id AND m.state = 'lost') AS lost,
  (SELECT coalesce(sum(m.cost_microusd), 0) FROM model_calls AS m WHERE m.batch = b.id) AS cost_microusd
FROM model_batches AS b ORDER BY b.created_at DESC LIMIT :count;
