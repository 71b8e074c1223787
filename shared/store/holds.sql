-- Holds: drafts that wait for a person. One open hold a peptide: a newer one takes the older one's place.

-- name: supersede
UPDATE holds SET state = 'superseded', settled_at = :now
WHERE slug = :slug AND state = 'open' AND draft <> :draft;

-- name: hold
-- Asked for again, the hold opens anew with today's reasons; what a person rejected stays rejected.
INSERT INTO holds (slug, draft, run_id, trace_id, pack, monograph, reasons, state, created_at)
VALUES (:slug, :draft, :run_id, :trace_id, :pack, :monograph, :reasons, 'open', :now)
ON CONFLICT (slug, draft) DO UPDATE SET
  run_id = excluded.run_id, trace_id = excluded.trace_id, pack = excluded.pack, monograph = excluded.monograph,
  reasons = excluded.reasons, state = 'open', created_at = excluded.created_at, settled_at = NULL
WHERE holds.state <> 'rejected';

-- name: settle
UPDATE holds SET state = :state, settled_at = :now
WHERE slug = :slug AND draft = :draft AND state = 'open';

-- name: open_ones
SELECT slug, draft, run_id, trace_id, pack, monograph, reasons, state, created_at, settled_at
FROM holds WHERE state = 'open' ORDER BY created_at, slug;

-- name: of_slug
SELECT slug, draft, run_id, trace_id, pack, monograph, reasons, state, created_at, settled_at
FROM holds WHERE slug = :slug ORDER BY created_at DESC, draft;
