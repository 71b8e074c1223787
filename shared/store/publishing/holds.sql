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
