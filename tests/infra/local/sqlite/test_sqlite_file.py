"""The SQLite file between processes: killed, busy, read-only, full, or no database at all."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.local.sqlite.database import SQLiteDatabase, translated
from shared.platform.errors import ConfigurationError, ConstraintViolated, DatabaseError, DatabaseUnavailable
from shared.platform.ports import Statement

WRITER = """
import asyncio, sys
from pathlib import Path
from infra.local.sqlite.database import SQLiteDatabase
from shared.platform.ports import Statement

async def main():
    database = SQLiteDatabase(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        add = "INSERT INTO pair (n, half) VALUES (?1, ?2)"
        await database.batch([Statement(add, (number, half)) for half in range(50)])
        print(number, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("after", [0.05, 0.11, 0.17])
async def test_a_killed_process_leaves_whole_batches_and_loses_none_that_it_was_told_of(app_db: Path, after: float):
    database = SQLiteDatabase(app_db)
    await database.run(Statement("CREATE TABLE pair (n INTEGER, half INTEGER, PRIMARY KEY (n, half)) STRICT"))
    child = subprocess.Popen([sys.executable, "-c", WRITER, app_db], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None

    assert child.stdout.readline() == "1\n"
    await asyncio.sleep(after)
    child.send_signal(signal.SIGKILL)
    told = child.stdout.read().split()
    child.wait()
    child.stdout.close()

    halves = await database.all(Statement("SELECT n, count(*) AS halves FROM pair GROUP BY n ORDER BY n"))
    assert {row["halves"] for row in halves} == {50}
    assert len(halves) >= len(told) + 1
    assert await database.all(Statement("PRAGMA quick_check")) == [{"quick_check": "ok"}]
    await database.run(Statement("DELETE FROM pair"))
    await database.close()


async def test_a_read_does_not_wait_for_another_process_that_writes(app_db: Path):
    database = SQLiteDatabase(app_db)
    other = sqlite3.connect(app_db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()

    rows = await database.all(Statement("SELECT count(*) AS n FROM users"))

    assert rows == [{"n": 0}]
    assert time.monotonic() - began < 2
    other.close()
    await database.close()


async def test_a_write_waits_for_another_process_and_then_says_that_it_is_busy(app_db: Path):
    database = SQLiteDatabase(app_db)
    await database.run(Statement("DELETE FROM users"))
    other = sqlite3.connect(app_db, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.rollback)
    began = time.monotonic()

    await database.run(Statement("DELETE FROM users"))

    assert 0.25 < time.monotonic() - began < 3
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match="locked"):
        await database.run(Statement("DELETE FROM users"))
    other.close()
    await database.close()


async def test_the_log_is_written_beside_the_file_and_back_at_close(app_db: Path):
    database = SQLiteDatabase(app_db)
    await database.run(Statement("DELETE FROM users"))

    assert app_db.with_name("app.db-wal").exists()
    await database.close()

    assert not app_db.with_name("app.db-wal").exists()
    other = sqlite3.connect(app_db)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


async def test_a_missing_file_names_the_command_that_makes_it(tmp_path: Path):
    database = SQLiteDatabase(tmp_path / "app.db")

    with pytest.raises(ConfigurationError, match="peptalk db migrate"):
        await database.all(Statement("SELECT 1"))

    assert list(tmp_path.iterdir()) == []
    await database.close()


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "app.db"
    path.write_text("my notes, not a database" * 100)
    database = SQLiteDatabase(path)

    with pytest.raises(ConfigurationError, match="no SQLite database; move it away"):
        await database.run(Statement("SELECT 1"))

    assert path.read_text().startswith("my notes")
    await database.close()


async def test_a_full_database_asks_for_space_and_keeps_what_it_had(app_db: Path):
    database = SQLiteDatabase(app_db)
    await database.run(Statement("INSERT INTO users (id, email) VALUES ('u', 'a@example.com')"))
    full = database._writer._connection._sqlite  # the page limit is what stands for a full disk
    await database._writer._thread.call(limit_pages, full)

    with pytest.raises(ConfigurationError, match="disk is full"):
        await database.batch(
            [Statement("DELETE FROM users"), Statement("CREATE TABLE big AS SELECT zeroblob(1500000) AS z")]
        )

    assert await database.all(Statement("SELECT id FROM users")) == [{"id": "u"}]
    await database.run(Statement("DELETE FROM users"))
    await database.close()


def limit_pages(connection: sqlite3.Connection) -> None:
    connection.set_authorizer(None)
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_read_only_folder_is_the_operators_matter(app_db: Path):
    app_db.chmod(0o400)
    app_db.parent.chmod(0o500)
    database = SQLiteDatabase(app_db)

    with pytest.raises(ConfigurationError, match="right"):
        await database.run(Statement("DELETE FROM users"))

    await database.close()
    app_db.parent.chmod(0o700)


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (sqlite3.SQLITE_BUSY, DatabaseUnavailable, "busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseUnavailable, "busy"),
        (sqlite3.SQLITE_LOCKED, DatabaseUnavailable, "busy"),
        (sqlite3.SQLITE_FULL, ConfigurationError, "free space"),
        (sqlite3.SQLITE_READONLY_DBMOVED, ConfigurationError, "cannot be written"),
        (sqlite3.SQLITE_CANTOPEN, ConfigurationError, "cannot be opened"),
        (sqlite3.SQLITE_NOTADB, ConfigurationError, "no SQLite database"),
        (sqlite3.SQLITE_CORRUPT, ConfigurationError, "restore a backup"),
        (sqlite3.SQLITE_IOERR_FSYNC, ConfigurationError, "disk failed"),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, ConstraintViolated, "SQLITE_CONSTRAINT"),
        (sqlite3.SQLITE_ERROR, DatabaseError, "D1_ERROR"),
    ],
)
def test_each_of_sqlites_errors_says_who_must_act(code, kind, says):
    exc = sqlite3.OperationalError("busy")
    exc.sqlite_errorcode = code

    found = translated(exc, Path("home/app.db"))

    assert type(found) is kind
    assert says in str(found)


async def test_a_closed_database_says_so(app_db: Path):
    database = SQLiteDatabase(app_db)
    await database.close()
    await database.close()

    with pytest.raises(DatabaseError, match="closed"):
        await database.all(Statement("SELECT 1"))
