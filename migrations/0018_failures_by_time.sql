-- Two questions that are asked again and again, of tables that an outage or a person's absence makes long.

-- What has failed since the last look: asked every moment while a run is followed.
CREATE INDEX failed_attempts_by_time ON failed_attempts (at);

-- Which drafts wait for a person.
CREATE INDEX holds_open ON holds (run_id) WHERE state = 'open';
