-- Customers of Stripe's, and the address that each shall have.

-- name: address
SELECT email FROM users WHERE stripe_customer_id = :customer;

-- name: owe
-- In the batch of a change of address, where it took place. `rows` is a JSON array, as `work.enqueue` has it.
INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, parent, body, generation, state, due_at, created_at)
SELECT r.value ->> 'identity', r.value ->> 'stage', r.value ->> 'queue', r.value ->> 'run_id', r.value ->> 'slug',
       r.value ->> 'trace_id', r.value ->> 'parent', r.value ->> 'body', r.value ->> 'generation', 'queued', :due_at, :now
FROM json_each(:rows) AS r
WHERE EXISTS (SELECT 1 FROM users AS u JOIN sign_ins AS n ON n.address = u.email
  WHERE u.id = :user AND n.change = :change AND n.purpose = 'new_address' AND n.used_at IS NOT NULL)
ON CONFLICT (identity) DO NOTHING;
