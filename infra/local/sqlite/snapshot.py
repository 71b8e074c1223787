"""A copy of the database as it is at one moment, while others go on writing to it."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from infra.local.sqlite.database import SQLiteDatabase, translated
from shared.platform.errors import ConfigurationError


@asynccontextmanager
async def snapshot(path: Path) -> AsyncGenerator[SQLiteDatabase]:
    """The copy, opened; it lies beside the original, which has the room and the rights, and goes with the context.

    Raises:
        ConfigurationError: there is no database, or no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="snapshot-", dir=_place(path)) as folder:
        copy = Path(folder) / path.name
        await asyncio.to_thread(_copied, path, copy)
        database = SQLiteDatabase(copy)
        try:
            yield database
        finally:
            await database.close()


def _place(path: Path) -> Path:
    if not path.is_file():
        raise ConfigurationError(f"there is no database at {path}; `peptalk db migrate` makes it")
    return path.parent


def _copied(path: Path, copy: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            # All pages at once: between two steps another process's write would start it anew.
            source.backup(target)
    except sqlite3.Error as exc:
        raise translated(exc, path) from exc
