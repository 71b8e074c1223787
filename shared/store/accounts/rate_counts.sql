-- Requests counted by window, for what all processes count together.

-- name: take
INSERT INTO rate_counts (subject, window_start, count) VALUES (:subject, :window, :count)
ON CONFLICT (subject, window_start) DO UPDATE SET count = count + excluded.count
RETURNING count;

-- name: forget
DELETE FROM rate_counts WHERE window_start < :before;
