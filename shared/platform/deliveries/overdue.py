"""Work that is past due, for `watch`: found, asked for again, and counted."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.instants import stamp
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.platform.deliveries", "overdue.sql")


@dataclass(frozen=True, slots=True)
class Due:
    """A piece of work past its instant. `resends` is how often it has been asked for again."""

    identity: str
    queue: str
    body: str
    state: Literal["queued", "working", "dead"]
    resends: int
    due_at: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many pieces of a queue's work were asked for again too often, and one of them that is about a peptide. What
    is about a reader is not named: this ends in an alert and in the log, where no erasure comes."""

    queue: str
    count: int
    example: str | None


async def due(db: Database, now: datetime, count: int) -> list[Due]:
    """At most `count` pieces of work that are past due and that nobody holds, the longest due first."""
    return [Due(**row) for row in await db.all(SQL("due", now=stamp(now), count=count))]


async def postpone(db: Database, until: Iterable[tuple[Due, str, bool]]) -> None:
    """Set when each is due next, and whether that counts as asking again; what was touched meanwhile stays."""
    rows = [
        {"identity": each.identity, "was": each.due_at, "due_at": due_at, "counts": int(counts)}
        for each, due_at, counts in until
    ]
    if rows:
        await db.run(SQL("postpone", rows=json.dumps(rows)))


async def overdue(db: Database, times: int) -> list[Overdue]:
    """By queue, the unfinished work that has been asked for again so many times or more."""
    return [Overdue(**row) for row in await db.all(SQL("overdue", times=times))]
