"""Reconciliations as rows: how far each came, and what it repaired."""

import json
from datetime import datetime
from typing import Literal

from queues.messages import ReconcileSubscriptions
from shared.domain.canonical import digest
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.deliveries import work
from shared.platform.ports import Database, Platform, Statement
from shared.platform.sql import Queries
from shared.store.billing.subscriptions import Change

SQL = Queries("shared.store.billing", "reconciliations.sql")

Part = Literal["subscriptions", "missing", "events", "done"]


class Reconciliation(Frozen):
    """One reconciliation. `listed` subscriptions were on Stripe's list, `missing` ours that were not; `doubted` were
    asked about anew, and `changed` of them came to another state. `events` had never arrived."""

    night: str
    started_at: str
    part: Part
    listed: int
    doubted: int
    missing: int
    events: int
    changed: int
    finished_at: str | None


async def begin(platform: Platform, night: str) -> None:
    """Ask for a reconciliation; one that was asked for already goes on as it is."""
    now = platform.clock.now()
    first = ReconcileSubscriptions(night=night, trace_id=digest(night.encode())[:16])
    await platform.db.batch([SQL("begin", night=night, now=stamp(now)), work.enqueue([first], now)])
    await work.send(platform, [("peptalk-stripe-events", first.encode())])


def advance(
    night: str, part: Part, cursor: str | None, now: datetime, *, listed: int, doubted: int, missing: int, events: int
) -> Statement:
    """The statement that counts a page, in the batch of what it asks for."""
    counts = {"listed": listed, "doubted": doubted, "missing": missing, "events": events}
    return SQL("advance", night=night, part=part, cursor=cursor, **counts, now=stamp(now))


async def unseen(db: Database, night: str, after: str, count: int) -> list[str]:
    """Subscriptions of ours behind `after` that this reconciliation has not seen on Stripe's list, in order."""
    return [row["id"] for row in await db.all(SQL("unseen", night=night, after=after, count=count))]


async def newest(db: Database, count: int = 10) -> list[Reconciliation]:
    """The newest first."""
    return [Reconciliation.model_validate(row) for row in await db.all(SQL("newest", count=count))]


async def repairs(db: Database, night: str) -> list[Change]:
    """Every change that a reconciliation, or another cause, brought about."""
    rows = await db.all(SQL("repairs", night=night))
    return [Change.model_validate({**row, "state": json.loads(row["state"])}) for row in rows]
