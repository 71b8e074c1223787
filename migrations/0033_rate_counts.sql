-- How much of a window somebody used, of what one process cannot count alone. `subject` is a keyed mark that tells neither
-- an account nor an address; rows are deleted when their window is over, within the hour.
CREATE TABLE rate_counts (
  subject TEXT NOT NULL,
  -- Seconds since 1970 at which the window began.
  window_start INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (subject, window_start)
) STRICT, WITHOUT ROWID;

CREATE INDEX rate_counts_by_time ON rate_counts (window_start);
