"""What of a window is used up, for all processes together; forgotten within the hour."""

from datetime import datetime

from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.accounts", "rate_counts.sql")

KEPT_SECONDS = 600
"""How long a window's counts stay after it began. `watch` looks every five minutes."""


async def take(db: Database, subject: str, window: int, count: int) -> int:
    """Count so many more requests of a subject in a window; returns how many there are with them."""
    rows = (await db.run(SQL("take", subject=subject, window=window, count=count))).rows
    return int(rows[0]["count"])


async def forget(db: Database, now: datetime) -> None:
    """Delete the counts of windows that are over."""
    await db.run(SQL("forget", before=int(now.timestamp()) - KEPT_SECONDS))
