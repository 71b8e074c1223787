-- Tokens by kind, what a call may cost while it is under way, and what writing to a vendor's cache costs.
ALTER TABLE model_calls ADD COLUMN cache_write_tokens INTEGER NOT NULL DEFAULT 0;
-- Part of the output tokens.
ALTER TABLE model_calls ADD COLUMN reasoning_tokens INTEGER NOT NULL DEFAULT 0;
-- Counted against the budgets for a call without a known cost: one under way, lost, or unpriced.
ALTER TABLE model_calls ADD COLUMN reserved_microusd INTEGER;
-- Where nobody has told it, a cache is written at the price of input.
ALTER TABLE model_prices ADD COLUMN cache_write_microusd INTEGER;

CREATE INDEX model_calls_by_time ON model_calls (asked_at);
