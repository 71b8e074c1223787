"""Consumers of the embedded queues: batches to handlers, as many at once as the topology allows."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from typing import Literal

from infra.local.queues.broker import Broker, Handed
from shared.platform.errors import PepTalkError
from shared.platform.log import Log
from shared.platform.ports import Batch

Handler = Callable[[Batch], Awaitable[None]]
Lapse = Callable[[str], Awaitable[object]]
Release = Callable[[], Awaitable[object]]
Until = Callable[[], Awaitable[bool]]
Ended = Literal["returned", "raised"]

LONGEST_INVOCATION = 900
"""Seconds that a handler may take (developers.cloudflare.com/queues/platform/limits: 15 minutes)."""

GRACE = 2.0
"""Seconds that handlers have to finish once consuming is cancelled."""

_BUSY, _IDLE = 0.05, 0.25
_LOOK_EVERY = 0.1
"""Seconds after which every queue is looked at: for what others have sent, and what has waited long enough."""
_REAP_EVERY = 0.5
_ASK_EVERY = 0.2
_SWEEP_EVERY = 60.0


class Consumers:
    """Runs the handler of each queue, by the queue's name.

    `lapse` is told of each holder that is gone, before what it held is handed out again; `release` lets go of this
    process's own claims, before what its stopped handlers held is given back.
    """

    def __init__(
        self,
        broker: Broker,
        handlers: Mapping[str, Handler],
        lapse: Lapse,
        release: Release,
        log: Log,
        *,
        grace: float = GRACE,
    ) -> None:
        self._broker = broker
        self._handlers = handlers
        self._lapse = lapse
        self._release = release
        self._log = log
        self._grace = grace
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_work: Counter[str] = Counter()
        self._ending = False
        self._pause = _BUSY

    async def run(self, until: Until | None = None) -> None:
        """Consume until `until` says so, then finish what is in hand; or until cancelled, then give back what is not
        finished within `grace` seconds."""
        await self._broker.take_role("consuming")
        self._ending = False
        try:
            await self._dispatch(until)
            if self._tasks:
                await asyncio.wait(self._tasks)
        finally:
            await self._stop()
            # A process that ends because nothing can be written any more cannot write this either.
            with suppress(PepTalkError):
                await self._broker.take_role("sending")

    async def _dispatch(self, until: Until | None) -> None:
        reap_at = ask_at = sweep_at = look_at = 0.0
        while True:
            now = time.monotonic()
            self._broker.woken.clear()
            try:
                if now >= reap_at:
                    if await self._broker.reap(self._lapse):
                        look_at = now
                    reap_at = now + _REAP_EVERY
                if now >= sweep_at:
                    await self._broker.sweep()
                    sweep_at = now + _SWEEP_EVERY
                if now >= look_at:
                    busy = await self._hand_out()
                    look_at = now + min(_LOOK_EVERY, self._pause)
                else:
                    busy = await self._hand_on()
                if until is not None and now >= ask_at:
                    if await until():
                        self._ending = True
                        return
                    ask_at = now + _ASK_EVERY
            except PepTalkError as exc:
                # The file or the database is busy beyond its patience: nothing is lost by trying again.
                self._log.error("delivery_unsettled", queue="all", error=str(exc))
                await asyncio.sleep(1)
                if until is not None and await self._asked(until):
                    return
                continue
            self._pause = _BUSY if busy or self._tasks else min(_IDLE, self._pause * 1.2)
            await self._wait()

    async def _asked(self, until: Until) -> bool:
        """What `until` says; False where it cannot be asked now."""
        try:
            return await until()
        except PepTalkError:
            return False

    async def _hand_out(self) -> bool:
        """Start a handler for each batch that is due; returns whether there was any."""
        any_handed = False
        free = self._free(self._handlers)
        while free and (handed := await self._broker.lease_due(free)):
            any_handed = True
            for each in handed:
                self._start(each)
            # Of a queue that had nothing we are told when it has.
            free = self._free({each.queue for each in handed})
        return any_handed

    async def _hand_on(self) -> bool:
        """As `_hand_out`, one batch of each queue in which this process itself may have made one due."""
        handed = await self._broker.lease_each(self._free(self._broker.stirred() & self._handlers.keys()))
        for each in handed:
            self._start(each)
        return bool(handed)

    def _start(self, handed: Handed) -> None:
        self._at_work[handed.queue] += 1
        task = asyncio.create_task(self._deliver_all(handed), name=f"{handed.queue}-{handed.lease.token}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _free(self, queues: Collection[str]) -> list[str]:
        """Those of the queues that may have another handler at work."""
        return [name for name in queues if self._at_work[name] < self._concurrency(name)]

    def _concurrency(self, queue: str) -> int:
        return self._broker.queues[queue].max_concurrency

    async def _wait(self) -> None:
        try:
            # Not wait_for: before Python 3.12 it swallows a cancellation that comes together with what it waits for.
            async with asyncio.timeout(self._pause):
                await self._broker.woken.wait()
        except TimeoutError:
            return

    async def _deliver_all(self, first: Handed) -> None:
        """Deliver a batch, and the queue's next ones for as long as each settlement brings one."""
        handed: Handed | None = first
        try:
            while handed is not None:
                ended = await self._deliver(handed)
                handed = await self._end(handed, ended)
        finally:
            self._at_work[first.queue] -= 1

    async def _deliver(self, handed: Handed) -> Ended:
        try:
            async with asyncio.timeout(LONGEST_INVOCATION):
                await self._handlers[handed.queue](Batch(handed.queue, handed.deliveries))
        except asyncio.CancelledError:
            await self._release()
            await self._broker.give_back(handed)
            raise
        except Exception as exc:
            self._log.error("delivery_unsettled", queue=handed.queue, error=_said(exc))
            return "raised"
        return "returned"

    async def _end(self, handed: Handed, ended: Ended) -> Handed | None:
        """Settle, however long the file is busy: a lease of a living holder has no other way back.

        Returns the queue's next batch, where there is one and we go on.
        """
        failed = ended == "raised"
        while True:
            try:
                if not self._ending:
                    return await self._broker.exchange(handed, failed=failed)
                await (self._broker.settle_failed(handed) if failed else self._broker.settle(handed))
            except PepTalkError as exc:
                self._log.error("delivery_unsettled", queue=handed.queue, error=str(exc))
                await asyncio.sleep(1)
            else:
                return None

    async def _stop(self) -> None:
        self._ending = True
        if not self._tasks:
            return
        tasks = set(self._tasks)
        try:
            await asyncio.wait(tasks, timeout=self._grace)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _said(exc: Exception) -> str:
    return f"{type(exc).__name__}: {exc}"[:1_000]
