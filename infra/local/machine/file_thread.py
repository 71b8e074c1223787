"""Who works on a file, and group commit: what waits at the same time is one transaction.

An fsync costs as much for fifty settlements as for one. As long as none fails, they are one transaction and no more;
where one does, all is done again with a savepoint for each, so that it takes none of the others with it. Who asked is
answered after the COMMIT, never before.

A short transaction is done on the loop itself: an fsync of half a millisecond is less than two changes of thread. The
loop waits for nobody, though: where another process is writing, or the disk was slow a moment ago, and for whatever
may take long, there is a thread.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")

GROUP_AT_MOST = 100
"""Pieces of work in one transaction: another process waits for its end."""

SLOW = 0.02
"""Seconds in a transaction after which the loop leaves the file to the thread for `SLOW_FOR` seconds. More than a
checkpoint takes on a good disk, every thousand pages."""

SLOW_FOR = 1.0


class Transacted(Protocol):
    """A connection to the file. Its own methods open a transaction each, or are part of the one that stands."""

    patience: float
    """Seconds that a transaction waits for another process's."""
    kept_waiting: bool
    """Whether a transaction could not begin because another process was in one."""
    savepoints: bool
    """Whether each part of a transaction that stands is a savepoint, and undone alone."""

    @property
    def in_transaction(self) -> bool:
        """Whether one stands."""
        ...

    def wait_for_others(self, seconds: float) -> None:
        """From now on a transaction that another process's keeps from beginning fails after so long."""
        ...

    def transaction(self, *, synced: bool = True) -> AbstractContextManager[object]:
        """One write transaction, or a part of the one that stands; undone where the block raises."""
        ...


@dataclass(slots=True)
class Work(Generic[T]):
    """Something asked for: `future` is answered when it has ended; `result` is there even if nobody waits any more."""

    do: Callable[..., T]
    args: tuple[object, ...]
    short: bool
    synced: bool
    future: asyncio.Future[T]
    result: T | None = None
    error: Exception | None = None
    at_work: asyncio.Future[None] | None = None

    async def ended(self) -> None:
        """Wait until the thread has ended it, where it has begun it."""
        if self.at_work is not None and not self.at_work.done():
            await asyncio.wait([self.at_work])


class FileThread:
    """Runs work on the file, one transaction after the other. Used from one loop."""

    def __init__(self, file: Transacted, name: str = "queue-file") -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._waiting: list[Work[Any]] = []
        self._at_work = False  # the thread is
        self._slow_until = 0.0

    def ask(self, do: Callable[..., T], *args: object, short: bool = False, synced: bool = True) -> Work[T]:
        """Ask for `do(*args)`; cancelling its future before it has begun takes it back.

        Short work is quick and changes nothing but the file, in one transaction: it may share one with others, and
        then has not happened where the COMMIT fails. One that any of them wants `synced` is so for all.
        """
        loop = asyncio.get_running_loop()
        if not self._waiting and not self._at_work:
            # After all that is ready to run has asked for its own.
            loop.call_soon(self._begin)
        work = Work(do, args, short, synced, loop.create_future())
        self._waiting.append(work)
        return work

    async def call(self, do: Callable[..., T], *args: object, short: bool = False, synced: bool = True) -> T:
        """The result of `do(*args)`. Who is cancelled meanwhile is told so when the work has ended."""
        work = self.ask(do, *args, short=short, synced=synced)
        try:
            return await work.future
        except asyncio.CancelledError:
            await work.ended()
            raise

    def close(self) -> None:
        """End the thread; all that was asked for has been answered."""
        self._thread.shutdown()

    def _begin(self) -> None:
        if self._at_work:
            return
        group: list[Work[Any]] = [each for each in self._waiting[:GROUP_AT_MOST] if not each.future.done()]
        self._waiting = self._waiting[GROUP_AT_MOST:]
        if not group:
            return
        if all(each.short for each in group) and time.monotonic() >= self._slow_until and self._done_now(group):
            self._end(group)
            return
        self._at_work = True
        at_work = asyncio.get_running_loop().run_in_executor(self._thread, self._do_all, group)
        for each in group:
            each.at_work = at_work
        at_work.add_done_callback(lambda _: self._end(group))

    def _end(self, group: Sequence[Work[Any]]) -> None:
        self._at_work = False
        for each in group:
            if each.future.done():
                continue  # cancelled
            if each.error is not None:
                each.future.set_exception(each.error)
            else:
                each.future.set_result(each.result)
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._begin)

    def _done_now(self, group: Sequence[Work[Any]]) -> bool:
        """Do the group on the loop; False where that would have to wait for another process."""
        begun = time.monotonic()
        self._file.wait_for_others(0)
        done = self._commit(group)
        if (ended := time.monotonic()) - begun > SLOW:
            self._slow_until = ended + SLOW_FOR
        return done

    def _do_all(self, group: Sequence[Work[Any]]) -> None:
        self._file.wait_for_others(self._file.patience)
        self._commit([each for each in group if each.short])
        for each in group:
            if not each.short:
                _do(each)

    def _commit(self, group: Sequence[Work[Any]]) -> bool:
        """Do it all in one transaction. False where another process's kept it from beginning: then each has failed."""
        self._file.kept_waiting = False
        if len(group) == 1:
            _do(group[0])  # a transaction of its own
        elif group:
            self._do_together(group)
        return not self._file.kept_waiting

    def _do_together(self, group: Sequence[Work[Any]]) -> None:
        """First as if none failed, then with savepoints; where one spoils it for all, at the latest at the COMMIT, each
        alone. After each of these that fails nothing has happened."""
        for savepoints in (False, True):
            try:
                self._do_at_once(group, savepoints=savepoints)
            except Exception as exc:
                if self._file.kept_waiting:
                    for each in group:
                        each.error = each.error or exc
                    return
            else:
                return
        for each in group:
            _do(each)

    def _do_at_once(self, group: Sequence[Work[Any]], *, savepoints: bool) -> None:
        with self._file.transaction(synced=any(each.synced for each in group)):
            self._file.savepoints = savepoints
            try:
                for each in group:
                    _do(each)
                    # On some errors, as on a full disk, SQLite has undone everything by itself.
                    if each.error is not None and not (savepoints and self._file.in_transaction):
                        raise each.error
            finally:
                self._file.savepoints = True


def _do(work: Work[Any]) -> None:
    work.result = work.error = None
    try:
        work.result = work.do(*work.args)
    except Exception as exc:
        work.error = exc
