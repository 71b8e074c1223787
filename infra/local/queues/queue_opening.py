"""Opening the queues' file: made where it is missing, WAL, each commit synced, and errors that are ours."""

import re
import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from shared.platform.errors import ConfigurationError, DatabaseError, DatabaseUnavailable

SCHEMA_VERSION = 1
BUSY_TIMEOUT = 5.0
"""Seconds that a statement waits for another process's transaction."""

_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)


@contextmanager
def translated(path: Path) -> Generator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.Error as exc:
        if _may_pass(exc):
            raise DatabaseUnavailable(f"{path.name}: {exc}") from exc
        raise DatabaseError(f"{path.name}: {exc}") from exc


def _may_pass(exc: sqlite3.Error) -> bool:
    """Whether waiting may help: another's transaction, a full disk, an error of the device."""
    code = getattr(exc, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _PASSING


def connect(path: Path) -> sqlite3.Connection:
    """A connection of autocommit mode, usable from any one thread at a time; a commit survives a loss of power.

    Raises:
        ConfigurationError: the file is no database, cannot be opened, or was written by a newer version.
    """
    try:
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as exc:
        raise ConfigurationError(
            f"{path} cannot be opened ({exc}); set PEPTALK_HOME to a folder you may write"
        ) from exc
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as exc:
        connection.close()
        if _may_pass(exc):
            raise DatabaseUnavailable(f"{path.name}: {exc}") from exc
        raise ConfigurationError(f"{path} is not a queue database ({exc}); move it away and start again") from exc
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # a message that is gone is gone from the bytes too
    if _version(connection) == 0:
        connection.execute("BEGIN EXCLUSIVE")
        if _version(connection) == 0:
            schema = files("infra.local.queues").joinpath("queue_schema.sql").read_text("utf-8")
            for statement in re.sub(r"--[^\n]*", "", schema).split(";"):
                connection.execute(statement)
        connection.execute("COMMIT")
    version = _version(connection)
    if version != SCHEMA_VERSION:
        raise ConfigurationError(
            f"{path} is of schema {version}, and this PepTalk knows {SCHEMA_VERSION}; "
            "install a newer PepTalk, or set PEPTALK_HOME to another folder"
        )


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switching to WAL wants the file alone and does not wait for it by itself."""
    deadline = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
