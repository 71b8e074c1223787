"""The stand-in's clock and what is to happen by it."""

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field

HOUR, DAY = 3_600, 86_400


@dataclass
class Clock:
    """The machine's clock, and how many seconds this one is ahead of it. It never goes back."""

    machine: Callable[[], float] = time.time
    ahead: float = 0.0

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self.machine() + self.ahead)

    def move_to(self, instant: float) -> None:
        """Go on to an instant; one that has passed changes nothing."""
        self.ahead += max(0.0, instant - (self.machine() + self.ahead))


@dataclass(order=True, slots=True)
class Entry:
    """That something is to be looked at: `what` says by whom, `id` which object. Doing it finds out if it is due."""

    at: int
    number: int
    what: str = field(compare=False)
    id: str = field(compare=False)


@dataclass
class Agenda:
    """What is to happen, by time, and for one instant in the order in which it was entered."""

    entries: list[Entry] = field(default_factory=list[Entry])
    number: int = 0

    def enter(self, at: int, what: str, id: str) -> None:
        self.number += 1
        heapq.heappush(self.entries, Entry(at, self.number, what, id))

    def next_at(self) -> int | None:
        return self.entries[0].at if self.entries else None

    def due(self, instant: int, what: str | None = None) -> Entry | None:
        """Take the first entry out if its time has come, and if it is `what` is asked for."""
        if not self.entries or self.entries[0].at > instant or what not in (None, self.entries[0].what):
            return None
        return heapq.heappop(self.entries)
