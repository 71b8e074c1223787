-- Calls to a model that were probes of an open breaker: that one is lost tells of the vendor, not of what was asked.
ALTER TABLE model_calls ADD COLUMN probe INTEGER NOT NULL DEFAULT 0 CHECK (probe IN (0, 1));

-- Whether a run has ended is asked at the end of each of its items.
CREATE INDEX run_items_open ON run_items (run_id) WHERE state IN ('queued', 'working');
