"""Nightly sweeps: each part of a night is one row, worked on by one holder at a time, from where it stopped."""

import json
from datetime import datetime
from typing import Literal, get_args

from shared.domain.frozen import Frozen
from shared.domain.instants import later, stamp
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.evidence", "sweeps.sql")

Part = Literal["pubmed", "crossref", "pages"]
PARTS: tuple[Part, ...] = get_args(Part)
"""In the order in which a tick works: what sources say is known before pages are looked at."""


class Sweep(Frozen):
    """One part of one night. `looked_at` are records or pages, `found` those that something new was found of."""

    night: str
    part: Part
    cursor: str
    requests: int
    looked_at: int
    found: int
    failures: int
    error: str | None
    begun_at: str
    finished_at: str | None


class Unfinished(Frozen):
    """A part that was not finished for so many nights in a row."""

    part: Part
    nights: int
    error: str | None


def begin(night: str, now: datetime) -> Statement:
    """The statement that opens a night; again, it changes nothing."""
    return SQL("begin", night=night, parts=json.dumps(PARTS), now=stamp(now))


async def claim(db: Database, night: str, part: Part, token: str, lease: float, now: datetime) -> str | None:
    """The cursor to go on from, for whoever holds `token`; None where the part is finished or held by another."""
    claimed = await db.run(
        SQL("claim", night=night, part=part, token=token, lease_until=later(now, lease), now=stamp(now))
    )
    return claimed.rows[0]["cursor"] if claimed.rows else None


def advance(
    night: str,
    part: Part,
    token: str,
    *,
    cursor: str,
    requests: int,
    looked_at: int,
    found: int,
    finished: bool,
    lease: float,
    now: datetime,
) -> Statement:
    """The statement that moves the cursor, for one batch with what was found.

    The batch is aborted (`ConstraintViolated`) where the lease was lost.
    """
    return SQL(
        "advance",
        night=night,
        part=part,
        token=token,
        cursor=cursor,
        requests=requests,
        looked_at=looked_at,
        found=found,
        finished=finished,
        lease_until=later(now, lease),
        now=stamp(now),
    )


def again(night: str, part: Part) -> Statement:
    """The statement that has a part of the night done from its beginning."""
    return SQL("again", night=night, part=part)


def failed(night: str, part: Part, token: str, error: str) -> Statement:
    """The statement that says why the part stopped where it stands, and lets anyone go on."""
    return SQL("failed", night=night, part=part, token=token, error=error[:1_000])


def release(night: str, part: Part, token: str) -> Statement:
    """The statement that lets anyone go on from where the part stands."""
    return SQL("release", night=night, part=part, token=token)


async def latest(db: Database, nights: int) -> list[Sweep]:
    """The newest nights, newest first, every part of each."""
    return [Sweep.model_validate(row) for row in await db.all(SQL("latest", count=nights * len(PARTS)))]


async def unfinished(db: Database, night: str) -> list[Unfinished]:
    """The parts that the nights before this one left unfinished."""
    return [Unfinished.model_validate(row) for row in await db.all(SQL("unfinished", night=night))]
