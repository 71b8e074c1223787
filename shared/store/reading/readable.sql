-- What readers of the API are given: peptides and versions that were published, and nothing else.

-- name: listed
-- Published peptides by whatever they are sorted by, which is always an ascending text. `word` is a folded name
-- (`shared.domain.catalog.peptide.folded`), `condition` and `plain` small letters. A name is folded here as far as SQL can: case,
-- hyphens, spaces, brackets, Greek letters.
WITH shown AS (
  SELECT p.slug, p.name, p.aliases, p.category, p.entry -> '$.conditions' AS conditions, p.origin,
    p.human_rct_count, p.human_other_count, p.animal_count, p.in_vitro_count,
    v.version, v.evidence_grade, v.published_at,
    CASE :sort
      WHEN 'newest' THEN printf('%012d', 999999999999 - strftime('%s', v.published_at))
      WHEN 'grade' THEN (CASE v.evidence_grade WHEN 'high' THEN '0' WHEN 'moderate' THEN '1' WHEN 'low' THEN '2'
        WHEN 'very_low' THEN '3' WHEN 'preclinical' THEN '4' ELSE '5' END) || lower(p.name)
      ELSE (p.origin = 'ad_hoc') || lower(p.name)
    END AS place
  FROM peptides AS p JOIN page_versions AS v ON v.slug = p.slug AND v.version = p.current_version
  WHERE p.state = 'active'
    AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.slug = v.slug AND w.version = v.version)
    AND (:grade IS NULL OR v.evidence_grade = :grade)
    AND (:category IS NULL OR lower(p.category) = :category)
    AND (:human IS NULL OR CASE :human
      WHEN 'any' THEN p.human_rct_count + p.human_other_count > 0
      WHEN 'rct' THEN p.human_rct_count > 0
      ELSE p.human_rct_count + p.human_other_count = 0 END)
    AND (:condition IS NULL OR EXISTS (
      SELECT 1 FROM json_each(p.entry, '$.conditions') AS c WHERE instr(lower(c.value), :condition) > 0))
    AND (:word IS NULL
      OR EXISTS (SELECT 1 FROM json_each(p.entry, '$.conditions') AS c WHERE instr(lower(c.value), :plain) > 0)
      OR (:word <> '' AND EXISTS (
        SELECT 1 FROM json_each(json_insert(p.aliases, '$[#]', p.name, '$[#]', p.slug)) AS n
        WHERE instr(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
          replace(replace(replace(lower(n.value), '-', ''), ' ', ''), '(', ''), ')', ''), ':', ''), 'é', 'e'),
          'α', 'alpha'), 'β', 'beta'), 'γ', 'gamma'), 'δ', 'delta'),
          'ε', 'epsilon'), 'κ', 'kappa'), 'λ', 'lambda'), 'μ', 'mu'), 'ω', 'omega'), :word) > 0)))
)
SELECT * FROM shown WHERE (place, slug) > (:place, :slug) ORDER BY place, slug LIMIT :count;

-- name: version
-- The version asked for, or the present one: with why it was withdrawn and, as JSON, the notices about it (`told`) and,
-- of the present one, so many about versions before it (`before`), each study and kind once, with the day on which it
-- first became known, the newest first.
SELECT v.*, w.reason AS withdrawn,
  (SELECT json_group_array(json_object(
      'kind', kind, 'pmid', pmid, 'state', state, 'issued_at', issued_at, 'title', title, 'versions', json_array(version)))
    FROM (
      SELECT n.*, coalesce(s.title, '') AS title
      FROM notices AS n LEFT JOIN studies AS s ON s.id = 'PMID:' || n.pmid
      WHERE n.slug = v.slug AND n.version = v.version
      ORDER BY n.issued_at, n.pmid, n.kind)) AS told,
  (SELECT json_group_array(json_object(
      'kind', kind, 'pmid', pmid, 'issued_at', first_issued, 'title', title, 'versions', json(versions)))
    FROM (
      SELECT n.kind, n.pmid, min(n.issued_at) AS first_issued, coalesce(s.title, '') AS title,
        json_group_array(n.version) AS versions
      FROM notices AS n LEFT JOIN studies AS s ON s.id = 'PMID:' || n.pmid
      WHERE n.slug = v.slug AND n.version < v.version AND v.version = p.current_version
      GROUP BY n.kind, n.pmid ORDER BY first_issued DESC, n.pmid, n.kind LIMIT :earlier)) AS before
FROM peptides AS p
JOIN page_versions AS v ON v.slug = p.slug AND v.version = coalesce(:version, p.current_version)
LEFT JOIN withdrawals AS w ON w.slug = v.slug AND w.version = v.version
WHERE p.slug = :slug;

-- name: present
-- The present versions of these peptides, or of what took their place, each with why it was withdrawn; `slugs` is a
-- JSON array.
SELECT v.*, w.reason AS withdrawn FROM json_each(:slugs) AS s
JOIN peptides AS o ON o.slug = s.value
JOIN peptides AS p ON p.slug = coalesce(o.redirect_to, o.slug)
JOIN page_versions AS v ON v.slug = p.slug AND v.version = p.current_version
LEFT JOIN withdrawals AS w ON w.slug = v.slug AND w.version = v.version;

-- name: versions_before
-- Versions of a peptide, newest first.
SELECT v.*, w.reason AS withdrawn FROM page_versions AS v LEFT JOIN withdrawals AS w USING (slug, version)
WHERE v.slug = :slug AND v.version < :before ORDER BY v.version DESC LIMIT :count;

-- name: these_versions
-- `versions` is a JSON array.
SELECT v.*, w.reason AS withdrawn FROM page_versions AS v LEFT JOIN withdrawals AS w USING (slug, version)
WHERE v.slug = :slug AND v.version IN (SELECT value FROM json_each(:versions));

-- name: successors
-- What took the place of those that were renamed.
SELECT p.* FROM json_each(:slugs) AS s JOIN peptides AS o ON o.slug = s.value JOIN peptides AS p ON p.slug = o.redirect_to;
