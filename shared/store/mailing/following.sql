-- Who follows what: readers in the order of their ids, those behind a boundary, with all that is needed to tell them.

-- name: of_peptide
-- Readers who may want to know of one peptide: who follows it with this alert, and who keeps any search with it.
SELECT user_id AS id FROM (
  SELECT user_id FROM saved_peptides WHERE slug = :slug AND alert = :alert AND user_id >= :cursor
  UNION
  SELECT user_id FROM saved_searches WHERE alert = :alert AND user_id >= :cursor
) ORDER BY user_id LIMIT :count;

-- name: of_page
-- Readers who follow one peptide and want to be told of it at all.
SELECT user_id AS id FROM (
  SELECT user_id FROM saved_peptides WHERE slug = :slug AND alert = 'at_once' AND user_id >= :cursor
  UNION
  SELECT user_id FROM saved_peptides WHERE slug = :slug AND alert = 'weekly' AND user_id >= :cursor
) ORDER BY user_id LIMIT :count;

-- name: of_alert
-- Readers who keep anything with this alert.
SELECT user_id AS id FROM (
  SELECT user_id FROM saved_peptides WHERE alert = :alert AND user_id >= :cursor
  UNION
  SELECT user_id FROM saved_searches WHERE alert = :alert AND user_id >= :cursor
) ORDER BY user_id LIMIT :count;

-- name: readers
-- `ids` is a JSON array. Who is disabled is told nothing.
SELECT u.id, u.email, u.invited_at,
  (SELECT json_group_array(json_object('id', b.id, 'status', b.status, 'current_period_end', b.current_period_end,
    'cancel_at_period_end', b.cancel_at_period_end, 'cancel_at', b.cancel_at, 'ended_at', b.ended_at,
    'failed_at', b.failed_at, 'withheld', b.withheld, 'stripe_status', b.stripe_status,
    'stripe_period_end', b.stripe_period_end)) FROM subscriptions AS b WHERE b.user_id = u.id) AS subscriptions,
  (SELECT json_group_object(s.slug, s.alert) FROM saved_peptides AS s WHERE s.user_id = u.id) AS peptides,
  (SELECT json_group_array(json_array(json(q.query), q.alert)) FROM saved_searches AS q WHERE q.user_id = u.id)
    AS searches
FROM json_each(:ids) AS i JOIN users AS u ON u.id = i.value
WHERE u.disabled_at IS NULL ORDER BY u.id;

-- name: version
-- One published version with what a search looks at, what it changed, and what each later one did; no row where readers
-- are given neither it nor the page any more.
SELECT p.slug, p.name, p.aliases, p.entry ->> '$.conditions' AS conditions, p.category, v.evidence_grade AS grade,
  p.human_rct_count + p.human_other_count > 0 AS human, v.version, v.changed,
  (SELECT json_group_array(json(l.changed)) FROM page_versions AS l WHERE l.slug = v.slug AND l.version > v.version)
    AS later
FROM peptides AS p JOIN page_versions AS v ON v.slug = p.slug
WHERE p.slug = :slug AND v.version = :version AND p.state = 'active'
  AND NOT EXISTS (
    SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version IN (v.version, p.current_version));

-- name: published_between
-- The same of every version that was published in a week, of pages whose present one is not withdrawn.
SELECT p.slug, p.name, p.aliases, p.entry ->> '$.conditions' AS conditions, p.category, v.evidence_grade AS grade,
  p.human_rct_count + p.human_other_count > 0 AS human, v.version, v.changed,
  (SELECT json_group_array(json(l.changed)) FROM page_versions AS l WHERE l.slug = v.slug AND l.version > v.version)
    AS later
FROM page_versions AS v JOIN peptides AS p ON p.slug = v.slug
WHERE v.published_at >= :since AND v.published_at < :until AND p.state = 'active'
  AND NOT EXISTS (
    SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version IN (v.version, p.current_version))
ORDER BY p.slug, v.version;

-- name: notice
SELECT slug, version, state, sent_at FROM notices WHERE id = :id;

-- name: notice_sent
UPDATE notices SET sent_at = :now WHERE id = :id AND sent_at IS NULL;
