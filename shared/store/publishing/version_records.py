"""What superseded versions rested on: the records by PMID, each with the flags that the version itself shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Flag
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.publishing", "version_records.sql")

LAST = "~"
"""Behind every slug, which has small letters, digits and hyphens alone."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A superseded version of which it is not known yet what it rested on; `monograph` is a bucket key."""

    slug: str
    version: int
    monograph: str


@dataclass(frozen=True, slots=True)
class Rested:
    """That a superseded version rested on a record of which something is known; `shown` are the flags it shows."""

    slug: str
    version: int
    pmid: str
    shown: frozenset[Flag]


def rested_on(monograph: Monograph) -> dict[str, tuple[Flag, ...]]:
    """By PMID, the records that a version quotes or that decide its grade, with the flags that were known then."""
    records: dict[str, tuple[Flag, ...]] = {}
    for study in monograph.grade.studies:
        flags = (Flag.CONCERN,) if study.concern else ()
        records[study.pmid] = flags
        records |= dict.fromkeys(study.reports, ())
        records |= dict.fromkeys(study.reports_of_concern, (Flag.CONCERN,))
    return records | {each.pmid: each.flags for each in monograph.references}


async def unread(db: Database, after: str, upto: str, size: int, behind: Unread | None = None) -> list[Unread]:
    """At most `size` superseded versions of slugs after `after` up to `upto` that nobody has read yet, in order;
    those `behind` one."""
    slug, version = (behind.slug, behind.version) if behind else ("", 0)
    rows = await db.all(SQL("unread", after=after, upto=upto, slug=slug, version=version, size=size))
    return [Unread(row["slug"], row["version"], row["monograph"]) for row in rows]


def keep(slug: str, version: int, records: Mapping[str, tuple[Flag, ...]]) -> Statement:
    """The statement that notes what a version rested on."""
    return SQL("keep", slug=slug, version=version, records=json.dumps(records, sort_keys=True))


async def flagged(db: Database, after: str, upto: str) -> list[Rested]:
    """Of what superseded versions of slugs after `after` up to `upto` rested on, the records of which anything is
    known, by slug and version."""
    return [
        Rested(row["slug"], row["version"], row["pmid"], frozenset(map(Flag, json.loads(row["shown"]))))
        for row in await db.all(SQL("flagged", after=after, upto=upto))
    ]
