-- Items that were held without a draft that a person could decide on.

-- name: without_draft
-- Of each active peptide the item of the run that began last, as far as it has ended: held, and no draft of that run lies
-- or lay before a person. A draft that a person rejected is told of by its hold. `since` is when the first of an unbroken
-- row of such items ended: until then the peptide was published or unchanged. What is tried out is no page's.
WITH held AS (
  SELECT i.slug, i.run_id, i.trace_id, i.stage, i.reason, i.updated_at AS held_at, max(r.created_at) AS begun_at
  FROM run_items AS i INDEXED BY run_items_held JOIN runs AS r ON r.id = i.run_id
  WHERE i.state = 'held' AND i.slug = coalesce(:slug, i.slug) AND r.origin NOT LIKE 'tryout:%'
  GROUP BY i.slug
)
SELECT h.slug, p.name, h.run_id, h.trace_id, h.stage, coalesce(h.reason, '') AS reason, h.held_at, p.current_version,
  (SELECT min(e.updated_at) FROM run_items AS e INDEXED BY run_items_held JOIN runs AS b ON b.id = e.run_id
   WHERE e.state = 'held' AND e.slug = h.slug AND b.origin NOT LIKE 'tryout:%' AND b.created_at > coalesce((
     SELECT max(n.created_at) FROM runs AS n CROSS JOIN run_items AS l ON l.run_id = n.id AND l.slug = h.slug
     WHERE n.origin NOT LIKE 'tryout:%' AND l.state IN ('published', 'unchanged')), '')) AS since
FROM held AS h JOIN peptides AS p ON p.slug = h.slug
WHERE p.state = 'active'
  AND NOT EXISTS (
    SELECT 1 FROM runs AS n CROSS JOIN run_items AS l ON l.run_id = n.id AND l.slug = h.slug
    WHERE n.created_at > h.begun_at AND n.origin NOT LIKE 'tryout:%' AND l.state NOT IN ('queued', 'working'))
  AND NOT EXISTS (SELECT 1 FROM holds AS o WHERE o.slug = h.slug AND (o.state = 'open' OR o.run_id = h.run_id))
  AND NOT EXISTS (
    SELECT 1 FROM work AS w JOIN holds AS o ON o.slug = w.slug AND o.draft = w.body ->> 'draft' AND o.state = 'rejected'
    WHERE w.run_id = h.run_id AND w.slug = h.slug AND w.stage = 'comply')
ORDER BY since, h.slug LIMIT 1000;
