"""What readers of the API are given: peptides and versions that were published, each question one query."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from shared.domain.catalog.peptide import folded
from shared.domain.frozen import Frozen
from shared.domain.publishing.monograph import Counts
from shared.domain.vocabulary import Level
from shared.platform.ports import Database, Result, Row
from shared.platform.remembered import Remembered
from shared.platform.sql import Queries
from shared.store.evidence import newer_studies, peptides
from shared.store.evidence.newer_studies import Newer
from shared.store.evidence.peptides import Origin, StoredPeptide
from shared.store.publishing import notices, versions
from shared.store.publishing.notices import Shown
from shared.store.publishing.versions import PageVersion

SQL = Queries("shared.store.reading", "readable.sql")

Sort = Literal["name", "newest", "grade"]
Human = Literal["any", "rct", "none"]
Place = tuple[str, str]
"""Where a list goes on: behind this place and slug."""

LOOKED_FOR_AT_MOST = 120
"""Characters of what is looked for in names and conditions: what is longer is none."""

BEYOND = 1_000_000_000
"""Above every version's number."""


class Found(Frozen):
    """A published peptide of a list; `place` is what it is sorted by. Counts are of studies found."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    category: str
    conditions: tuple[str, ...]
    origin: Origin
    counts: Counts
    version: int
    evidence_grade: Level
    published_at: str
    place: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to. `q` is looked for in names, aliases and conditions, `condition` in these alone."""

    q: str | None = None
    condition: str | None = None
    grade: Level | None = None
    human: Human | None = None
    category: str | None = None
    sort: Sort = "name"


@dataclass(frozen=True, slots=True)
class Page:
    """A peptide with one of its versions: the one asked for, or the present one. `version` is None where it was never
    published; `earlier` are notices about versions before it, `newer` tells of studies that it does not take in: both
    of the present version alone."""

    known: StoredPeptide
    version: PageVersion | None
    notices: tuple[Shown, ...] = ()
    newer: Newer | None = None
    earlier: tuple[Shown, ...] = ()

    @property
    def current(self) -> bool:
        """Whether it is the present version."""
        return self.version is not None and self.version.version == self.known.current_version


def looked_for(typed: str) -> str:
    """What a reader typed as `Wanted.q` takes it: single spaces, and no more of it than is looked for."""
    return " ".join(typed.split())[:LOOKED_FOR_AT_MOST]


async def listed(
    db: Database, wanted: Wanted, after: Place, count: int, memory: Remembered | None = None
) -> tuple[Found, ...]:
    """At most `count` published peptides behind a place. As long as the database says the same, it is the same tuple
    that `memory` gives."""
    plain = wanted.q.strip().lower() if wanted.q else ""
    rows = await db.all(
        SQL(
            "listed",
            sort=wanted.sort,
            grade=wanted.grade.value if wanted.grade else None,
            category=wanted.category.lower() if wanted.category else None,
            human=wanted.human,
            condition=wanted.condition.strip().lower() if wanted.condition else None,
            word=folded(wanted.q) if wanted.q else None,
            # Nothing but spaces is looked for in no condition.
            plain=plain or "\x01",
            place=after[0],
            slug=after[1],
            count=count,
        )
    )
    asked = ("listed", wanted, after, count)
    if memory is not None and (known := memory.recall(asked, rows)) is not None:
        return known
    found = tuple(
        Found.model_validate(
            {
                **row,
                "aliases": json.loads(row["aliases"]),
                "conditions": json.loads(row["conditions"] or "[]"),
                "counts": {name.removesuffix("_count"): row[name] for name in _COUNTS},
            }
        )
        for row in rows
    )
    if memory is not None:
        memory.remember(asked, rows, found, _size(rows))
    return found


async def page(
    db: Database,
    slug: str,
    version: int | None = None,
    earlier_at_most: int = 0,
    memory: Remembered | None = None,
) -> Page | None:
    """The peptide with this version, or with its present one; None where nobody knows the slug.

    Of the notices about earlier versions so many at most are told, the newest first, each study and kind once. As long
    as the database says the same, it is the same page that `memory` gives.
    """
    results = await db.batch(
        [
            peptides.SQL("by_slug", slug=slug),
            SQL("version", slug=slug, version=version, earlier=earlier_at_most),
            newer_studies.SQL("of", slugs=json.dumps([slug])),
        ]
    )
    if not results[0].rows:
        return None
    rows, asked = [each.rows for each in results], ("page", slug, version, earlier_at_most)
    if memory is not None and (known := memory.recall(asked, rows)) is not None:
        return known
    made = _page(results)
    if memory is not None:
        memory.remember(asked, rows, made, sum(map(_size, rows)))
    return made


def _page(results: Sequence[Result]) -> Page:
    of_peptide, of_version, newer = (each.rows for each in results)
    known = peptides.of_row(of_peptide[0])
    if not of_version:
        return Page(known, None)
    row = of_version[0]
    page = Page(known, versions.of_row(row), notices.told(row["told"]))
    if not page.current:
        return page
    lacking = Newer(newer[0]["count"], newer[0]["summarised_at"]) if newer else None
    return replace(page, newer=lacking, earlier=notices.told(row["before"]))


async def present(db: Database, slugs: Sequence[str]) -> dict[str, Page]:
    """These peptides by slug with their present versions, without notices; an old slug finds what took its place."""
    wanted = json.dumps(list(dict.fromkeys(slugs)))
    rows, moved, pages = await db.batch(
        [
            peptides.SQL("by_slugs", slugs=wanted),
            SQL("successors", slugs=wanted),
            SQL("present", slugs=wanted),
        ]
    )
    known = {each["slug"]: peptides.of_row(each) for each in (*rows.rows, *moved.rows)}
    published = {each["slug"]: versions.of_row(each) for each in pages.rows}
    return {slug: Page(each, published.get(slug)) for slug, each in known.items()}


async def history(db: Database, slug: str, before: int, count: int) -> tuple[StoredPeptide | None, list[PageVersion]]:
    """The peptide, and at most `count` of its versions before one (`BEYOND`: of all), newest first."""
    of_peptide, found = await db.batch(
        [
            peptides.SQL("by_slug", slug=slug),
            SQL("versions_before", slug=slug, before=before, count=count),
        ]
    )
    known = peptides.of_row(of_peptide.rows[0]) if of_peptide.rows else None
    return known, [versions.of_row(each) for each in found.rows]


async def these(
    db: Database, slug: str, numbers: Sequence[int]
) -> tuple[StoredPeptide | None, Mapping[int, PageVersion]]:
    """The peptide, and those of its versions that have these numbers."""
    of_peptide, found = await db.batch(
        [
            peptides.SQL("by_slug", slug=slug),
            SQL("these_versions", slug=slug, versions=json.dumps(list(numbers))),
        ]
    )
    known = peptides.of_row(of_peptide.rows[0]) if of_peptide.rows else None
    return known, {each["version"]: versions.of_row(each) for each in found.rows}


_COUNTS = ("human_rct_count", "human_other_count", "animal_count", "in_vitro_count")


def _size(rows: Sequence[Row]) -> int:
    """About how many bytes rows take, and what is made of them."""
    return sum(3 * len(value) if isinstance(value, str) else 50 for row in rows for value in row.values())
