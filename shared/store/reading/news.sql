-- What happened to published pages.

-- name: between
-- Publications, notices and withdrawals of a span of time behind a place, newest first; a notice that is about several
-- versions of a page stands once, with the newest of them.
SELECT e.at, e.key, e.what, e.slug, p.name, p.origin = 'sample' AS sample, e.version, e.changed, e.pmid, e.reason
FROM (
  SELECT v.published_at AS at, 'v/' || v.slug || '/' || printf('%09d', v.version) AS key, 'version' AS what,
    v.slug, v.version, v.changed, NULL AS pmid, NULL AS reason
  FROM page_versions AS v WHERE v.published_at >= :begins AND v.published_at < :ends
  UNION ALL
  SELECT n.issued_at, 'n/' || n.slug || '/' || n.pmid || '/' || n.kind, n.kind, n.slug, max(n.version), NULL, n.pmid, n.reason
  FROM notices AS n WHERE n.issued_at >= :begins AND n.issued_at < :ends
  GROUP BY n.slug, n.pmid, n.kind, n.issued_at
  UNION ALL
  SELECT w.withdrawn_at, 'w/' || w.slug || '/' || printf('%09d', w.version), 'withdrawn', w.slug, w.version, NULL, NULL, w.reason
  FROM withdrawals AS w WHERE w.withdrawn_at >= :begins AND w.withdrawn_at < :ends
) AS e JOIN peptides AS p ON p.slug = e.slug
WHERE e.at < :at OR (e.at = :at AND e.key > :key)
ORDER BY e.at DESC, e.key LIMIT :count;
