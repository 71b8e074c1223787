-- The draft of quotes that was written because no model could be asked (a budget was spent) or none gave an answer that
-- could be used; while it is the decided one, later runs ask again.
ALTER TABLE peptides ADD COLUMN quoted_draft TEXT;
