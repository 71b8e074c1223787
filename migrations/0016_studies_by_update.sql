-- The search index reads what changed since it last looked.
CREATE INDEX studies_by_update ON studies (updated_at, id);
