"""Instants as text: fixed width, UTC, milliseconds, so that text order is time order."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache


@lru_cache(maxsize=64)  # one instant is written several times, in the rows of one batch
def stamp(moment: datetime) -> str:
    """`2026-11-23T02:00:00.000Z`. The moment must be aware."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def moment(text: str) -> datetime:
    """The aware instant that `stamp` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def later(base: datetime, seconds: float) -> str:
    """The stamp `seconds` after `base`."""
    return stamp(base + timedelta(seconds=seconds))
