"""The embedded queue broker: Cloudflare Queues' production semantics on one SQLite file, for any number of processes.

A process is a holder (`infra.local.queues.holders`). A batch in its hands is a lease with a fencing token; leases of a
holder that is gone return to their queues, and a settlement that comes after that changes nothing. What a process
asks of the file at the same time shares one transaction (`infra.local.machine.file_thread`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from infra.local.machine.file_thread import FileThread
from infra.local.machine.home import Home
from infra.local.queues.chaos import Chaos
from infra.local.queues.holders import Holders, Role
from infra.local.queues.queue_file import Back, Lease, QueueFile
from infra.local.queues.queue_limits import calls, checked_delay
from queues.topology import QUEUES, Queue
from shared.platform.errors import PepTalkError
from shared.platform.ports import Clock, Entropy

T = TypeVar("T")


class Delivered:
    """The Delivery port over a leased message; the first settlement counts, and none after the batch returned."""

    def __init__(self, id: str, body: str, attempts: int) -> None:
        self.id = id
        self.body = body
        self.attempts = attempts
        self.settled: bool = False
        self.delay: int | None = None
        """Seconds until the next delivery, where a retry was asked for."""

    def ack(self) -> None:
        self.settled = True

    def retry(self, *, delay_seconds: int = 0) -> None:
        delay = checked_delay(delay_seconds)
        if not self.settled:
            self.settled, self.delay = True, delay


@dataclass(frozen=True, slots=True)
class Handed:
    """A batch handed out: the lease and its deliveries, in the same order."""

    lease: Lease
    deliveries: tuple[Delivered, ...]

    @property
    def queue(self) -> str:
        return self.lease.queue


@dataclass(frozen=True, slots=True)
class Depth:
    """How full a queue is. `oldest_age` is seconds since the oldest message was sent, None where there is none."""

    queue: str
    ready: int = 0
    delayed: int = 0
    leased: int = 0
    bytes: int = 0
    oldest_age: float | None = None


@dataclass(frozen=True, slots=True)
class Peeked:
    """A message looked at without taking it. `in_seconds` is until it may be delivered, 0 where it may now."""

    id: str
    body: str
    attempts: int
    age: float
    in_seconds: float
    leased: bool


class Broker:
    """One process's end of the broker. `close` gives back what it holds."""

    def __init__(
        self,
        home: Home,
        clock: Clock,
        entropy: Entropy,
        queues: Mapping[str, Queue] = QUEUES,
    ) -> None:
        """Open the home's queue file and register as a holder.

        Raises:
            ConfigurationError: the file is no queue database, cannot be opened, or is of a newer version.
        """
        self._clock = clock
        self._entropy = entropy
        self.queues = queues
        self._file = QueueFile(home.queue_db, queues)
        try:
            self.holders = Holders(home.queue_db, home.holders, f"local-{entropy.token()[-16:]}", self.now)
        except BaseException:
            self._file.close()
            raise
        self._thread = FileThread(self._file)
        self._unsynced = (self._file.due, self._file.settle)
        self._short = (self._file.send, *self._unsynced)
        self.chaos: Chaos | None = None
        """What shall go wrong, for tests."""
        self._seconds: list[Handed] = []  # second deliveries of what is in hand, made by chaos alone
        self.woken = asyncio.Event()
        """Set whenever this process may have made a batch due: it sent, or settled."""
        self._stirred: set[str] = set()

    @property
    def holder(self) -> str:
        """This process's id in leases and claims."""
        return self.holders.id

    def now(self) -> int:
        """Milliseconds since 1970."""
        return round(self._clock.now().timestamp() * 1000)

    async def close(self) -> None:
        """End this process's part: its leases return to their queues, and its registration ends."""
        await asyncio.to_thread(self.holders.stop_beating)
        # Where it cannot be written, the lock that this process gives up says that it is gone.
        with suppress(PepTalkError):
            await self.call(self._file.leave, self.holder, self.now())
        self._thread.close()
        self._file.close()
        self.holders.close()

    async def call(self, work: Callable[..., T], *args: object) -> T:
        """Run `work` on the file. Cancelled, it is still waited for: it may hold something."""
        return await self._thread.call(work, *args, short=work in self._short, synced=work not in self._unsynced)

    @property
    def file(self) -> QueueFile:
        """The file itself, for what runs through `call`."""
        return self._file

    def producer(self, queue: str) -> "Producer":
        """The Queue port of a declared queue.

        Raises:
            ConfigurationError: the topology declares no such queue.
        """
        return Producer(self, self._file.queue(queue).name)

    async def send(self, queue: str, bodies: Sequence[str], delay: int = 0) -> None:
        """Accept the messages durably, a transaction per call of at most 100 messages and 256,000 bytes.

        Raises:
            PermanentError: a message is too large or the delay is not 0 to 86,400 seconds; nothing was sent.
            ConfigurationError: the topology declares no such queue.
        """
        checked_delay(delay)
        for chunk in calls(bodies):
            messages = [(self._entropy.token(), body) for body in chunk]
            extra = self.chaos.waits(len(chunk)) if self.chaos else ()
            await self.call(self._file.send, queue, messages, delay, self.now(), extra)
            self._stir(queue)

    async def lease(self, queue: str) -> Handed | None:
        """The next batch of a queue, where one is due and fewer than `max_concurrency` are held anywhere."""
        if self._seconds and (second := self._second([queue])):
            return second
        return await self._next(self._file.lease, queue)

    async def lease_due(self, queues: Sequence[str]) -> list[Handed]:
        """One batch of each of these queues that has one to hand out."""
        if self._seconds and (second := self._second(queues)):
            return [second]
        return await self.lease_each(await self.call(self._file.due, queues, self.now()))

    async def lease_each(self, queues: Sequence[str]) -> list[Handed]:
        """As `lease_due`, for queues of which that is expected."""
        # Asked for at once, so that they share a transaction.
        leased = await asyncio.gather(*(self.lease(queue) for queue in queues), return_exceptions=True)
        handed = [each for each in leased if isinstance(each, Handed)]
        for error in leased:
            if isinstance(error, BaseException):
                for each in handed:
                    await self.give_back(each)
                raise error
        return handed

    async def settle(self, handed: Handed) -> bool:
        """End a batch whose handler returned: what it did not retry was acked.

        False where the lease was lost meanwhile: then nothing changed, and the messages come again.
        """
        return await self._settle(handed, self._back(handed, failed=False))

    async def settle_failed(self, handed: Handed) -> bool:
        """End a batch whose handler raised: all that it did not ack is retried."""
        return await self._settle(handed, self._back(handed, failed=True))

    async def exchange(self, handed: Handed, *, failed: bool = False) -> Handed | None:
        """`settle`, or `settle_failed`, and the queue's next batch, in one transaction.

        None where no batch is due.
        """
        back = self._back(handed, failed=failed)
        following = await self._next(self._file.exchange, handed.queue, handed.lease.token, back)
        if back:
            self._stir(handed.queue)
        return following

    def stirred(self) -> set[str]:
        """The queues in which this process may have made a batch due since it was last asked."""
        stirred, self._stirred = self._stirred, set()
        return stirred

    async def give_back(self, handed: Handed) -> bool:
        """Give back what a handler had no chance to settle, at once and without counting the delivery."""
        back = [
            Back(leased.seq, delivery.delay, uncounted=not delivery.settled)
            for leased, delivery in zip(handed.lease.messages, handed.deliveries, strict=True)
            if delivery.delay is not None or not delivery.settled
        ]
        return await self._settle(handed, back)

    async def reap(self, lapse: Callable[[str], Awaitable[object]]) -> list[str]:
        """Take what gone holders held: first `lapse` is told of each, then its leases return. Returns their ids."""
        reaped: list[str] = []
        for holder in await asyncio.to_thread(self.holders.gone):
            await lapse(holder.id)
            if await self.call(self._file.release, holder.id, holder.beat, self.now()):
                self.holders.forget(holder)
                reaped.append(holder.id)
        for id in await self.call(self._file.orphans):
            await lapse(id)
            if await self.call(self._file.release, id, None, self.now()):
                reaped.append(id)
        if reaped:
            self.woken.set()
        return reaped

    async def take_role(self, role: Role) -> None:
        """Say whether this process consumes."""
        await asyncio.to_thread(self.holders.take_role, role)

    async def sweep(self) -> None:
        """Delete what outlived its queue's retention; it is never delivered in any case."""
        await self.call(self._file.sweep, self.now())

    async def metrics(self) -> list[Depth]:
        """How full each declared queue is, in the topology's order."""
        now = self.now()
        found = await self.call(self._file.metrics, now)
        return [
            Depth(name, *found[name][:4], oldest_age=(now - found[name][4]) / 1000) if name in found else Depth(name)
            for name in self.queues
        ]

    async def peek(self, queue: str, count: int = 10) -> list[Peeked]:
        """The first messages of a queue, in order of arrival; looking takes nothing."""
        now = self.now()
        return [
            Peeked(id, body, attempts, (now - sent) / 1000, max(0, ready - now) / 1000, leased)
            for id, body, attempts, sent, ready, leased in await self.call(self._file.peek, queue, count, now)
        ]

    def _back(self, handed: Handed, *, failed: bool) -> list[Back]:
        """What goes back to the queue of a batch whose handler returned, or failed."""
        queue = self._file.queue(handed.queue)
        back: list[Back] = []
        for leased, delivery in zip(handed.lease.messages, handed.deliveries, strict=True):
            delay = delivery.delay
            if delay is None and failed and not delivery.settled:
                delay = queue.retry_delay
            if delay is None and self.chaos and delivery.attempts <= queue.max_retries:
                delay = self.chaos.comes_again(delivery.attempts)
            if delay is not None:
                back.append(Back(leased.seq, delay))
        return back

    async def _next(self, work: Callable[..., Lease | None], queue: str, *args: object) -> Handed | None:
        draw = self.chaos.draw if self.chaos and self.chaos.reorder else None
        handed = await self._lease(work, queue, *args, self.holder, self.now(), draw)
        if handed and self.chaos and self.chaos.is_handed_out_twice():
            self._seconds.append(_handed(handed.lease))
            self._stir(handed.queue)
        return handed

    async def _lease(self, work: Callable[..., Lease | None], *args: object) -> Handed | None:
        asked = self._thread.ask(work, *args, short=True, synced=False)
        try:
            lease = await asked.future
        except asyncio.CancelledError:
            await asked.ended()
            if asked.result:
                await self.give_back(_handed(asked.result))
            raise
        return _handed(lease) if lease else None

    def _second(self, queues: Sequence[str]) -> Handed | None:
        for each in self._seconds:
            if each.queue in queues:
                self._seconds.remove(each)
                return each
        return None

    async def _settle(self, handed: Handed, back: Sequence[Back]) -> bool:
        kept = await self.call(self._file.settle, handed.lease.token, handed.queue, back, self.now())
        self._stir(handed.queue)
        return kept

    def _stir(self, *queues: str) -> None:
        self._stirred.update(queues)
        self.woken.set()


def _handed(lease: Lease) -> Handed:
    return Handed(lease, tuple(Delivered(each.id, each.body, each.attempts) for each in lease.messages))


@dataclass(frozen=True, slots=True)
class Producer:
    """The Queue port over the broker."""

    broker: Broker
    queue: str

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        await self.broker.send(self.queue, [body], delay_seconds)

    async def send_batch(self, bodies: Sequence[str], *, delay_seconds: int = 0) -> None:
        await self.broker.send(self.queue, bodies, delay_seconds)
