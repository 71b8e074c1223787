"""Studies as readers of the API are given them: those of one version's evidence, and all for export."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import PackStudy
from shared.domain.frozen import Frozen
from shared.domain.vocabulary import Flag
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.reading", "readable_studies.sql")

DOUBTED = frozenset({Flag.RETRACTED, Flag.RETRACTION_SUSPECTED})


@dataclass(frozen=True, slots=True)
class Named:
    """What the database has of a study that a pack names: title and year as its record has them today (empty and None
    where there is none), and what was told of it by other sources."""

    pmid: str
    title: str
    year: int | None
    told: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A record for export, as it is held now; `slugs` are published peptides that have it."""

    id: str
    title: str
    year: int | None
    appraisal: Appraisal
    flags: tuple[Flag, ...]
    slugs: tuple[str, ...]
    sample: bool
    link: str
    updated_at: str


class ExportedVersion(Frozen):
    """A present version whose claims are exported; `monograph` is a bucket key."""

    slug: str
    version: int
    monograph: str
    content_hash: str
    published_at: str
    name: str
    sample: bool


async def rows(
    db: Database,
    studies: Iterable[PackStudy],
    *,
    years: tuple[int | None, int | None],
    retracted: bool | None,
    after: int,
    count: int,
) -> list[Named]:
    """At most `count` of these studies behind a PMID, of years `from` to `to`, retracted or not."""
    named = [[each.pmid, bool(DOUBTED & set(each.appraisal.flags))] for each in studies]
    found = await db.all(
        SQL(
            "rows",
            named=json.dumps(named),
            after=after,
            **{"from": years[0], "to": years[1]},
            retracted=retracted,
            count=count,
        )
    )
    return [
        Named(row["pmid"], row["title"] or "", row["year"], tuple(map(Flag, sorted(json.loads(row["told"])))))
        for row in found
    ]


async def exported(db: Database, at: str, after: str, count: int) -> list[Exported]:
    """At most `count` records of published peptides that changed after an instant, or at it behind an id."""
    found: list[Exported] = []
    for row in await db.all(SQL("exported", at=at, after=after, count=count)):
        appraisal = Appraisal.model_validate_json(row["appraisal"])
        told = map(Flag, sorted(json.loads(row["told"])))
        found.append(
            Exported(
                id=row["id"],
                title=row["title"],
                year=row["year"],
                appraisal=appraisal,
                flags=tuple(dict.fromkeys([*appraisal.flags, *told])),
                slugs=tuple(sorted(json.loads(row["slugs"]))),
                sample=bool(row["sample"]),
                link=row["link"],
                updated_at=row["updated_at"],
            )
        )
    return found


async def versions(db: Database, at: str, after: str, count: int) -> list[ExportedVersion]:
    """At most `count` present versions published after an instant, or at it behind a slug."""
    return [
        ExportedVersion.model_validate(row) for row in await db.all(SQL("versions", at=at, after=after, count=count))
    ]
