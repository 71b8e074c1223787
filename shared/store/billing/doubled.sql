-- Who pays twice: two subscriptions or more that go on.

-- name: doubled
-- By address, those of no known account first. `running` and `without` are JSON arrays: of statuses, and of
-- subscriptions that are left aside.
SELECT u.email, json_group_array(json_array(s.created_at, s.stripe_subscription_id)) AS subscriptions
FROM subscriptions AS s LEFT JOIN users AS u ON u.id = s.user_id
WHERE s.stripe_status IN (SELECT value FROM json_each(:running)) AND s.ended_at IS NULL AND s.cancel_at IS NULL
  AND s.cancel_at_period_end = 0 AND s.stripe_subscription_id NOT IN (SELECT value FROM json_each(:without))
GROUP BY coalesce(s.user_id, s.stripe_customer_id) HAVING count(*) > 1
ORDER BY u.email, s.stripe_customer_id LIMIT :count;
