"""Breakers: a vendor that does not answer is not asked for a while, a function that cannot work is not worked for.

One row each, shared by all processes and isolates. A breaker opens after failures in a row, or for as long as a vendor
says; each opening in a row lasts twice as long. Once that time has passed one delivery at a time tries (the probe): its
success closes the breaker, its failure opens it anew. A vendor's row also paces the requests to it (`turns`).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.canonical import digest
from shared.domain.instants import later, moment, stamp
from shared.platform.outages import alerts
from shared.platform.pace import STEPS
from shared.platform.ports import Database, Platform
from shared.platform.sql import Queries

SQL = Queries("shared.platform.outages", "breakers.sql")

FUNCTION_PREFIX = "function/"
"""How the breakers of functions are named; the others are vendors'."""

FUNCTION_FAILURES = 5
"""Different pieces of work in a row at which a function may crash before it is thought to be broken itself."""

LOOK_AGAIN = 30.0
"""Seconds after which it is worth looking again where somebody else is the probe."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether a function is worked for: `wait` seconds from now where it is not."""

    wait: float = 0.0
    probing: bool = False
    failing: bool = False


async def entry(platform: Platform) -> Entry:
    """The standing of this function's own breaker; a claim to be its probe where that is what is needed."""
    name = _own(platform)
    row = await platform.db.first(SQL("standing", name=name))
    if row is None or row["open_until"] is None:
        return Entry(failing=row is not None and row["failures"] > 0)
    now = platform.clock.now()
    if row["open_until"] <= stamp(now):
        probe = SQL(
            "probe",
            name=name,
            holder=platform.holder,
            now=stamp(now),
            probe_until=later(now, platform.lease_seconds),
        )
        if (await platform.db.run(probe)).rows:
            return Entry(probing=True, failing=True)
    return Entry(wait=wait_of(row, now))


async def pause(platform: Platform, reason: str, seconds: float) -> None:
    """Open this function's breaker: an operator has to act first. Raises an alert."""
    until = later(platform.clock.now(), seconds)
    await fail(platform, _own(platform), reason, limit=1, until=until, probing=False)


async def crashed(platform: Platform, identity: str, reason: str, entered: Entry) -> None:
    """A crash at one piece of work; at several in a row the function itself is thought to be broken."""
    await fail(
        platform,
        _own(platform),
        reason,
        limit=FUNCTION_FAILURES,
        until=None,
        probing=entered.probing,
        # Told from other work by a hash: an identity may name a reader's subscription.
        subject=digest(identity.encode()),
    )


async def worked(platform: Platform, entered: Entry) -> None:
    """The function did its work: what failed before is forgotten, a probe closes the breaker."""
    if entered.failing:
        await succeed(platform, Admitted(_own(platform), 1, entered.probing))


async def told_nothing(platform: Platform, entered: Entry) -> None:
    """The work ended in a way that says nothing about the function: another delivery may be the probe."""
    if entered.probing:
        await platform.db.run(SQL("give_up_probe", name=_own(platform), holder=platform.holder))


async def resume_functions(platform: Platform) -> None:
    """An operator has started us: every function is tried again, and what was said of them is settled."""
    settled = alerts.SQL("settle_functions", now=stamp(platform.clock.now()))
    await platform.db.batch([SQL("resume_functions"), settled])


@dataclass(frozen=True, slots=True)
class Opened:
    """A breaker that is open, or waits for its probe. Instants as `shared.domain.instants` writes them."""

    name: str
    reason: str
    opened_at: str
    open_until: str


async def all_open(db: Database) -> list[Opened]:
    """Every breaker that is open, by name."""
    return [Opened(**row) for row in await db.all(SQL("all_open"))]


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who may try: whether it is the breaker's probe, and what failed in a row before."""

    name: str
    failures: int
    probing: bool


async def succeed(platform: Platform, admitted: Admitted) -> None:
    """What failed before is forgotten, and a probe closes the breaker."""
    if not (admitted.failures or admitted.probing):
        return
    await platform.db.run(SQL("succeeded", name=admitted.name, probing=admitted.probing))
    if admitted.probing:
        platform.log.info("breaker_closed", breaker=admitted.name)
        await alerts.settle(platform, admitted.name)


async def fail(
    platform: Platform,
    name: str,
    reason: str,
    *,
    limit: int,
    until: str | None,
    probing: bool,
    subject: str | None = None,
    steps: tuple[int, ...] = STEPS,
) -> float | None:
    """Count a failure; the seconds that the breaker is open from now on, None where this did not open it."""
    now = platform.clock.now()
    _, opened = await platform.db.batch(
        [
            SQL("count_failure", name=name, subject=subject, reason=reason[:1_000]),
            SQL(
                "open",
                name=name,
                now=stamp(now),
                until=until,
                probing=probing,
                limit=limit,
                steps=json.dumps([later(now, each) for each in steps]),
            ),
        ]
    )
    if not opened.rows:
        return None
    open_until = opened.rows[0]["open_until"]
    platform.log.error("breaker_opened", breaker=name, until=open_until, error=reason)
    if name.startswith("function/"):
        await alerts.alert(platform, name, reason)
    return (moment(open_until) - now).total_seconds()


def wait_of(row: dict[str, Any], now: datetime) -> float:
    """Seconds until it is worth looking again: the opening's end, or a while where somebody else is the probe."""
    left = (moment(row["open_until"]) - now).total_seconds()
    return left if left > 0 else LOOK_AGAIN


def _own(platform: Platform) -> str:
    return f"{FUNCTION_PREFIX}{platform.function}"
