"""A database that is written anew after an erasure, so that its pages hold no copies of what went."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.local.sqlite.rebuilding import AFTER, rebuilt
from shared.domain.instants import stamp

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
LEFT = b"evt_left_in_a_page"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a table of erasures, and in its bytes a row that is gone."""
    file = tmp_path / "app.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA secure_delete = OFF")
        made.execute("CREATE TABLE erasures (erased_at TEXT)")
        made.execute("CREATE TABLE work (identity TEXT)")
        made.execute("INSERT INTO work VALUES (?1), ('stays')", (LEFT.decode(),))
        made.execute("DELETE FROM work WHERE identity <> 'stays'")
    assert LEFT in file.read_bytes()
    return file


def erased(path: Path, at: datetime | None) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("INSERT INTO erasures VALUES (?1)", (at and stamp(at),))


def test_after_an_erasure_nothing_that_went_is_left_in_the_bytes(path: Path):
    erased(path, NOW - timedelta(days=1))

    assert rebuilt(path, NOW)

    assert LEFT not in path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT identity FROM work").fetchall() == [("stays",)]


@pytest.mark.parametrize("at", [None, NOW - AFTER - timedelta(hours=1)])
def test_where_nobody_was_erased_of_late_the_file_stays_as_it_is(path: Path, at: datetime | None):
    erased(path, at)

    assert not rebuilt(path, NOW)
    assert LEFT in path.read_bytes()


def test_what_another_process_holds_is_left_for_the_next_time(path: Path):
    erased(path, NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not rebuilt(path, NOW)
        other.execute("COMMIT")

    assert rebuilt(path, NOW)
    assert LEFT not in path.read_bytes()
