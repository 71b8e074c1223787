"""huey and litequeue as their users run them, on the same disk, in WAL with synchronous=FULL.

Each is given its best: tasks of huey are executed by its own `dequeue` and `execute` without the waits of its
consumer, and what litequeue can do in one transaction is one. Every thread has a connection of its own.
"""

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

from huey import SqliteHuey
from litequeue import LiteQueue

WHEN_EMPTY = 0.000_5
"""Seconds until a consumer of theirs looks again. Their own wait longer."""


class Peer(Protocol):
    """A queue under measure. `callers` work at once; each `batch` is as near to one transaction as the queue can."""

    name: str

    def send(self, body: str, messages: int, batch: int, callers: int) -> float:
        """Accept so many messages, each call returning when they are durable; the seconds that it took."""
        ...

    def consume(self, messages: int, batch: int, callers: int) -> float:
        """Take, do nothing with and acknowledge so many messages, waiting where there are none; the seconds."""
        ...


class Huey:
    """huey's SqliteHuey: it has no batches, and no acknowledgement, since taking a task deletes it."""

    name = "huey"

    def __init__(self, folder: Path) -> None:
        self._huey = SqliteHuey(filename=str(folder / "huey.db"), fsync=True, results=False, timeout=60)
        self._noop = self._huey.task()(_noop)

    def send(self, body: str, messages: int, batch: int, callers: int) -> float:
        del batch

        def work(share: int) -> None:
            for _ in range(share):
                self._noop(body)

        return at_once(work, messages, callers)

    def consume(self, messages: int, batch: int, callers: int) -> float:
        del batch

        def work(share: int) -> None:
            while share:
                if task := self._huey.dequeue():
                    self._huey.execute(task)
                    share -= 1
                else:
                    time.sleep(WHEN_EMPTY)

        return at_once(work, messages, callers)


class Lite:
    """litequeue's LiteQueue: puts and dones may share a transaction, pops may not, each opening its own."""

    name = "litequeue"

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "litequeue.db")
        self._open().close()

    def send(self, body: str, messages: int, batch: int, callers: int) -> float:
        def work(share: int) -> None:
            queue = self._open()
            for _ in range(share // batch):
                if batch == 1:
                    queue.put(body)
                    continue
                with queue.transaction("IMMEDIATE"):
                    for _ in range(batch):
                        queue.put(body)
            queue.close()

        return at_once(work, messages, callers)

    def consume(self, messages: int, batch: int, callers: int) -> float:
        def work(share: int) -> None:
            queue = self._open()
            while share:
                taken = [each for each in (queue.pop() for _ in range(batch)) if each]
                share -= len(taken)
                if not taken:
                    time.sleep(WHEN_EMPTY)
                elif batch == 1:
                    queue.done(taken[0].message_id, **claim(taken[0]))
                else:
                    with queue.transaction("IMMEDIATE"):
                        for each in taken:
                            queue.done(each.message_id, **claim(each))
            queue.close()

        return at_once(work, messages, callers)

    def _open(self) -> LiteQueue:
        queue = LiteQueue(self._path, timeout=60)
        queue.conn.execute("PRAGMA synchronous = FULL")
        return queue


class Bare:
    """The least that a durable queue can do: one table, an insert, and a delete; each batch a transaction."""

    name = "bare table"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "bare.db"
        connection = self._open()
        connection.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        connection.close()

    def send(self, body: str, messages: int, batch: int, callers: int) -> float:
        def work(share: int) -> None:
            connection = self._open()
            for _ in range(share // batch):
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT INTO messages (body) VALUES (?)", [(body,)] * batch)
                connection.execute("COMMIT")
            connection.close()

        return at_once(work, messages, callers)

    def consume(self, messages: int, batch: int, callers: int) -> float:
        def work(share: int) -> None:
            connection = self._open()
            while share:
                connection.execute("BEGIN IMMEDIATE")
                taken = connection.execute("SELECT id, body FROM messages ORDER BY id LIMIT ?", (batch,)).fetchall()
                connection.executemany("DELETE FROM messages WHERE id = ?", [(id,) for id, _ in taken])
                connection.execute("COMMIT")
                share -= len(taken)
                if not taken:
                    time.sleep(WHEN_EMPTY)
            connection.close()

        return at_once(work, messages, callers)

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def claim(message: Any) -> dict[str, int]:
    """What litequeue wants to be told with a message's id: since 0.14 (Python 3.12) which delivery of it is meant."""
    return {"claim_id": message.claim_id} if hasattr(message, "claim_id") else {}


def at_once(work: Callable[[int], None], total: int, callers: int) -> float:
    """Each caller does its share in a thread of its own; the seconds until all have. The error of any is raised.

    `total` is a multiple of `callers`.
    """
    begun = time.perf_counter()
    with ThreadPoolExecutor(callers) as threads:
        for each in [threads.submit(work, total // callers) for _ in range(callers)]:
            each.result()
    return time.perf_counter() - begun


def _noop(body: str) -> None:
    del body
