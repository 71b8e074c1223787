"""Time that leaps: hours of back-off pass in moments, while everything else runs as it is."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from infra.local.platform.embedded import Embedded
from shared.platform.ports import Statement

LOOK_EVERY = 0.02

_NEXT = """
SELECT (SELECT count(*) FROM leases) AS held,
       (SELECT min(ready_at) FROM messages WHERE lease IS NULL) AS next_ready
"""


@dataclass
class LeapingClock:
    """The Clock port: real time plus all leaps so far. Who sleeps wakes when a leap has passed the hour."""

    offset: timedelta = timedelta()
    sleepers: list[datetime] = field(default_factory=list[datetime])
    _leapt: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    async def sleep(self, seconds: float) -> None:
        wake = self.now() + timedelta(seconds=seconds)
        self.sleepers.append(wake)
        try:
            while (left := (wake - self.now()).total_seconds()) > 0:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._leapt.wait(), left)
        finally:
            self.sleepers.remove(wake)

    def leap(self, moment: datetime) -> None:
        """Go on to that moment, never back."""
        self.offset += max(timedelta(), moment - self.now())
        self._leapt.set()
        self._leapt = asyncio.Event()


@dataclass(frozen=True)
class Every:
    """Something that happens at an interval, such as a cron."""

    seconds: float
    do: Callable[[datetime], Awaitable[object]]


@contextlib.asynccontextmanager
async def leaping(embedded: Embedded, clock: LeapingClock, *crons: Every) -> AsyncGenerator[None]:
    """While the context is open, time leaps to the next message that is due, the next sleeper or the next cron,
    whenever nothing is at work: each batch that is held is asleep, and that has been so for two looks.

    `embedded` must run on `clock`. An error of a cron ends the leaping, and is raised when the context ends.
    """
    task = asyncio.create_task(_leap(embedded, clock, crons))
    try:
        yield
    finally:
        if not task.done():
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _leap(embedded: Embedded, clock: LeapingClock, crons: tuple[Every, ...]) -> None:
    begun = clock.now()
    at = {each: begun + timedelta(seconds=each.seconds) for each in crons}
    seen: tuple[object, ...] = ()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        for each, moment in at.items():
            if clock.now() >= moment:
                at[each] = moment + timedelta(seconds=each.seconds)
                await each.do(moment)
        held, ready = (await embedded.broker.call(embedded.broker.file.execute, Statement(_NEXT)))[0]
        now_seen = (held, ready, tuple(clock.sleepers))
        if held > len(clock.sleepers) or now_seen != seen:
            seen = now_seen
            continue
        nexts = [*clock.sleepers, *at.values()]
        if ready is not None:
            nexts.append(datetime.fromtimestamp(ready / 1000, UTC) + _GATHERING)
        if nexts:
            clock.leap(min(nexts))
        seen = ()


_GATHERING = timedelta(seconds=1)
"""Every queue of the topology hands out a batch when its oldest message has waited a second."""
