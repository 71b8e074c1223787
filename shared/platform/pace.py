"""How fast a vendor may be asked, and the stretch of time within which one holder alone may start requests to it."""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

STEPS = (15, 30, 60, 120, 240, 480, 900)
"""Seconds that a breaker stays open, by openings in a row."""

LATE_AT_MOST = 0.1
"""Seconds that a start may come late, or a quarter of the gap where that is less."""

BLOCK_SECONDS = 5.0
"""Seconds that one block may cover: four fit into the time for which a delivery waits for its turn."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a vendor may be asked: seconds between two starts, seconds that an answer may take, and seconds that it is
    left alone once it asks us to slow down without saying for how long, by openings in a row."""

    gap: float = 0.0
    timeout: float = 300.0
    throttled: tuple[int, ...] = STEPS

    def block(self, expected: int) -> int:
        """Starts that are reserved at once for so many expected requests: at least one."""
        held = int(BLOCK_SECONDS / self.gap) if self.gap else 1
        return max(1, min(expected, held))

    @property
    def late(self) -> float:
        """Seconds that a start may come late."""
        return min(self.gap / 4, LATE_AT_MOST)

    def span(self, starts: int) -> float:
        """Seconds, in whole milliseconds, from the begin of a block of so many starts to the next holder's.

        The last start may be late, and the next holder's is a gap behind it.
        """
        return math.ceil(round((starts * self.gap + self.late) * 1_000, 3)) / 1_000


UNPACED = Pace()


@dataclass(slots=True)
class Stretch:
    """A block that is held: its starts lie between `begin` and its end, a gap apart at least, wherever in it.

    Two stretches of a vendor never come closer than a gap, so neither do the starts of two holders: a start that comes
    late within its stretch costs its holder one of the later ones, and one beyond its end is not made.
    """

    pace: Pace
    begin: datetime
    starts: int
    used: int = field(default=0, init=False)
    _earliest: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._earliest = self.begin

    @property
    def end(self) -> datetime:
        """The last moment at which a request may start; where there is no gap, none is too late."""
        if not self.pace.gap:
            return datetime.max.replace(tzinfo=UTC)
        return self.begin + timedelta(seconds=self.pace.gap * (self.starts - 1) + self.pace.late)

    def wait(self, now: datetime) -> float | None:
        """Seconds until the next start; None where this stretch has no more."""
        if self.used == self.starts or max(self._earliest, now) > self.end:
            return None
        return max(0.0, (self._earliest - now).total_seconds())

    def start(self, now: datetime) -> bool:
        """Whether a request may start now, which uses a start."""
        if self.used == self.starts or not self._earliest <= now <= self.end:
            return False
        self._earliest = now + timedelta(seconds=self.pace.gap)
        self.used += 1
        return True
