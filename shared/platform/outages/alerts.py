"""Alerts: what an operator should know, as a log line and a row.

A subject (`function/fetch`, `vendor/openai`, `queue/peptalk-render`) has at most one open alert; raised again, it
counts up and writes no second line. It is settled by what raised it, when the cause is gone.
"""

from dataclasses import dataclass

from shared.domain.instants import stamp
from shared.platform.ports import Database, Platform
from shared.platform.sql import Queries

SQL = Queries("shared.platform.outages", "alerts.sql")


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; `count` is how often it was raised, `settled_at` None while it is open."""

    subject: str
    message: str
    count: int
    raised_at: str
    last_at: str
    settled_at: str | None


async def alert(platform: Platform, subject: str, message: str) -> None:
    """Raise an alert, or count the open one of this subject up."""
    now = stamp(platform.clock.now())
    raised = await platform.db.run(SQL("alert", subject=subject, message=message[:1_000], now=now))
    if raised.rows[0]["count"] == 1:
        platform.log.error("alert_raised", subject=subject, error=message)


async def settle(platform: Platform, subject: str) -> None:
    """The cause is gone: end the subject's open alert, where there is one."""
    settled = await platform.db.run(SQL("settle", subject=subject, now=stamp(platform.clock.now())))
    if settled.rows:
        platform.log.info("alert_settled", subject=subject)


async def listed(db: Database, *, all: bool = False) -> list[Alert]:
    """Open alerts, newest first, at most 200; with `all` settled ones after them."""
    return [Alert(**row) for row in await db.all(SQL("listed", all=all))]
