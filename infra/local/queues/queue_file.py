"""The broker's file: messages and leases in SQLite, one transaction for each send, lease and settlement.

Everything here is synchronous and told the time, in milliseconds since 1970; `infra.local.queues.broker` gives it a
thread and a clock. The file is WAL, and what `send` accepted outlives a loss of power (synchronous=FULL). A lease or
a settlement outlives the death of its process; lost with the power, its messages are delivered again (NORMAL).
"""

import json
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from infra.local.queues.queue_opening import BUSY_TIMEOUT, connect, translated
from queues.topology import Queue
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Statement
from shared.platform.sql import Queries

SQL = Queries("infra.local.queues", "broker.sql")

Draw = Callable[[list[tuple[Any, ...]], int], list[tuple[Any, ...]]]
"""Chooses a batch of at most so many from the rows that are ready."""

DRAWN_FROM = 200


@dataclass(frozen=True, slots=True)
class Leased:
    """One message of a lease. `attempts` counts this delivery."""

    seq: int
    id: str
    body: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Lease:
    """A batch that one holder has in hand; `token` fences its settlement."""

    token: int
    queue: str
    messages: tuple[Leased, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """A message that goes back to its queue: after `delay` seconds, or as ready as it was where that is None.

    An uncounted delivery, one that was given back unheard, does not count as an attempt.
    """

    seq: int
    delay: int | None = None
    uncounted: bool = False


class QueueFile:
    """The messages of all declared queues. One thread at a time uses it."""

    def __init__(self, path: Path, queues: Mapping[str, Queue]) -> None:
        self.path = path
        self.queues = queues
        self.connection = connect(path)
        self.patience = BUSY_TIMEOUT
        """Seconds that a transaction waits for another process's."""
        self._busy_timeout: float = BUSY_TIMEOUT
        self._synced: bool = True  # both as `connect` leaves them
        self.kept_waiting = False
        """Whether a transaction could not begin because another process was in one."""
        self.savepoints = True
        """Whether each part of a transaction that stands is a savepoint, and undone alone."""

    def close(self) -> None:
        self.connection.close()

    def queue(self, name: str) -> Queue:
        """What the topology declares.

        Raises:
            ConfigurationError: it declares no such queue.
        """
        if name not in self.queues:
            known = ", ".join(sorted(self.queues))
            raise ConfigurationError(f"no queue {name!r} is declared in queues/topology.py; declared are {known}")
        return self.queues[name]

    def send(
        self, queue: str, messages: Sequence[tuple[str, str]], delay: int, now: int, extra: Sequence[int] = ()
    ) -> None:
        """Accept (id, body) pairs durably, all or none; `extra` is milliseconds that each waits on top, where given."""
        expires_at = now + self.queue(queue).retention * 1000
        ready_at = now + delay * 1000
        one = SQL("send", id="", queue="", body="", now=now, ready_at=0, expires_at=0).sql
        rows = [
            (id, queue, body, now, ready_at + more, expires_at)
            for (id, body), more in zip(messages, extra or repeat(0), strict=False)
        ]
        with self.transaction() as execute:
            execute.executemany(one, rows)

    def due(self, names: Sequence[str], now: int) -> list[str]:
        """Which of these queues have a batch to hand out and a consumer's place free."""
        asked = [
            {
                "name": name,
                "size": (queue := self.queue(name)).max_batch_size,
                "wait": queue.max_batch_timeout * 1000,
                "concurrency": queue.max_concurrency,
            }
            for name in names
        ]
        return [row[0] for row in self._all("due", queues=json.dumps(asked), now=now)]

    def lease(self, name: str, holder: str, now: int, draw: Draw | None = None) -> Lease | None:
        """Take the next batch of a queue, or None where there is none to hand out.

        A batch is handed out when it is full or its oldest message has waited `max_batch_timeout`. `draw` chooses it
        from the first `DRAWN_FROM` messages that are ready, where it is given.
        """
        with self.transaction(synced=False):
            return self._lease(name, holder, now, draw)

    def settle(self, token: int, name: str, back: Sequence[Back], now: int) -> bool:
        """End a lease: `back` goes back to the queue or, its retries used up, to the dead letters; the rest was acked.

        False where the lease was lost: then nothing changed.
        """
        with self.transaction(synced=False):
            return self._settle(token, name, back, now)

    def exchange(
        self, name: str, token: int, back: Sequence[Back], holder: str, now: int, draw: Draw | None = None
    ) -> Lease | None:
        """`settle`, then `lease` from the same queue: in one transaction."""
        with self.transaction(synced=False):
            self._settle(token, name, back, now)
            return self._lease(name, holder, now, draw)

    def release(self, holder: str, beat: int | None, now: int) -> bool:
        """Give up a holder: what it leased goes back, its cron slots are free, it is registered no more.

        `beat` is its beat when it was last looked at, None where it is not registered. False where it has beaten
        since: then nothing changed.
        """
        with self.transaction() as execute:
            if beat is not None:
                dropped = SQL("drop_holder", id=holder, beat=beat)
                if not execute.execute(dropped.sql, dropped.params).rowcount:
                    return False
            elif self._all("holder_beats", id=holder):
                return False
            self._return_all(holder, now)
        return True

    def leave(self, holder: str, now: int) -> None:
        """A holder's orderly end: as `release`, whatever its beat."""
        with self.transaction():
            for (beat,) in self._all("holder_beats", id=holder):
                self._all("drop_holder", id=holder, beat=beat)
            self._return_all(holder, now)

    def orphans(self) -> list[str]:
        """Holders of leases or cron slots that are registered no more."""
        return [row[0] for row in self._all("orphans")]

    def sweep(self, now: int) -> None:
        """Delete what outlived its queue's retention."""
        with self.transaction():
            self._all("sweep", now=now)

    def metrics(self, now: int) -> dict[str, tuple[int, int, int, int, int]]:
        """By queue with messages: ready, delayed, leased, bytes, and when the oldest was sent."""
        return {row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in self._all("metrics", now=now)}

    def peek(self, name: str, count: int, now: int) -> list[tuple[str, str, int, int, int, bool]]:
        """The first messages of a queue: id, body, attempts, sent_at, ready_at, leased."""
        found = self._all("peek", queue=self.queue(name).name, count=count, now=now)
        return [(id, body, tries, sent, ready, bool(leased)) for id, body, tries, sent, ready, leased in found]

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction stands."""
        return self.connection.in_transaction

    @contextmanager
    def transaction(self, *, synced: bool = True) -> Generator[sqlite3.Connection]:
        """One write transaction, or a part of the one that is open, with `savepoints` undone alone where the block
        raises.

        Without `synced` it may be undone by a loss of power too, until one that is synced has followed.
        """
        nested = self.connection.in_transaction
        with translated(self.path):
            if nested and not self.savepoints:
                yield self.connection
                return
            if not nested and synced is not self._synced:
                self.connection.execute(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
                self._synced = synced
            try:
                self.connection.execute("SAVEPOINT part" if nested else "BEGIN IMMEDIATE")
            except sqlite3.Error:
                self.kept_waiting = True
                raise
            try:
                yield self.connection
                self.connection.execute("RELEASE part" if nested else "COMMIT")
            except BaseException:
                # On some errors, such as a full disk, SQLite has undone all by itself.
                if self.connection.in_transaction:
                    for undo in ("ROLLBACK TO part", "RELEASE part") if nested else ("ROLLBACK",):
                        self.connection.execute(undo)
                raise

    def wait_for_others(self, seconds: float) -> None:
        """From now on a transaction that another process's keeps from beginning fails after so long."""
        if seconds != self._busy_timeout:
            self.connection.execute(f"PRAGMA busy_timeout = {seconds * 1_000:.0f}")
            self._busy_timeout = seconds

    def execute(self, statement: Statement) -> list[tuple[Any, ...]]:
        """Run one statement, in the open transaction where there is one; all its rows."""
        with translated(self.path):
            return self.connection.execute(statement.sql, statement.params).fetchall()

    def _all(self, name: str, **params: Any) -> list[tuple[Any, ...]]:
        return self.execute(SQL(name, **params))

    def _lease(self, name: str, holder: str, now: int, draw: Draw | None) -> Lease | None:
        queue = self.queue(name)
        size = queue.max_batch_size
        drawn = DRAWN_FROM if draw else size
        found = self._all("ready", queue=name, now=now, size=drawn, concurrency=queue.max_concurrency)
        if not found or (len(found) < size and found[0][4] > now - queue.max_batch_timeout * 1000):
            return None
        if draw:
            found = draw(found, size)
        seqs = json.dumps([row[0] for row in found])
        opened = self._all("open_lease", queue=name, holder=holder, messages=seqs, now=now)
        if not opened:
            return None
        token: int = opened[0][0]
        self._all("take", token=token, messages=seqs)
        return Lease(token, name, tuple(Leased(seq, id, body, tries + 1) for seq, id, body, tries, _ in found))

    def _settle(self, token: int, name: str, back: Sequence[Back], now: int) -> bool:
        closed = self._all("close_lease", token=token)
        if not closed:
            return False
        if back:
            queue = self.queue(name)
            rows = json.dumps(
                [
                    {
                        "seq": each.seq,
                        "ready_at": None if each.delay is None else now + each.delay * 1000,
                        "uncounted": int(each.uncounted),
                    }
                    for each in back
                ]
            )
            self._all("requeue", back=rows, token=token, max_retries=queue.max_retries)
            if queue.dead_letter_queue is not None:
                expires_at = now + self.queue(queue.dead_letter_queue).retention * 1000
                self._all(
                    "bury",
                    back=rows,
                    token=token,
                    dead_letter_queue=queue.dead_letter_queue,
                    now=now,
                    expires_at=expires_at,
                )
        self._all("drop", messages=closed[0][0], token=token)
        return True

    def _return_all(self, holder: str, now: int) -> None:
        for token, name, messages in self._all("leases_of_holder", holder=holder):
            self._settle(token, name, [Back(seq) for seq in json.loads(messages)], now)
        self._all("free_slots", holder=holder)
