"""What happened to published pages: publications, notices, withdrawals, in order of time."""

import json

from shared.domain.frozen import Frozen
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.words import sentence
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.reading", "news.sql")


class Happening(Frozen):
    """One thing that happened `at` an instant to one version. `what` is `version`, `withdrawn` or a notice's kind;
    `changed` belongs to a version, `pmid` to a notice; `key` tells apart what happened at once."""

    at: str
    key: str
    what: str
    slug: str
    name: str
    sample: bool
    version: int
    changed: Changes | None
    pmid: str | None
    reason: str | None


async def between(db: Database, begins: str, ends: str, after: tuple[str, ...], count: int) -> list[Happening]:
    """At most `count` that happened from `begins` until before `ends`, newest first, behind an instant and key."""
    at, key = after
    rows = await db.all(SQL("between", begins=begins, ends=ends, at=at, key=key, count=count))
    return [
        Happening.model_validate(
            {
                **row,
                "changed": json.loads(row["changed"]) if row["changed"] else None,
                "reason": sentence(row["reason"]) if row["reason"] else None,
            }
        )
        for row in rows
    ]
