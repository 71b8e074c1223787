-- Which way single outcomes went, as a person has it: JSON, by the outcome's id. NULL where none was decided on.
ALTER TABLE overrides ADD COLUMN outcomes TEXT;
