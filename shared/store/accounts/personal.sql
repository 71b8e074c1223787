-- What is kept of a person: read for whoever asks for it, and taken away.

-- name: users
SELECT * FROM users WHERE id = :user;

-- name: subscriptions
SELECT * FROM subscriptions
WHERE user_id = :user OR stripe_customer_id IN (SELECT value FROM json_each(:customers)) ORDER BY created_at, id;

-- name: sign_ins
SELECT * FROM sign_ins WHERE user_id = :user UNION SELECT * FROM sign_ins WHERE address = :address ORDER BY created_at;

-- name: sessions
SELECT * FROM sessions WHERE user_id = :user ORDER BY created_at;

-- name: api_keys
SELECT * FROM api_keys WHERE user_id = :user ORDER BY created_at;

-- name: blocked_addresses
SELECT * FROM blocked_addresses WHERE address = :address;

-- name: saved_peptides
SELECT * FROM saved_peptides WHERE user_id = :user ORDER BY slug;

-- name: saved_searches
SELECT * FROM saved_searches WHERE user_id = :user ORDER BY name;

-- name: mails
SELECT * FROM mails WHERE user_id = :user UNION SELECT * FROM mails WHERE address = :address ORDER BY created_at;

-- name: suppressions
SELECT * FROM suppressions WHERE user_id = :user UNION SELECT * FROM suppressions WHERE address = :address;

-- name: stripe_events
SELECT * FROM stripe_events WHERE id IN (SELECT value FROM json_each(:events)) ORDER BY received_at;

-- name: stripe_leases
SELECT * FROM stripe_leases WHERE subscription IN (SELECT value FROM json_each(:subscriptions));

-- name: access_changes
SELECT * FROM access_changes WHERE subscription IN (SELECT value FROM json_each(:subscriptions)) ORDER BY id;

-- name: audit
SELECT * FROM audit
WHERE subject = 'subscriber/' || :user OR subject IN (SELECT 'event/' || value FROM json_each(:events)) ORDER BY id;

-- name: work
SELECT * FROM work WHERE identity IN (SELECT value FROM json_each(:work)) ORDER BY identity;

-- name: failed_attempts
SELECT * FROM failed_attempts WHERE identity IN (SELECT value FROM json_each(:work)) ORDER BY identity;

-- name: dead_letters
SELECT * FROM dead_letters WHERE identity IN (SELECT value FROM json_each(:work)) ORDER BY created_at;

-- name: reconciliations
SELECT * FROM reconciliations WHERE cursor IN (SELECT value FROM json_each(:subscriptions));

-- name: erasures
SELECT * FROM erasures WHERE user_id = :user;

-- name: drop_work
DELETE FROM work WHERE identity IN (SELECT value FROM json_each(:work));

-- name: drop_origins
-- Work that theirs asked for no longer says so; where it is theirs itself, it is gone.
UPDATE work SET parent = NULL WHERE parent IN (SELECT value FROM json_each(:work));

-- name: drop_attempts
DELETE FROM failed_attempts WHERE identity IN (SELECT value FROM json_each(:work));

-- name: clear_letters
-- The letter stays, because a replay may count it; what it said goes.
UPDATE dead_letters SET identity = 'erased/' || id, body = '{}', error = 'erased', reason = 'erased', trace_id = NULL,
  fingerprint = NULL, state = iif(state = 'open', 'discarded', state)
WHERE identity IN (SELECT value FROM json_each(:work));

-- name: drop_saved_peptides
DELETE FROM saved_peptides WHERE user_id = :user;

-- name: drop_saved_searches
DELETE FROM saved_searches WHERE user_id = :user;

-- name: drop_sessions
DELETE FROM sessions WHERE user_id = :user;

-- name: drop_api_keys
DELETE FROM api_keys WHERE user_id = :user;

-- name: drop_sign_ins
DELETE FROM sign_ins WHERE user_id = :user OR address = :address;

-- name: drop_mails
DELETE FROM mails WHERE user_id = :user OR address = :address;

-- name: drop_block
DELETE FROM blocked_addresses WHERE address = :address;

-- name: clear_suppressions
-- The keyed hash stays, so that nobody writes there again.
UPDATE suppressions SET address = NULL, user_id = NULL WHERE user_id = :user OR address = :address;

-- name: clear_events
-- One that came since they were looked for is found by its customer.
UPDATE stripe_events SET customer = NULL, headers = '{}', body = '{}', outcome = coalesce(outcome, 'ignored'),
  note = 'erased', processed_at = coalesce(processed_at, :now)
WHERE id IN (SELECT value FROM json_each(:events)) OR customer IN (SELECT value FROM json_each(:customers));

-- name: mark_events
-- `events` is a JSON array of {id, mark}: by its mark an event is known when Stripe delivers it again.
UPDATE stripe_events SET id = e.value ->> 'mark' FROM json_each(:events) AS e
WHERE stripe_events.id = e.value ->> 'id';

-- name: drop_leases
-- Whoever holds one now cannot write any more.
DELETE FROM stripe_leases WHERE subscription IN (SELECT value FROM json_each(:subscriptions));

-- name: clear_changes
UPDATE access_changes SET subscription = 'erased', cause = 'erased'
WHERE subscription IN (SELECT value FROM json_each(:subscriptions));

-- name: clear_audit
UPDATE audit SET subject = substr(subject, 1, instr(subject, '/')) || 'erased', before = '{}', after = '{}',
  reason = NULL
WHERE subject = 'subscriber/' || :user OR subject IN (SELECT 'event/' || value FROM json_each(:events));

-- name: clear_reconciliations
UPDATE reconciliations SET cursor = NULL WHERE cursor IN (SELECT value FROM json_each(:subscriptions));

-- name: drop_subscriptions
DELETE FROM subscriptions WHERE user_id = :user OR stripe_customer_id IN (SELECT value FROM json_each(:customers));

-- name: drop_user
DELETE FROM users WHERE id = :user;
