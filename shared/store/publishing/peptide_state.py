"""What stands of a peptide now, for an operator who looks at it."""

import json
from collections import Counter
from typing import Any

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.override import Override, judged, standing
from shared.domain.frozen import Frozen
from shared.domain.publishing.monograph import Finding
from shared.platform.ports import Database
from shared.platform.sql import Queries
from shared.store.evidence import newer_studies, overrides
from shared.store.evidence.peptides import Origin, StoredPeptide
from shared.store.publishing import holds, quoted

SQL = Queries("shared.store.publishing", "peptide_state.sql")


class Line(Frozen):
    """One peptide of a list. `evidence_grade` and `last_reviewed_at` are None before the first version; `newer_studies`
    are known and not yet in the page that stands."""

    slug: str
    name: str
    origin: Origin
    state: str
    evidence_grade: str | None
    current_version: int
    last_reviewed_at: str | None
    newer_studies: int = 0


class LastSearch(Frozen):
    """The newest search of one source: `total` is its own count, `named` the records it named, `missing` those of them
    that did not come. With `since`, an instant, it was asked to name only what was new or changed since then."""

    source: str
    query: str
    translation: str
    warnings: tuple[str, ...]
    total: int
    named: int
    missing: int
    run_id: str
    searched_at: str
    since: str = ""


class OpenHold(Frozen):
    """A draft that waits for a person, and why."""

    draft: str
    run_id: str
    reasons: tuple[Finding, ...]
    created_at: str


class State(Frozen):
    """All of it. `entry` has the catalog entry's fields; `counts` are those of the page that stands; `classes` are the
    studies of the present query by class, as persons have those they decided on. `newer_studies` are known and not
    yet in the page that stands, whose evidence was first published at `summarised_at`; None where there are none.
    `quoted_because` says why what was decided on last quotes in a model's place ("" where that was not kept); None
    where it does not."""

    slug: str
    name: str
    origin: Origin
    state: str
    redirect_to: str | None
    entry: dict[str, Any]
    evidence_grade: str | None
    counts: dict[str, int]
    version: int
    published_at: str | None
    approved_by: str | None
    decided_at: str | None
    last_reviewed_at: str | None
    searches: tuple[LastSearch, ...]
    classes: dict[str, int]
    holds: tuple[OpenHold, ...]
    overrides: tuple[Override, ...]
    newer_studies: int = 0
    summarised_at: str | None = None
    quoted_because: str | None = None


async def listed(db: Database, *, all: bool) -> list[Line]:
    """Active peptides, with `all` retired ones too, by name."""
    rows = await db.all(SQL("listed", all=int(all)))
    newer = await newer_studies.of(db, [row["slug"] for row in rows if row["current_version"]])
    counts = {slug: found.count for slug, found in newer.items()}
    return [Line.model_validate({**row, "newer_studies": counts.get(row["slug"], 0)}) for row in rows]


async def of(db: Database, stored: StoredPeptide) -> State:
    """What stands of this peptide."""
    slug = stored.slug
    row = await db.first(SQL("row", slug=slug)) or {}
    version = await db.first(SQL("version", slug=slug, version=stored.current_version)) or {}
    searches = await db.all(SQL("searches", slug=slug))
    query = next((each["query_hash"] for each in searches if each["source"] == "pubmed"), None)
    decided = await overrides.of_peptide(db, slug)
    newer = (await newer_studies.of(db, [slug])).get(slug)
    waiting = [each for each in await holds.of(db, slug) if each.state == "open"]
    return State(
        slug=slug,
        name=stored.peptide.name,
        origin=stored.origin,
        state=stored.state,
        redirect_to=stored.redirect_to,
        entry=stored.peptide.entry,
        evidence_grade=stored.evidence_grade,
        counts={name: row[f"{name}_count"] for name in ("human_rct", "human_other", "animal", "in_vitro")},
        version=stored.current_version,
        published_at=version.get("published_at"),
        approved_by=version.get("approved_by"),
        decided_at=row["decided_at"],
        last_reviewed_at=row["last_reviewed_at"],
        searches=tuple(
            LastSearch.model_validate({**each, "warnings": json.loads(each["warnings"])}) for each in searches
        ),
        classes=await _classes(db, slug, query, decided) if query else {},
        holds=tuple(
            OpenHold(draft=each.draft, run_id=each.run_id, reasons=each.reasons, created_at=each.created_at)
            for each in waiting
        ),
        overrides=tuple(decided),
        newer_studies=newer.count if newer else 0,
        summarised_at=newer.summarised_at if newer else None,
        quoted_because=(await quoted.why(db, [slug])).get(slug),
    )


async def _classes(db: Database, slug: str, query: str, decided: list[Override]) -> dict[str, int]:
    rows = await db.all(SQL("classes", slug=slug, query_hash=query))
    counts = Counter({row["study_type"]: row["count"] for row in rows})
    by_id = {f"PMID:{pmid}": each for pmid, each in standing(decided, slug).items()}
    if by_id:
        ids = json.dumps(sorted(by_id))
        for row in await db.all(SQL("decided_on", slug=slug, query_hash=query, ids=ids)):
            made = judged(Appraisal.model_validate_json(row["appraisal"]), by_id[row["id"]])
            counts[row["study_type"]] -= 1
            counts[made.study_type] += 1
    return {name: count for name, count in sorted(counts.items()) if count}
