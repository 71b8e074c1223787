-- Why the draft of `quoted_draft` quotes in a model's place: what a budget or the last refused answer said, in words. The
-- newest reason, where later runs could not have a model write either. NULL for what was marked before this migration.
ALTER TABLE peptides ADD COLUMN quoted_reason TEXT;
