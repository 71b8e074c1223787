-- Batches of requests that a vendor answers within hours, at a lower price.
-- In percent of the price; where nobody has told it, a batch costs what everything costs.
ALTER TABLE model_prices ADD COLUMN batch_percent INTEGER;
-- The batch that the request went by.
ALTER TABLE model_calls ADD COLUMN batch TEXT;

CREATE INDEX model_calls_by_batch ON model_calls (batch) WHERE batch IS NOT NULL;

CREATE TABLE model_batches (
  id TEXT PRIMARY KEY,
  vendor TEXT NOT NULL CHECK (vendor IN ('anthropic', 'openai')),
  -- 'creating' is committed before the vendor is asked: from then on it may have the batch. 'collected' has no open
  -- request any more, 'closed' has asked again for all work that waited.
  state TEXT NOT NULL CHECK (state IN ('gathering', 'creating', 'sent', 'canceling', 'collected', 'closed')),
  vendor_id TEXT UNIQUE,
  -- Whose gathering or creating it is, until when.
  holder TEXT NOT NULL,
  lease_until TEXT NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0,
  -- Whether what waited for it goes to the ordinary way next.
  tried INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  created_at TEXT NOT NULL,
  asked_at TEXT,
  deadline TEXT NOT NULL,
  looked_at TEXT,
  ended_at TEXT
) STRICT;

CREATE INDEX model_batches_open ON model_batches (looked_at) WHERE state <> 'closed';
CREATE INDEX model_batches_by_time ON model_batches (created_at);

-- Work that waits for a batch.
CREATE TABLE model_batch_waits (
  batch TEXT NOT NULL,
  identity TEXT NOT NULL,
  PRIMARY KEY (batch, identity)
) STRICT, WITHOUT ROWID;

CREATE INDEX model_batch_waits_by_work ON model_batch_waits (identity);
