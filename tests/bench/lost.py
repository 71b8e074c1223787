"""What each queue loses when its consumer is killed at work: `kill -9` at random instants, again and again.

A consumer takes a message, works on it for some milliseconds, writes its number into a file, and acknowledges. A
message is lost where its number is never written, although the queue's own documented means of recovery were used
and all that was left was consumed. One that is done again is not lost; the note counts it.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from huey import SqliteHuey
from litequeue import LiteQueue

from infra.local.machine.clock import SystemClock
from infra.local.machine.entropy import SystemEntropy
from infra.local.machine.home import Home
from infra.local.machine.project import ROOT
from infra.local.queues.broker import Broker
from infra.local.triggers.consuming import Consumers
from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Batch

from .peers import claim
from .rows import Row, Scale

QUEUE = "peptalk-render"
WORK_SECONDS = 0.005
KILLS = 40
MESSAGES_A_KILL = 30
"""More than a consumer gets done before it is killed."""

Done = Callable[[str], None]


class Queue(Protocol):
    """A queue whose consumer is killed. `consume` ends when nothing is left; recovery is by documented means alone."""

    def fill(self, messages: int) -> None:
        """Send the numbers from 0."""
        ...

    def consume(self, done: Done) -> None:
        """Work on one message after the other."""
        ...

    def recover(self) -> int:
        """Bring back what a dead consumer had in hand, where that takes an act; how many came back by it."""
        ...


class Ours:
    """The embedded broker with its own consumers: what a dead process held comes back by itself."""

    def __init__(self, folder: Path) -> None:
        self._home = Home(folder / "home")
        self._home.create()

    def fill(self, messages: int) -> None:
        async def run() -> None:
            broker = self._broker()
            await broker.producer(QUEUE).send_batch([str(number) for number in range(messages)])
            await broker.close()

        asyncio.run(run())

    def consume(self, done: Done) -> None:
        async def handler(batch: Batch) -> None:
            for delivery in batch.deliveries:
                await asyncio.sleep(WORK_SECONDS)
                done(delivery.body)
                delivery.ack()

        async def run() -> None:
            broker = self._broker()

            async def empty() -> bool:
                depth = next(each for each in await broker.metrics() if each.queue == QUEUE)
                return depth.ready + depth.delayed + depth.leased == 0

            await Consumers(broker, {QUEUE: handler}, _nothing, _nothing, Log(_complain)).run(empty)
            await broker.close()

        asyncio.run(run())

    def recover(self) -> int:
        return 0

    def _broker(self) -> Broker:
        one = replace(QUEUES[QUEUE], max_batch_size=1, max_concurrency=1)
        return Broker(self._home, SystemClock(), SystemEntropy(), {**QUEUES, QUEUE: one})


class Huey:
    """huey's SqliteHuey. Taking a task deletes it; its guide documents no way back for one that was killed at work."""

    def __init__(self, folder: Path) -> None:
        self._done: Done = print
        self._huey = SqliteHuey(filename=str(folder / "huey.db"), fsync=True, results=False)

        @self._huey.task()
        def work(number: str) -> None:
            time.sleep(WORK_SECONDS)
            self._done(number)

        self._work = work

    def fill(self, messages: int) -> None:
        for number in range(messages):
            self._work(str(number))

    def consume(self, done: Done) -> None:
        self._done = done
        while task := self._huey.dequeue():
            self._huey.execute(task)

    def recover(self) -> int:
        return 0


class Lite:
    """litequeue's LiteQueue. What is locked stays so until somebody lists it and says retry."""

    def __init__(self, folder: Path) -> None:
        self._queue = LiteQueue(folder / "litequeue.db", timeout=60)
        self._queue.conn.execute("PRAGMA synchronous = FULL")

    def fill(self, messages: int) -> None:
        for number in range(messages):
            self._queue.put(str(number))

    def consume(self, done: Done) -> None:
        while message := self._queue.pop():
            time.sleep(WORK_SECONDS)
            done(message.data)
            self._queue.done(message.message_id, **claim(message))

    def recover(self) -> int:
        locked = list(self._queue.list_locked(threshold_seconds=0))
        for each in locked:
            self._queue.retry(each.message_id, **claim(each))
        return len(locked)


KNOWN: dict[str, Callable[[Path], Queue]] = {"ours": Ours, "huey": Huey, "litequeue": Lite}


@dataclass(frozen=True)
class Count:
    """What became of the messages of one queue. `by_hand` came back only when somebody asked for it."""

    lost: int
    again: int
    by_hand: int


def measure(scale: Scale) -> list[Row]:
    """One row: messages lost over all kills."""
    kills = scale.of(KILLS)
    counts = {name: killed(name, kills, random.Random(kills)) for name in KNOWN}
    best = min(("huey", "litequeue"), key=lambda name: counts[name].lost)
    told = "; ".join(
        f"{name} lost {each.lost}, did {each.again} again" + (f", {each.by_hand} only by hand" if each.by_hand else "")
        for name, each in counts.items()
    )
    note = f"peer: {best}; {told}. huey documents no way back, litequeue list_locked and retry"
    return [
        Row(f"lost in {kills} kill -9 at work", counts["ours"].lost, counts[best].lost, None, "messages", note, "less")
    ]


def killed(name: str, kills: int, chance: random.Random) -> Count:
    """Fill a queue, kill its consumer so often at work, recover, consume the rest, and count."""
    with tempfile.TemporaryDirectory(prefix="peptalk-bench-") as folder:
        messages = kills * MESSAGES_A_KILL
        KNOWN[name](Path(folder)).fill(messages)
        for _ in range(kills):
            _kill_at_work(name, Path(folder), chance.uniform(0, 10 * WORK_SECONDS))
        queue = KNOWN[name](Path(folder))
        by_hand = queue.recover()
        queue.consume(_writer(Path(folder)))
        return counted(messages, (Path(folder) / "done").read_text().split(), by_hand)


def counted(messages: int, done: Sequence[str], by_hand: int) -> Count:
    """Of the numbers from 0, those that were never done and those that were done again."""
    each = Counter(done)
    lost = sum(str(number) not in each for number in range(messages))
    return Count(lost, each.total() - len(each), by_hand)


def consume(name: str, folder: str) -> None:
    """What a consumer's process does until it is killed."""
    KNOWN[name](Path(folder)).consume(_writer(Path(folder)))


def _kill_at_work(name: str, folder: Path, after: float) -> None:
    """Start a consumer, and kill it `after` so many seconds from the first message that it has done."""
    before = _size(folder)
    # Imported under the same name as here: huey finds a task by the name of its module.
    script = f"from {__name__} import consume; consume({name!r}, {str(folder)!r})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    while _size(folder) == before and process.poll() is None:
        time.sleep(0.001)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    if process.wait() != -signal.SIGKILL:
        raise RuntimeError(f"the consumer of {name} ended before it was killed, which would count for nothing")


def _size(folder: Path) -> int:
    path = folder / "done"
    return path.stat().st_size if path.exists() else 0


def _writer(folder: Path) -> Done:
    file = os.open(folder / "done", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    return lambda number: _write(file, number)


def _write(file: int, number: str) -> None:
    os.write(file, f"{number}\n".encode())


def _complain(line: str) -> None:
    print(line, file=sys.stderr)


async def _nothing(*_: object) -> None:
    return
