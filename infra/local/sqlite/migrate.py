"""Migrations on the embedded platform: the files and the ledger that `wrangler d1 migrations apply` uses.

Each file runs in one transaction together with its row in the ledger, under D1's own limits, so that what
passes here passes there.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import complete_statement, connect

from infra.local.machine.project import MIGRATIONS
from infra.local.sqlite.database import Connection
from shared.platform.errors import ConfigurationError, DatabaseError
from shared.platform.ports import Statement

_FILE = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
# wrangler's own table (wrangler, d1/migrations), whose rows it reads and writes too; quoted, as its exports want it.
_CREATE_LEDGER = Statement(
    'CREATE TABLE IF NOT EXISTS "d1_migrations"('
    "id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)"
)
_HAS_LEDGER = Statement("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'd1_migrations'")
_ADD_TO_LEDGER = "INSERT INTO d1_migrations (name) VALUES (?1)"
_LEDGER = Statement("SELECT name, applied_at FROM d1_migrations ORDER BY id")


class NewerSchema(ConfigurationError):
    """The database has a migration that this version of PepTalk does not know."""


class MigrationGap(ConfigurationError):
    """A migration is missing between others, in the folder or in the database."""


class MigrationFailed(ConfigurationError):
    """A migration's file cannot be applied; nothing of it was written."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file, and when it was applied (UTC); None where it is not yet."""

    name: str
    applied_at: datetime | None


def apply(path: Path, folder: Path = MIGRATIONS) -> list[str]:
    """Bring the database up to date, making it where it is missing; the names applied now, in order.

    Any number of processes may do so at once: each file is applied by one of them.

    Raises:
        NewerSchema, MigrationGap: nothing was changed.
        MigrationFailed: the files before the failing one stay applied, nothing of it is.
        ConfigurationError: the file is no database, or cannot be written.
        DatabaseUnavailable: another process holds the database for too long.
    """
    files = _files(folder)
    connection = Connection(path, create=True)
    try:
        _pending(_read(connection), files, path)
        with connection.transaction():
            connection.execute(_CREATE_LEDGER)
        applied: list[str] = []
        while (name := _apply_next(connection, files, path)) is not None:
            applied.append(name)
    finally:
        connection.close()
    return applied


def status(path: Path, folder: Path = MIGRATIONS) -> list[Migration]:
    """Every migration in order, applied or not; a database that is missing has none.

    Raises:
        NewerSchema, MigrationGap, ConfigurationError: as `apply` would.
    """
    files = _files(folder)
    applied: dict[str, datetime] = {}
    if path.exists():
        connection = Connection(path)
        try:
            applied = _read(connection)
        finally:
            connection.close()
        _pending(applied, files, path)
    return [Migration(file.name, applied.get(file.name)) for file in files]


def at_once(files: Sequence[Path]) -> str:
    """SQL that brings a new database as far as these migrations, the first of all, with the ledger that says so.

    wrangler starts the simulator once for each migration, and once for a file of any length.
    """
    with closing(connect(":memory:")) as ledger:
        ledger.execute(_CREATE_LEDGER.sql)
        ledger.executemany(_ADD_TO_LEDGER, [(file.name,) for file in files])
        rows = [line for line in ledger.iterdump() if line.startswith("INSERT INTO")]
    texts = [file.read_text("utf-8") for file in files]
    ours = [line for line in rows if "sqlite_sequence" not in line]
    return "\n".join([f"{_CREATE_LEDGER.sql};", *texts, *ours, ""])


def _apply_next(connection: Connection, files: Sequence[Path], path: Path) -> str | None:
    """Apply the first file that is pending, as the ledger says once we hold the database; None where none is."""
    where = ""
    try:
        with connection.transaction():
            pending = _pending(_read(connection), files, path)
            if not pending:
                return None
            file = pending[0]
            for number, statement in enumerate(statements(file), 1):
                where = f"{file.name}, statement {number}"
                connection.execute(Statement(statement))
            where = f"{file.name}, at its end"
            connection.execute(Statement(_ADD_TO_LEDGER, (file.name,)))
    except DatabaseError as exc:
        raise MigrationFailed(f"{where}: {exc}; nothing of this file was applied") from exc
    return file.name


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.sql"))
    if not found:
        raise ConfigurationError(f"{folder} has no migrations; run from a complete checkout of PepTalk")
    for number, file in enumerate(found, 1):
        match = _FILE.fullmatch(file.name)
        if match is None:
            raise MigrationGap(f"{file.name} is not named like 0001_what_it_makes.sql")
        if int(match[1]) != number:
            raise MigrationGap(f"{file.name} stands where {number:04d} is expected; a migration is missing or twice")
    return found


def _read(connection: Connection) -> dict[str, datetime]:
    """What the ledger says, in its order; nothing where there is no ledger."""
    if not connection.read(_HAS_LEDGER).rows:
        return {}
    rows = connection.read(_LEDGER).rows
    return {row["name"]: datetime.fromisoformat(row["applied_at"]).replace(tzinfo=UTC) for row in rows}


def _pending(applied: dict[str, datetime], files: Sequence[Path], path: Path) -> list[Path]:
    known = {file.name for file in files}
    if unknown := sorted(applied.keys() - known):
        raise NewerSchema(
            f"{path} has migrations of a newer version of PepTalk ({', '.join(unknown)}); "
            f"install that version, or set PEPTALK_HOME to another folder"
        )
    pending = [file for file in files if file.name not in applied]
    if pending and (late := [name for name in applied if name > pending[0].name]):
        raise MigrationGap(
            f"{path} has {late[-1]} but not {pending[0].name}, which comes before it; restore a backup of the database"
        )
    return pending


def statements(file: Path) -> Iterator[str]:
    """The statements of a migration's file. A semicolon ends one where SQLite says that it is complete (triggers have
    many).

    Raises:
        MigrationFailed: the file cannot be read, or its last statement has no end.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise MigrationFailed(f"{file.name} cannot be read: {exc}") from exc
    statement = ""
    for part in re.split(r"(?<=;)", text):
        statement += part
        if complete_statement(statement):
            yield statement.strip()
            statement = ""
    if re.sub(r"--[^\n]*|/\*.*?\*/", "", statement, flags=re.DOTALL).strip():
        raise MigrationFailed(f"{file.name}: the last statement has no end; nothing of this file was applied")
