"""The broker: messages a second sent, and leased, done nothing with and acked, beside huey, litequeue and a bare table.

What each has accepted outlives a loss of power (synchronous=FULL). Ours syncs no lease and no ack, which may happen
again (docs/adr/0007); theirs sync every commit, because one that takes a message deletes or locks it. The notes say
what ours comes to with every commit synced. Every figure is the median of rounds in which all take turns, so that a
slow moment of the disk meets each of them.
"""

import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from infra.local.machine.clock import SystemClock
from infra.local.machine.entropy import SystemEntropy
from infra.local.machine.home import Home
from infra.local.queues.broker import Broker
from infra.local.triggers.consuming import Consumers
from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Batch

from .peers import Bare, Huey, Lite, Peer
from .rows import Row, Scale

T = TypeVar("T")

QUEUE = "peptalk-render"
BODY = "x" * 200
ROUNDS = 5


@dataclass(frozen=True)
class Shape:
    """How messages come and go: `batch` in one call and one delivery, `callers` at work at once."""

    what: str
    batch: int
    callers: int
    messages: int


SHAPES = (
    Shape("batches of 1, one caller", 1, 1, 400),
    Shape("batches of 1, ten callers", 1, 10, 1_000),
    Shape("batches of 100, one caller", 100, 1, 5_000),
)


class Ours:
    """The embedded broker with its own consumers, up to `callers` batches at once."""

    name = "ours"

    def __init__(self, folder: Path) -> None:
        self._home = Home(folder / "home")
        self._home.create()

    def send(self, body: str, messages: int, batch: int, callers: int) -> float:
        async def run(broker: Broker) -> float:
            begun = time.perf_counter()
            await asyncio.gather(*(_send(broker, body, messages // callers, batch) for _ in range(callers)))
            return time.perf_counter() - begun

        return asyncio.run(self._opened(run, batch, callers))

    def consume(self, messages: int, batch: int, callers: int) -> float:
        async def run(broker: Broker) -> float:
            return await _consume(broker, messages)

        return asyncio.run(self._opened(run, batch, callers))

    def both(self, body: str, messages: int, batch: int) -> float:
        """One producer and one consumer of one process at the same time; the seconds until all is acked."""

        async def run(broker: Broker) -> float:
            _, took = await asyncio.gather(_send(broker, body, messages, batch), _consume(broker, messages))
            return took

        return asyncio.run(self._opened(run, batch, 1))

    async def _opened(self, run: Callable[[Broker], Awaitable[float]], batch: int, callers: int) -> float:
        declared = replace(QUEUES[QUEUE], max_batch_size=batch, max_concurrency=callers)
        broker = Broker(self._home, SystemClock(), SystemEntropy(), {**QUEUES, QUEUE: declared})
        self._prepare(broker)
        try:
            return await run(broker)
        finally:
            await broker.close()

    def _prepare(self, broker: Broker) -> None:
        """As it is."""


class Synced(Ours):
    """The same with every commit synced, leases and acks too."""

    name = "all synced"

    def _prepare(self, broker: Broker) -> None:
        one = broker.file.transaction

        def synced(*, synced: bool = True) -> AbstractContextManager[sqlite3.Connection]:
            del synced
            return one()

        broker.file.transaction = synced


def measure(scale: Scale) -> list[Row]:
    """Three rows for each shape: sending, consuming, and both; then a producer and a consumer at the same time."""
    rounds = scale.of(ROUNDS)
    rows = [row for shape in SHAPES for row in _rows(shape, scale, rounds)]
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
        disk = f"this disk: {_fsyncs_a_second(Path(name)):,.0f} fdatasyncs/s; "
    return [replace(rows[0], note=disk + rows[0].note), *rows[1:], _at_once(scale, rounds)]


def _rows(shape: Shape, scale: Scale, rounds: int) -> list[Row]:
    least = shape.batch * shape.callers
    messages = max(least, scale.of(shape.messages) // least * least)

    def work(queue: Peer) -> tuple[float, float]:
        sent = queue.send(BODY, messages, shape.batch, shape.callers)
        return sent, queue.consume(messages, shape.batch, shape.callers)

    seconds = _in_turns(work, rounds)
    sides: dict[str, Callable[[tuple[float, float]], float]] = {
        "send": lambda took: took[0],
        "lease, no-op, ack": lambda took: took[1],
        "all": sum,
    }
    return [
        _row(
            f"{shape.what}: {side}",
            {name: messages / statistics.median(map(of, took)) for name, took in seconds.items()},
            shape.batch,
        )
        for side, of in sides.items()
    ]


def _at_once(scale: Scale, rounds: int) -> Row:
    messages = scale.of(400)

    def work(queue: Peer) -> float:
        if isinstance(queue, Ours):
            return queue.both(BODY, messages, 1)
        begun = time.perf_counter()
        with ThreadPoolExecutor(2) as threads:
            sending = threads.submit(queue.send, BODY, messages, 1, 1)
            threads.submit(queue.consume, messages, 1, 1).result()
            sending.result()
        return time.perf_counter() - begun

    seconds = _in_turns(work, rounds)
    rates = {name: messages / statistics.median(took) for name, took in seconds.items()}
    return _row("batches of 1, one producer and one consumer at the same time", rates, 1)


def _in_turns(work: Callable[[Peer], T], rounds: int) -> dict[str, list[T]]:
    """What each queue's work gave in each round, by the queue's name."""
    queues: tuple[Callable[[Path], Peer], ...] = (Ours, Synced, Huey, Lite, Bare)
    found: dict[str, list[T]] = {}
    for _ in range(rounds):
        for make in queues:
            with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as name:
                queue = make(Path(name))
                found.setdefault(queue.name, []).append(work(queue))
    return found


def _row(what: str, rates: Mapping[str, float], batch: int) -> Row:
    best = max(("huey", "litequeue"), key=lambda name: rates[name])
    other = "litequeue" if best == "huey" else "huey"
    note = (
        f"peer: {best}; {other} {rates[other]:,.0f}; baseline: a bare table; ours all synced {rates['all synced']:,.0f}"
    )
    if batch > 1:
        note += "; huey has no batches, litequeue batches puts and dones in a transaction and pops one by one"
    return Row(what, rates["ours"], rates[best], rates["bare table"], "messages/s", note)


def _fsyncs_a_second(folder: Path) -> float:
    """How many small appends this disk makes durable in a second, one after the other."""
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        begun = time.perf_counter()
        for _ in range(200):
            os.write(file.fileno(), b"x" * 4_096)
            os.fdatasync(file.fileno())
        return 200 / (time.perf_counter() - begun)


async def _send(broker: Broker, body: str, messages: int, batch: int) -> None:
    producer = broker.producer(QUEUE)
    for _ in range(messages // batch):
        await (producer.send(body) if batch == 1 else producer.send_batch([body] * batch))


async def _consume(broker: Broker, messages: int) -> float:
    """Seconds until the last ack is durable."""
    seen = 0
    ended = False
    all_seen = asyncio.Event()

    async def handler(delivered: Batch) -> None:
        nonlocal seen
        for each in delivered.deliveries:
            each.ack()
        seen += len(delivered.deliveries)
        if seen >= messages:
            all_seen.set()

    async def until() -> bool:
        return ended

    begun = time.perf_counter()
    consumers = Consumers(broker, {QUEUE: handler}, _nobody_gone, _nothing_held, Log())
    consuming = asyncio.create_task(consumers.run(until))
    await all_seen.wait()
    while any(depth.leased for depth in await broker.metrics()):
        continue
    took = time.perf_counter() - begun
    ended = True
    await consuming
    return took


async def _nobody_gone(holder: str) -> None:
    del holder


async def _nothing_held() -> None:
    return
