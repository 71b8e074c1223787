"""Who is at work: each process registers, beats once a second, and keeps a lock that the kernel frees when it dies.

A process is known to be gone at once when its lock is free. One that is alive but stands still (stopped, swapped
out) is given up when its beat has not moved for a while, measured by the watcher's own monotonic clock, so that a
jump of the wall clock gives nobody up. Locks are flock's, which POSIX systems have.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from infra.local.queues.queue_file import SQL
from infra.local.queues.queue_opening import connect, translated
from shared.platform.errors import PepTalkError

BEAT_EVERY = 1.0
GIVEN_UP_AFTER = 4.0
"""Seconds without a beat after which a holder that still has its lock is given up."""

Role = Literal["consuming", "sending"]


@dataclass(frozen=True, slots=True)
class Holder:
    """A registered process. `started_at` is milliseconds since 1970."""

    id: str
    role: str
    pid: int
    started_at: int
    beat: int


class Holders:
    """This process's own registration, and its view of the others."""

    def __init__(
        self,
        queue_db: Path,
        locks: Path,
        id: str,
        now: Callable[[], int],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.id = id
        self._path = queue_db
        self._locks = locks
        self._now = now
        self._monotonic = monotonic
        self._role: Role = "sending"
        self._seen: dict[str, tuple[int, float]] = {}
        self._stopping = threading.Event()
        self._connection = connect(queue_db)
        self._using = threading.Lock()
        locks.mkdir(parents=True, exist_ok=True)
        # Locked before it is registered: whoever finds the row finds the lock taken.
        self._lock = os.open(self._lock_file(id), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._beat()
        # Beats need not survive a loss of power, after which nobody is at work; but that we were there must be known,
        # so that what we claimed is given up.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        # A thread of its own, so that a handler that computes for seconds loses nothing.
        self._thread = threading.Thread(target=self._keep_beating, name=f"heartbeat-{id}", daemon=True)
        self._thread.start()

    def take_role(self, role: Role) -> None:
        """Say whether this process consumes, at once."""
        self._role = role
        self._beat()

    def close(self) -> None:
        """Stop beating and free the lock; the registration is ended by `QueueFile.leave` before."""
        self._stopping.set()
        self._thread.join()
        self._connection.close()
        self._lock_file(self.id).unlink(missing_ok=True)
        os.close(self._lock)

    def stop_beating(self) -> None:
        """No beat follows that would register this holder again."""
        self._stopping.set()
        self._thread.join()

    def registered(self) -> list[Holder]:
        """All holders, oldest first, living or not."""
        statement = SQL("holders")
        with translated(self._path), self._using:
            return [Holder(*row) for row in self._connection.execute(statement.sql).fetchall()]

    def gone(self) -> list[Holder]:
        """The others that are certainly gone or have not beaten for `GIVEN_UP_AFTER` seconds while we watched."""
        return [each for each in self.registered() if each.id != self.id and not self._lives(each)]

    def others_consuming(self) -> bool:
        """Whether another living process consumes."""
        return any(each.role == "consuming" and each.id != self.id and self._lives(each) for each in self.registered())

    def forget(self, holder: Holder) -> None:
        """Remove what a gone holder left on disk."""
        self._seen.pop(holder.id, None)
        if self._lock_is_free(holder.id):
            self._lock_file(holder.id).unlink(missing_ok=True)

    def _lives(self, holder: Holder) -> bool:
        if self._lock_is_free(holder.id):
            return False
        at = self._monotonic()
        beat, since = self._seen.get(holder.id, (holder.beat, at))
        if beat != holder.beat:
            since = at
        self._seen[holder.id] = (holder.beat, since)
        return at - since < GIVEN_UP_AFTER

    def _lock_is_free(self, id: str) -> bool:
        """Whether the process is certainly gone. A lock file that is missing proves nothing."""
        try:
            lock = os.open(self._lock_file(id), os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            # Shared, so that two watchers do not take each other for the holder.
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(lock)
        return True

    def _lock_file(self, id: str) -> Path:
        return self._locks / f"{id}.lock"

    def _beat(self) -> None:
        statement = SQL("beat", id=self.id, role=self._role, pid=os.getpid(), now=self._now())
        with translated(self._path), self._using:
            self._connection.execute(statement.sql, statement.params)

    def _keep_beating(self) -> None:
        while not self._stopping.wait(BEAT_EVERY):
            # A beat that fails (the file is busy) is made good by the next; if none succeeds, others give us up.
            with suppress(PepTalkError):
                self._beat()
