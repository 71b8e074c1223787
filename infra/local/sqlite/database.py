"""SQLite as D1: the Database port over one file that any number of processes may share.

One connection writes, others read beside it (WAL). Whoever asks has a transaction to himself, or a savepoint of one
that he shares with others who asked at the same time (`infra.local.machine.file_thread`). What takes less time than
a change of threads is done on the loop; whatever may take long, or has to wait, is a thread's work.
"""

import asyncio
import re
import sqlite3
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from infra.local.machine.file_thread import FileThread
from infra.local.sqlite.d1_rules import Guard
from infra.local.sqlite.quick_reads import QuickReads
from shared.platform.cloudflare.d1_values import bound
from shared.platform.errors import (
    ConfigurationError,
    ConstraintViolated,
    DatabaseError,
    DatabaseUnavailable,
    PepTalkError,
)
from shared.platform.ports import Result, Row, Statement

BUSY_TIMEOUT = 5.0
"""Seconds that a statement waits for another process's transaction."""

_SHORT_STATEMENTS = 40
_SHORT_BYTES = 64_000
"""What is written on the loop is no more than this; a checkpoint aside, it takes a millisecond."""

_WRITES = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\b", re.IGNORECASE)
_READS = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*(?:SELECT|VALUES|EXPLAIN)\b", re.IGNORECASE | re.DOTALL)
_READS_WITH = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*WITH\b", re.IGNORECASE | re.DOTALL)
_CHANGES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE(?!\s*\())\b", re.IGNORECASE)  # replace() is a function too
_NOTHING = re.compile(r"(?:\s|;|--[^\n]*(?:\n|$)|/\*.*?\*/)*\Z", re.DOTALL)

_SQLITES = (sqlite3.Error, sqlite3.Warning, UnicodeEncodeError)
"""What the module raises where SQLite refuses."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class SQLiteDatabase:
    """The Database port over a migrated SQLite file (`infra.local.sqlite.migrate`), with D1's limits and refusals."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = _Writer(path)
        self._reader = _Worker(path, "db-read")
        self._quick = QuickReads(lambda: Connection(path, patience=0))

    async def all(self, statement: Statement) -> list[Row]:
        """All rows; a statement that only reads does not wait for writers."""
        if _only_reads(statement.sql):
            found = self._quick.read(statement)
            return (found or await self._reader.do(Connection.read, statement)).rows
        return (await self.run(statement)).rows

    async def first(self, statement: Statement) -> Row | None:
        """The first row, or None where there is none."""
        rows = await self.all(statement)
        return rows[0] if rows else None

    async def run(self, statement: Statement) -> Result:
        """Execute one statement in a transaction of its own."""
        return (await self.batch([statement]))[0]

    async def batch(self, statements: Sequence[Statement]) -> list[Result]:
        """Execute all statements in one transaction, or none of them; where all of them only read, they see one
        state and do not wait for writers."""
        if not statements:
            return []
        if all(_only_reads(each.sql) for each in statements):
            found = self._quick.read_all(statements)
            return found or await self._reader.do(Connection.read_all, statements)
        return await self._writer.batch(list(statements))

    async def close(self) -> None:
        """Finish what was asked and close the file; whatever is asked afterwards is refused."""
        self._quick.close()
        await self._reader.close()
        await self._writer.close()


class Connection:
    """One connection to the file, held to D1's rules. One thread at a time uses it."""

    def __init__(
        self, path: Path, *, create: bool = False, patience: float = BUSY_TIMEOUT, reads_only: bool = False
    ) -> None:
        """Open the file. `patience` is how many seconds a statement waits for another process; with `reads_only`, what
        would change anything is refused.

        Raises:
            ConfigurationError: it is missing (unless `create`), is no database, or cannot be written.
            DatabaseUnavailable: another process holds it for longer than the busy timeout.
        """
        self.path = path
        self.patience = patience
        self.kept_waiting = False
        self.savepoints = True
        self._busy_timeout = patience
        self._guard = Guard(reads_only=reads_only)
        if not create and not path.is_file():
            raise ConfigurationError(f"there is no database at {path}; `peptalk db migrate` makes it")
        with self._translated():
            # The guard sees a statement when it is prepared; those it let pass stay prepared.
            self._sqlite = sqlite3.connect(
                path, timeout=patience, isolation_level=None, cached_statements=256, check_same_thread=False
            )
        try:
            with self._translated():
                self._write_ahead(patience)
                self._sqlite.execute("PRAGMA synchronous = FULL")
                self._sqlite.execute("PRAGMA foreign_keys = ON")
                # What is deleted is overwritten, whatever the library was built with: an erasure reaches the bytes.
                self._sqlite.execute("PRAGMA secure_delete = ON")
                self._guard.install(self._sqlite)
        except BaseException:
            self._sqlite.close()
            raise

    def close(self) -> None:
        """Close the file; the last connection to it writes the log back."""
        self._sqlite.close()

    def read(self, statement: Statement) -> Result:
        """Execute one statement that only reads."""
        return self.execute(statement)

    def read_all(self, statements: Sequence[Statement]) -> list[Result]:
        """Execute statements that only read, on one state of the database."""
        with self._within("BEGIN", "COMMIT", "ROLLBACK"):
            return [self.execute(each) for each in statements]

    def batch(self, statements: Sequence[Statement]) -> list[Result]:
        """Execute all statements in one transaction, or none of them."""
        with self.transaction():
            return [self.execute(each) for each in statements]

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction stands."""
        return self._sqlite.in_transaction

    def wait_for_others(self, seconds: float) -> None:
        """From now on a transaction that another process's keeps from beginning fails after so long."""
        if seconds != self._busy_timeout:
            self._guard.transaction(self._sqlite, f"PRAGMA busy_timeout = {seconds * 1_000:.0f}")
            self._busy_timeout = seconds

    @contextmanager
    def transaction(self, *, synced: bool = True) -> Generator[None]:
        """One write transaction, or a part of the one that stands, with `savepoints` undone alone where anything is
        raised; errors are ours. All is synced: `synced` is for files that have a choice."""
        if not self._sqlite.in_transaction:
            within = self._within("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
        elif self.savepoints:
            within = self._within("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part", "RELEASE part")
        else:
            within = self._translated()
        with within:
            yield

    @contextmanager
    def _within(self, begin: str, end: str, *undo: str) -> Generator[None]:
        with self._translated():
            try:
                self._guard.transaction(self._sqlite, begin)
            except sqlite3.Error:
                self.kept_waiting = True
                raise
            try:
                yield
                self._guard.transaction(self._sqlite, end)
            except BaseException:
                # SQLite has rolled back by itself where the disk is full.
                if self._sqlite.in_transaction:
                    for each in undo:
                        self._guard.transaction(self._sqlite, each)
                raise

    def execute(self, statement: Statement) -> Result:
        """Execute one statement, within the transaction that stands."""
        if _NOTHING.match(statement.sql):
            raise DatabaseError("D1_ERROR: No SQL statements detected.")
        values = bound(statement.params)
        self._guard.refusal = None
        try:
            before = self._sqlite.total_changes
            cursor = self._sqlite.execute(statement.sql, values)
            try:
                found: list[tuple[Any, ...]] = cursor.fetchall()
                names = [column[0] for column in cursor.description or ()]
            finally:
                cursor.close()
            changes = self._sqlite.total_changes - before
        except _SQLITES as exc:
            raise translated(exc, self.path, self._guard.refusal) from exc
        return Result([dict(zip(names, row, strict=True)) for row in found], changes)

    def _write_ahead(self, patience: float) -> None:
        """Switching to WAL wants the file alone and does not wait for it by itself."""
        deadline = time.monotonic() + patience
        while True:
            try:
                self._sqlite.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as exc:
                if _kind(exc) not in _WAITING or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return

    @contextmanager
    def _translated(self) -> Generator[None]:
        self._guard.refusal = None
        try:
            yield
        except PepTalkError:
            raise
        except _SQLITES as exc:
            raise translated(exc, self.path, self._guard.refusal) from exc


class _Writer:
    """The connection that writes, opened at the first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opening = asyncio.Lock()
        self._connection: Connection | None = None
        self._thread: FileThread | None = None
        self._closed = False

    async def batch(self, statements: list[Statement]) -> list[Result]:
        """Execute all statements in one transaction, or none of them."""
        thread = await self._opened()
        return await thread.call(self._do, statements, short=_short(statements))

    async def close(self) -> None:
        """Close after all work that was asked before."""
        self._closed = True
        if self._thread is not None and self._connection is not None:
            thread, self._thread = self._thread, None
            await thread.call(self._connection.close)
            thread.close()

    async def _opened(self) -> FileThread:
        if self._closed:
            raise DatabaseError(f"{self._path.name} was closed")
        if self._thread is None:
            async with self._opening:
                if self._connection is None:
                    self._connection = await asyncio.to_thread(Connection, self._path)
                    self._thread = FileThread(self._connection, "db-write")
        if self._thread is None:
            raise DatabaseError(f"{self._path.name} was closed")
        return self._thread

    def _do(self, statements: list[Statement]) -> list[Result]:
        assert self._connection is not None  # noqa: S101 - it was opened before anybody could ask
        return self._connection.batch(statements)


@lru_cache(1_000)
def _only_reads(sql: str) -> bool:
    """Whether a statement changes nothing for sure: what names a change anywhere after WITH may be one."""
    return bool(_READS.match(sql) or (_READS_WITH.match(sql) and not _CHANGES.search(sql)))


def _short(statements: Sequence[Statement]) -> bool:
    """Whether this is quick and disturbs nobody: little data, and no PRAGMA, which holds for a whole transaction."""
    if len(statements) > _SHORT_STATEMENTS or any(not _WRITES.match(each.sql) for each in statements):
        return False
    sizes = (len(value) for each in statements for value in each.params if isinstance(value, str | bytes))
    return sum(sizes) <= _SHORT_BYTES


class _Worker:
    """A thread with a connection of its own, opened at the first use."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._connection: Connection | None = None
        self._closed = False

    async def do(self, work: Callable[Concatenate[Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do the work in the thread."""
        if self._closed:
            raise DatabaseError(f"{self._path.name} was closed")
        return await asyncio.wrap_future(self._thread.submit(lambda: work(self._opened(), *args, **kwargs)))

    async def close(self) -> None:
        """Close after all work that was asked before."""
        if not self._closed:
            self._closed = True
            await asyncio.wrap_future(self._thread.submit(self._close))
            self._thread.shutdown()

    def _opened(self) -> Connection:
        if self._connection is None:
            self._connection = Connection(self._path)
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()


_WAITING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT)

_OPERATOR = {
    sqlite3.SQLITE_FULL: "the disk is full; free space there and start again",
    sqlite3.SQLITE_READONLY: "it cannot be written; give this user the right to write the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be read; give this user the right to the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; see that its folder exists and this user may write there",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database; move it away, or set PEPTALK_HOME to another folder",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; move it away and restore a backup",
    sqlite3.SQLITE_IOERR: "the disk failed; look at its health and its free space",
}


def _kind(exc: BaseException) -> int:
    """SQLite's primary result code, or 0 where the error is not SQLite's."""
    return int(getattr(exc, "sqlite_errorcode", 0) or 0) & 0xFF


def translated(exc: BaseException, path: Path, refusal: str | None = None) -> PepTalkError:
    """An error of Python's sqlite3 as ours, in D1's words."""
    kind, text = _kind(exc), str(exc)
    if kind in _WAITING:
        return DatabaseUnavailable(f"{path.name}: {text}", vendor="sqlite")
    if kind in _OPERATOR:
        return ConfigurationError(f"{path}: {_OPERATOR[kind]} ({text})")
    if kind == sqlite3.SQLITE_CONSTRAINT:
        name = getattr(exc, "sqlite_errorname", "SQLITE_CONSTRAINT")
        return ConstraintViolated(f"D1_ERROR: {text}: SQLITE_CONSTRAINT (extended: {name})")
    if kind == sqlite3.SQLITE_AUTH and refusal:
        return DatabaseError(f"D1_ERROR: not authorized: {refusal}: SQLITE_AUTH")
    if "number of bindings" in text:
        return DatabaseError("D1_ERROR: Wrong number of parameter bindings for SQL query.")
    if "one statement at a time" in text:
        return DatabaseError("D1_ERROR: A prepared SQL statement must contain only one statement.")
    return DatabaseError(f"D1_ERROR: {text}: {getattr(exc, 'sqlite_errorname', None) or 'SQLITE_ERROR'}")
