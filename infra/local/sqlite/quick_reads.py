"""Reads on the loop, which take tens of microseconds where a change of threads takes a hundred.

The loop waits for nobody: where the file is busy, and for each statement that takes long, there is the thread.
"""

import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from infra.local.machine.patience import waited_since, waits
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Result, Statement

SLOW = 0.005
"""Seconds of CPU of a read, twice in a row, after which its statement is a thread's work: the first may have been
prepared meanwhile, or garbage collected."""
WAITED, WAITED_FOR = 0.02, 1.0
"""Seconds that a read took although it is quick, because it waited for the disk, and after which reads are tried on
the loop again."""

_T = TypeVar("_T")


class Reading(Protocol):
    """A connection to the file."""

    def read(self, statement: Statement) -> Result:
        """Execute one statement that only reads."""
        ...

    def read_all(self, statements: Sequence[Statement]) -> list[Result]:
        """Execute statements that only read, on one state of the database."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


class QuickReads:
    """The connection that reads on the loop, opened at the first use."""

    def __init__(self, opened: Callable[[], Reading]) -> None:
        self._opened = opened
        self._connection: Reading | None = None
        self._slow: set[str] = set()
        self._slow_once: set[str] = set()
        self._slow_until = 0.0
        self._closed = False

    def read(self, statement: Statement) -> Result | None:
        """What it gives, or None where it is left to the thread."""
        return self._tried([statement], lambda connection: connection.read(statement))

    def read_all(self, statements: Sequence[Statement]) -> list[Result] | None:
        """What they give on one state of the database, or None where it is left to the thread."""
        return self._tried(statements, lambda connection: connection.read_all(statements))

    def close(self) -> None:
        """Close the connection; nothing is read here any more."""
        self._closed = True
        if self._connection is not None:
            self._connection.close()

    def _tried(self, statements: Sequence[Statement], read: Callable[[Reading], _T]) -> _T | None:
        if self._closed or any(each.sql in self._slow for each in statements) or time.monotonic() < self._slow_until:
            return None
        try:
            if self._connection is None:
                self._connection = self._opened()
            begun, busy, before = time.monotonic(), time.thread_time(), waits()
            try:
                return read(self._connection)
            finally:
                if (ended := time.monotonic()) - begun > SLOW or self._slow_once:
                    self._judge(statements, ended - begun, time.thread_time() - busy, before)
        except DatabaseUnavailable:
            return None

    def _judge(self, statements: Sequence[Statement], took: float, busy: float, before: int | None) -> None:
        """Its own work is the statement's nature; what else it waited for passes."""
        asked = {each.sql for each in statements}
        if busy > SLOW:
            self._slow |= asked & self._slow_once
            self._slow_once ^= asked
            return
        self._slow_once -= asked
        if took > WAITED and waited_since(before):
            self._slow_until = time.monotonic() + WAITED_FOR
