"""The thread that owns the queue's file, and group commit: what waits when it comes round is one transaction.

SQLite's waits and fsyncs must not hold up the loop, and an fsync costs as much for fifty settlements as for one. Each
piece of work is a savepoint of its own: one that fails takes none of the others with it. Who asked is answered after
the COMMIT, never before.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from infra.local.queue_file import QueueFile

T = TypeVar("T")

GROUP_AT_MOST = 200
"""Pieces of work in one transaction: another process waits for its end."""


@dataclass(slots=True)
class _Work:
    do: Callable[..., Any]
    args: tuple[object, ...]
    future: asyncio.Future[Any]
    grouped: bool
    result: Any = None
    error: BaseException | None = None


class FileThread:
    """Runs work on the file, in the order in which it was asked for."""

    def __init__(self, file: QueueFile) -> None:
        self._file = file
        self._waiting: SimpleQueue[_Work | None] = SimpleQueue()
        # A daemon: dying in the midst of a transaction loses nothing that anybody was told of.
        self._thread = threading.Thread(target=self._run, name="queue-file", daemon=True)
        self._thread.start()

    def ask(self, do: Callable[..., T], *args: object, grouped: bool = False) -> "asyncio.Future[T]":
        """The future of `do(*args)`.

        Grouped, it shares a transaction with whatever else waits: then it must change nothing but the file, so that
        it has not happened where the COMMIT fails.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put(_Work(do, args, future, grouped))
        return future

    async def call(self, do: Callable[..., T], *args: object, grouped: bool = False) -> T:
        """`do(*args)` on the thread. Cancelled, it is still waited for: it may hold something."""
        return await waited_for(self.ask(do, *args, grouped=grouped))

    def close(self) -> None:
        """End the thread after all that was asked for before."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        going_on = True
        while going_on:
            waiting = [self._waiting.get()]
            with suppress(Empty):
                while len(waiting) < GROUP_AT_MOST:
                    waiting.append(self._waiting.get_nowait())
            going_on = None not in waiting
            found = [each for each in waiting if each is not None]
            self._do_grouped([each for each in found if each.grouped])
            for each in found:
                if not each.grouped:
                    _do(each)
            _answer(found)

    def _do_grouped(self, group: Sequence[_Work]) -> None:
        if len(group) == 1:
            _do(group[0])
        elif group:
            try:
                with self._file.transaction():
                    for each in group:
                        _do(each)
                        if not self._file.connection.in_transaction and each.error is not None:
                            raise each.error  # SQLite has undone everything, as it does on a full disk
            except Exception as exc:
                for each in group:
                    each.error = each.error or exc


def _do(work: _Work) -> None:
    try:
        work.result = work.do(*work.args)
    except Exception as exc:
        work.error = exc


def _answer(group: Sequence[_Work]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Work]] = {}
    for each in group:
        by_loop.setdefault(each.future.get_loop(), []).append(each)
    for loop, found in by_loop.items():
        # A loop that has ended has nobody who waits.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, found)


def _settle(group: Sequence[_Work]) -> None:
    for each in group:
        if each.future.cancelled():
            continue
        if each.error is not None:
            each.future.set_exception(each.error)
        else:
            each.future.set_result(each.result)


async def waited_for(future: "asyncio.Future[T]") -> T:
    """The future's result. A caller that is cancelled is told so only when the work has ended."""
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait([future])
        raise
