"""Breakers: a vendor that does not answer is not asked for a while, a function that cannot work is not worked for.

One row each, shared by all processes and isolates. A breaker opens after failures in a row, or for as long as a vendor
says; each opening in a row lasts twice as long. Once that time has passed one delivery at a time tries (the probe): its
success closes the breaker, its failure opens it anew. A vendor's row also paces the starts of requests to it.
"""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.instants import later, moment, stamp
from shared.platform import alerts
from shared.platform.errors import (
    Closed,
    PermanentError,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.ports import Database, Platform
from shared.platform.sql import Queries

SQL = Queries("shared.platform", "breakers.sql")

VENDOR_FAILURES = 3
"""Requests in a row that a vendor may leave unanswered before it is left alone."""

FUNCTION_PREFIX = "function/"
"""How the breakers of functions are named; the others are vendors'."""

FUNCTION_FAILURES = 5
"""Different pieces of work in a row at which a function may crash before it is thought to be broken itself."""

STEPS = (15, 30, 60, 120, 240, 480, 900)
"""Seconds that a breaker stays open, by openings in a row."""

PATIENCE = 20.0
"""Seconds that a delivery waits for its turn with a vendor before its work goes back to the queue."""

_LOOK_AGAIN = 30.0
_MARGIN = 30.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How a vendor may be asked: seconds between two starts, and seconds that an answer may take."""

    gap: float = 0.0
    timeout: float = 300.0


UNPACED = Pace()


@asynccontextmanager
async def asking(platform: Platform, vendor: str, pace: Pace) -> AsyncGenerator[bool]:
    """The block makes one request to the vendor; it starts when it is this request's turn.

    It is told whether its request is the probe of a vendor that was left alone.

    An `UpstreamUnavailable` or `UpstreamThrottled` that leaves the block counts against the vendor. A
    `PermanentError` is an answer. Whatever else leaves it tells nothing about the vendor.

    Raises:
        Closed: the vendor is not asked at present, or its turn is too far away; the block did not run.
    """
    name = f"vendor/{vendor}"
    admitted = await _admit(platform, name, pace)
    try:
        if admitted.wait > 0:
            await platform.clock.sleep(admitted.wait)
        yield admitted.probing
    except (UpstreamThrottled, UpstreamUnavailable) as exc:
        limit = 1 if isinstance(exc, UpstreamThrottled) else VENDOR_FAILURES
        until = None if exc.retry_in is None else later(platform.clock.now(), exc.retry_in)
        left_alone = await _fail(platform, name, str(exc), limit=limit, until=until, probing=admitted.probing)
        if exc.retry_in is None and left_alone is not None:
            # The work comes back when the vendor may be asked again, however often it has failed.
            exc.retry_in = left_alone
        raise
    except PermanentError:
        await _succeed(platform, admitted)
        raise
    except BaseException:
        if admitted.probing:
            await platform.db.run(SQL("give_up_probe", name=name, holder=platform.holder))
        raise
    else:
        await _succeed(platform, admitted)


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
    return Entry(wait=_wait(row, now))


async def pause(platform: Platform, reason: str, seconds: float) -> None:
    """Open this function's breaker: an operator has to act first. Raises an alert."""
    until = later(platform.clock.now(), seconds)
    await _fail(platform, _own(platform), reason, limit=1, until=until, probing=False)


async def crashed(platform: Platform, identity: str, reason: str, entered: Entry) -> None:
    """A crash at one piece of work; at several in a row the function itself is thought to be broken."""
    await _fail(
        platform,
        _own(platform),
        reason,
        limit=FUNCTION_FAILURES,
        until=None,
        probing=entered.probing,
        subject=identity,
    )


async def worked(platform: Platform, entered: Entry) -> None:
    """The function did its work: what failed before is forgotten, a probe closes the breaker."""
    if entered.failing:
        await _succeed(platform, _Admitted(_own(platform), 1, entered.probing, 0.0))


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
class _Admitted:
    name: str
    failures: int
    probing: bool
    wait: float


async def _admit(platform: Platform, name: str, pace: Pace) -> _Admitted:
    now = platform.clock.now()
    admitted = await platform.db.run(
        SQL(
            "admit",
            name=name,
            holder=platform.holder,
            now=stamp(now),
            latest=later(now, PATIENCE),
            gap=f"{pace.gap:+.3f} seconds",
            back=f"{-pace.gap:+.3f} seconds",
            probe_until=later(now, pace.timeout + PATIENCE + _MARGIN),
        )
    )
    if admitted.rows:
        row = admitted.rows[0]
        wait = (moment(row["start"]) - now).total_seconds()
        return _Admitted(name, row["failures"], bool(row["probing"]), wait)
    row = await platform.db.first(SQL("standing", name=name))
    vendor = name.partition("/")[2]
    if row is None or row["open_until"] is None:
        wait = (moment(row["next_start"]) - now).total_seconds() if row else _LOOK_AGAIN
        raise Closed(f"{vendor} is asked as fast as it allows", retry_in=max(1.0, wait - PATIENCE / 2), vendor=vendor)
    raise Closed(f"{vendor} is left alone: {row['reason']}", retry_in=_wait(row, now), vendor=vendor)


async def _succeed(platform: Platform, admitted: _Admitted) -> None:
    if not (admitted.failures or admitted.probing):
        return
    await platform.db.run(SQL("succeeded", name=admitted.name, probing=admitted.probing))
    if admitted.probing:
        platform.log.info("breaker_closed", breaker=admitted.name)
        await alerts.settle(platform, admitted.name)


async def _fail(
    platform: Platform,
    name: str,
    reason: str,
    *,
    limit: int,
    until: str | None,
    probing: bool,
    subject: str | None = None,
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
                steps=json.dumps([later(now, each) for each in STEPS]),
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


def _wait(row: dict[str, Any], now: datetime) -> float:
    """Seconds until it is worth looking again: the opening's end, or a while where somebody else is the probe."""
    left = (moment(row["open_until"]) - now).total_seconds()
    return left if left > 0 else _LOOK_AGAIN


def _own(platform: Platform) -> str:
    return f"{FUNCTION_PREFIX}{platform.function}"
