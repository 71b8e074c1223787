-- Holds: drafts that wait for a person. One open hold a peptide: a newer one takes the older one's place.

-- name: supersede
UPDATE holds SET state = 'superseded', settled_at = :now
WHERE slug = :slug AND state = 'open' AND draft <> :draft;

-- name: hold
-- Asked for again, the hold opens anew with today's reasons; what a person rejected stays rejected.
INSERT INTO holds (slug, draft, run_id, trace_id, pack, monograph, reasons, page, pdf, state, created_at)
VALUES (:slug, :draft, :run_id, :trace_id, :pack, :monograph, :reasons, :page, :pdf, 'open', :now)
ON CONFLICT (slug, draft) DO UPDATE SET
  run_id = excluded.run_id, trace_id = excluded.trace_id, pack = excluded.pack, monograph = excluded.monograph,
  reasons = excluded.reasons, page = excluded.page, pdf = excluded.pdf, state = 'open',
  created_at = excluded.created_at, settled_at = NULL, settled_by = NULL, settled_reason = NULL
WHERE holds.state <> 'rejected';

-- name: settle
-- 'taken' is no state: the CHECK aborts the batch of whoever decides on a hold that is not open any more.
UPDATE holds SET state = CASE WHEN state = 'open' THEN :state ELSE 'taken' END,
  settled_at = :now, settled_by = :person, settled_reason = :reason
WHERE slug = :slug AND draft = :draft;

-- name: reopen
-- As `settle`, only what is rejected, is what was decided on last, and has no newer hold beside it.
UPDATE holds SET
  state = CASE WHEN state = 'rejected'
    AND EXISTS (
      SELECT 1 FROM peptides AS p
      WHERE p.slug = :slug AND p.decided_draft = :draft AND p.decided_evidence = :evidence)
    AND NOT EXISTS (
      SELECT 1 FROM holds AS n
      WHERE n.slug = :slug AND n.draft <> :draft AND (n.state = 'open' OR n.created_at > holds.created_at))
    THEN 'open' ELSE 'taken' END,
  settled_at = NULL, settled_by = NULL, settled_reason = NULL
WHERE slug = :slug AND draft = :draft;

-- name: newer_evidence
-- The newest run behind that of a hold which made, or judged, another pack of the peptide; what is tried out is no page's.
SELECT n.id AS run_id FROM runs AS n CROSS JOIN work AS w ON w.run_id = n.id AND w.slug = :slug
WHERE n.created_at > coalesce((SELECT created_at FROM runs WHERE id = :run_id), :since)
  AND n.origin NOT LIKE 'tryout:%' AND w.body ->> 'pack' <> :pack
ORDER BY n.created_at DESC, n.id LIMIT 1;

-- name: open_ones
SELECT slug, draft, run_id, trace_id, pack, monograph, reasons, state, created_at, settled_at, page, pdf, settled_by,
       settled_reason
FROM holds WHERE state = 'open' ORDER BY created_at, slug;

-- name: newest
SELECT slug, draft, run_id, trace_id, pack, monograph, reasons, state, created_at, settled_at, page, pdf, settled_by,
       settled_reason
FROM holds ORDER BY created_at DESC, slug LIMIT 1000;

-- name: of_slug
SELECT slug, draft, run_id, trace_id, pack, monograph, reasons, state, created_at, settled_at, page, pdf, settled_by,
       settled_reason
FROM holds WHERE slug = :slug ORDER BY created_at DESC, draft;
