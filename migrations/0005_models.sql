-- Models, their dated prices, and every call to one: intent before, answer after, nothing paid twice.
CREATE TABLE models (
  role TEXT PRIMARY KEY CHECK (role IN ('writer', 'reviewer')),
  vendor TEXT NOT NULL CHECK (vendor IN ('anthropic', 'openai')),
  model TEXT NOT NULL,
  max_output_tokens INTEGER NOT NULL,
  timeout_seconds INTEGER NOT NULL
) STRICT;

-- US dollars per million tokens, in micro-dollars: integers add up exactly.
CREATE TABLE model_prices (
  model TEXT NOT NULL,
  as_of TEXT NOT NULL,
  input_microusd INTEGER NOT NULL,
  cached_input_microusd INTEGER NOT NULL,
  output_microusd INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (model, as_of)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_calls (
  -- hash(request) and the sample's number: an accepted answer is reused for ever.
  request_hash TEXT NOT NULL,
  sample INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('intent', 'answered', 'accepted', 'refused', 'rejected', 'lost')),
  vendor TEXT NOT NULL,
  model TEXT NOT NULL,
  stage TEXT NOT NULL,
  run_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  holder TEXT NOT NULL,
  token TEXT NOT NULL,
  answer_key TEXT,
  answered_model TEXT,
  vendor_request_id TEXT,
  input_tokens INTEGER NOT NULL DEFAULT 0,
  cached_input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cost_microusd INTEGER,
  price_as_of TEXT,
  reason TEXT,
  asked_at TEXT NOT NULL,
  answered_at TEXT,
  PRIMARY KEY (request_hash, sample)
) STRICT;

CREATE INDEX model_calls_by_run ON model_calls (run_id, slug);
CREATE INDEX model_calls_by_trace ON model_calls (trace_id);
