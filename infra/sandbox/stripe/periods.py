"""Billing periods: a subscription's periods end on the day of its anchor, or on the month's last."""

import calendar
from datetime import UTC, datetime

from infra.sandbox.stripe.clock import DAY

INTERVALS = {"day": DAY, "week": 7 * DAY, "month": 0, "year": 0}


def end_of(start: int, anchor: int, interval: str, count: int) -> int:
    """When the period that begins at `start` ends; `anchor` is an instant at which a period begins or began."""
    if seconds := INTERVALS[interval]:
        return start + seconds * count
    months = count * (12 if interval == "year" else 1)
    periods = 1
    while (end := _later(anchor, periods * months)) <= start:
        periods += 1
    return end


def _later(instant: int, months: int) -> int:
    at = datetime.fromtimestamp(instant, UTC)
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return int(at.replace(year=year, month=month + 1, day=day).timestamp())
