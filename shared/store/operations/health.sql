-- Whether the database is sound. `PRAGMA integrity_check` is refused by D1; quick_check leaves out only the indexes.

-- name: alive
SELECT count(*) AS migrations FROM d1_migrations;

-- name: signs
-- How long the oldest work is past due, when the last night began, how many dead letters wait.
SELECT (SELECT min(due_at) FROM work WHERE due_at < :now AND state IN ('queued', 'working', 'dead')) AS past_due,
       (SELECT max(created_at) FROM runs WHERE kind = 'nightly') AS night,
       (SELECT count(*) FROM dead_letters WHERE state = 'open') AS open_letters;

-- name: quick_check
PRAGMA quick_check;

-- name: foreign_keys
PRAGMA foreign_key_check;

-- name: migrations
SELECT name, applied_at FROM d1_migrations ORDER BY id;

-- name: counts
SELECT (SELECT count(*) FROM peptides) AS peptides, (SELECT count(*) FROM studies) AS studies,
       (SELECT count(*) FROM page_versions) AS versions, (SELECT count(*) FROM runs) AS runs,
       (SELECT count(*) FROM work) AS work, (SELECT count(*) FROM dead_letters WHERE state = 'open') AS open_letters,
       (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM subscriptions) AS subscriptions;
