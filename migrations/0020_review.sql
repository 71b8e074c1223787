-- What a person decided on a hold, and the private rendering that shows what was to be decided on.
ALTER TABLE holds ADD COLUMN page TEXT;
ALTER TABLE holds ADD COLUMN pdf TEXT;
ALTER TABLE holds ADD COLUMN settled_by TEXT;
ALTER TABLE holds ADD COLUMN settled_reason TEXT;
