"""Turns with a vendor: when a request to it may start, and what its answer tells everyone.

All processes and isolates share the vendor's row of the breakers. Whoever makes several requests reserves a block of
starts in one write, and reads the row before each. Two starts of a vendor are never closer than its gap, as far as the
clocks of two holders agree (`shared.platform.pace.Stretch`).
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime

from shared.domain.instants import later, moment, stamp
from shared.platform.errors import Closed, PermanentError, UpstreamThrottled, UpstreamUnavailable
from shared.platform.outages.breakers import LOOK_AGAIN, SQL, Admitted, fail, succeed, wait_of
from shared.platform.pace import STEPS, Pace, Stretch
from shared.platform.ports import Platform

VENDOR_FAILURES = 3
"""Requests in a row that a vendor may leave unanswered before it is left alone."""

PATIENCE = 20.0
"""Seconds that a delivery waits for its turn with a vendor before its work goes back to the queue."""
_NOBODY_RESERVES = 900.0
"""Seconds ahead for which no start is ever reserved: nobody waits for longer than PATIENCE, no block lasts as long."""

_LOOK = 0.2
"""Seconds before a start at which it is looked whether the vendor may still be asked."""

_MARGIN = 30.0


@asynccontextmanager
async def asking(platform: Platform, vendor: str, pace: Pace) -> AsyncGenerator[bool]:
    """The block makes one request to the vendor, as `Turns` says of each."""
    async with Turns(platform, vendor, pace)() as probing:
        yield probing


class Turns:
    """One invocation's turns with a vendor, one request after the other. Reserved starts that are not used lapse."""

    def __init__(self, platform: Platform, vendor: str, pace: Pace) -> None:
        self._platform, self._name, self._pace = platform, f"vendor/{vendor}", pace
        self._expected = 1
        self._stretch: Stretch | None = None
        # What the last block held when its holder was too slow for the rest: more would only lapse again.
        self._fitting: int | None = None
        self._ahead = 0.0

    def expect(self, requests: int) -> None:
        """So many requests follow: their starts are reserved together, as far as a block holds them."""
        self._expected = max(1, requests)

    @asynccontextmanager
    async def __call__(self) -> AsyncGenerator[bool]:
        """The block makes one request to the vendor; it starts when it is this request's turn.

        It is told whether its request is the probe of a vendor that was left alone.

        An `UpstreamUnavailable` or `UpstreamThrottled` that leaves the block counts against the vendor. A
        `PermanentError` is an answer. Whatever else leaves it tells nothing about the vendor.

        Raises:
            Closed: the vendor is not asked at present, or its turn is too far away; the block did not run.
        """
        admitted = await self._turn()
        try:
            yield admitted.probing
        except (UpstreamThrottled, UpstreamUnavailable) as exc:
            await self._failed(exc, admitted)
            raise
        except PermanentError:
            await succeed(self._platform, admitted)
            raise
        except BaseException:
            await self._give_up(admitted)
            raise
        else:
            await succeed(self._platform, admitted)

    async def _failed(self, error: UpstreamThrottled | UpstreamUnavailable, admitted: Admitted) -> None:
        throttled = isinstance(error, UpstreamThrottled)
        left_alone = await fail(
            self._platform,
            self._name,
            str(error),
            limit=1 if throttled else VENDOR_FAILURES,
            until=None if error.retry_in is None else later(self._platform.clock.now(), error.retry_in),
            probing=admitted.probing,
            steps=self._pace.throttled if throttled else STEPS,
        )
        if error.retry_in is None and left_alone is not None:
            # The work comes back when the vendor may be asked again, however often it has failed.
            error.retry_in = left_alone

    async def _turn(self) -> Admitted:
        """Wait for a start of the stretch that we hold; where we hold none, or wake too late for it, reserve one."""
        while True:
            stretch, reserved = self._held(), None
            if stretch is None:
                reserved, stretch = await self._reserve()
                self._stretch = stretch
            try:
                started = await self._wait(stretch, reserved)
            except BaseException:
                await self._give_up(reserved)
                raise
            if started is not None:
                self._expected = max(1, self._expected - 1)
                return started
            await self._give_up(reserved)

    def _held(self) -> Stretch | None:
        stretch = self._stretch
        if stretch is not None and stretch.wait(self._platform.clock.now()) is None:
            if 0 < stretch.used < stretch.starts:
                self._fitting = stretch.used
            return None
        return stretch

    async def _wait(self, stretch: Stretch, reserved: Admitted | None) -> Admitted | None:
        """Sleep until the start and take it; None where it was missed, or the vendor is left alone meanwhile.

        `reserved` is what was learned with the stretch, where this is the first start of it.
        """
        clock = self._platform.clock
        wait = stretch.wait(clock.now()) or 0.0
        if wait > _LOOK:
            await clock.sleep(wait - _LOOK)
        if reserved is None or (wait > _LOOK and not reserved.probing):
            reserved = await self._look()
            if reserved is None:
                return None
        while wait := stretch.wait(clock.now()):
            await clock.sleep(wait)
        now = clock.now()
        if stretch.start(now):
            self._ahead /= 2
            return reserved
        # Heard of, or woken, too late: the next is reserved as far ahead as that takes.
        self._stretch = None
        self._ahead = 2 * max(self._ahead, (now - stretch.end).total_seconds(), self._pace.late)
        return None

    async def _look(self) -> Admitted | None:
        """That the vendor may be asked, as its row has it now; where it may not, our stretch is nothing any more."""
        row = await self._platform.db.first(SQL("standing", name=self._name))
        if row is None or row["open_until"] is not None:
            self._stretch = None
            return None
        return Admitted(self._name, row["failures"], probing=False)

    async def _reserve(self) -> tuple[Admitted, Stretch]:
        """A block of starts, none closer to now than it was heard of too late before."""
        expected = self._expected if self._fitting is None else min(self._expected, self._fitting)
        starts = self._pace.block(expected)
        span = self._pace.span(starts)
        now = self._platform.clock.now()
        admitted = await self._platform.db.run(
            SQL(
                "admit",
                name=self._name,
                holder=self._platform.holder,
                now=stamp(now),
                earliest=later(now, self._ahead),
                latest=later(now, PATIENCE),
                impossible=later(now, _NOBODY_RESERVES),
                span=f"{span:+.3f} seconds",
                back=f"{-span:+.3f} seconds",
                probe_until=later(now, self._pace.timeout + PATIENCE + _MARGIN),
            )
        )
        if not admitted.rows:
            raise await self._closed(now)
        row = admitted.rows[0]
        held = Stretch(self._pace, moment(row["start"]), starts)
        return Admitted(self._name, row["failures"], bool(row["probing"])), held

    async def _closed(self, now: datetime) -> Closed:
        row = await self._platform.db.first(SQL("standing", name=self._name))
        vendor = self._name.partition("/")[2]
        if row is None or row["open_until"] is None:
            wait = (moment(row["next_start"]) - now).total_seconds() if row else LOOK_AGAIN
            wait = max(1.0, wait - PATIENCE / 2)
            return Closed(f"{vendor} is asked as fast as it allows", retry_in=wait, vendor=vendor)
        return Closed(f"{vendor} is left alone: {row['reason']}", retry_in=wait_of(row, now), vendor=vendor)

    async def _give_up(self, admitted: Admitted | None) -> None:
        if admitted is not None and admitted.probing:
            await self._platform.db.run(SQL("give_up_probe", name=self._name, holder=self._platform.holder))
