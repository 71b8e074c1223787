-- Notices: what readers of a page have to be told; and the versions that readers are not given any more.

-- name: issue
-- A version is told of a study once for each kind.
INSERT INTO notices (id, slug, version, kind, pmid, run_id, state, reason, issued_at, settled_at)
SELECT r.value ->> 'id', :slug, :version, r.value ->> 'kind', r.value ->> 'pmid', :run_id, :state,
       r.value ->> 'reason', :now, :settled_at
FROM json_each(:rows) AS r
WHERE true
ON CONFLICT (slug, version, kind, pmid) DO NOTHING;

-- name: of_version
SELECT kind, pmid FROM notices WHERE slug = :slug AND version = :version;

-- name: of_versions
SELECT version, kind, pmid FROM notices WHERE slug = :slug;

-- name: judging
-- What is still being judged anew, with how far that has come.
SELECT n.id, n.slug, n.version, n.kind, n.pmid, n.reason, n.issued_at, p.current_version, p.name,
       i.state AS item_state, i.reason AS item_reason
FROM notices AS n JOIN peptides AS p ON p.slug = n.slug
LEFT JOIN run_items AS i ON i.run_id = n.run_id AND i.slug = n.slug
WHERE n.state = 'judging' ORDER BY n.issued_at, n.id LIMIT :count;

-- name: settle
UPDATE notices SET state = :state, outcome = :outcome, settled_at = :now WHERE id = :id AND state = 'judging';

-- name: latest
SELECT n.id, n.slug, p.name, n.version, n.kind, n.pmid, n.state, n.outcome, n.reason, n.run_id, n.issued_at,
       n.settled_at, n.sent_at
FROM notices AS n JOIN peptides AS p ON p.slug = n.slug
ORDER BY n.issued_at DESC, n.id LIMIT :count;

-- name: withdraw
-- Only while readers are given this very version.
INSERT INTO withdrawals (slug, version, reason, withdrawn_at)
SELECT p.slug, p.current_version, :reason, :now FROM peptides AS p
WHERE p.slug = :slug AND p.current_version = :version
ON CONFLICT (slug, version) DO NOTHING;

-- name: decide_anew
-- What was decided of a withdrawn page is void: the next night writes from the evidence as it then is.
UPDATE peptides SET decided_evidence = '', updated_at = :now
WHERE slug = :slug AND current_version = :version;
