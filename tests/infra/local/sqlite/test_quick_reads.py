"""Reads on the loop: which statements are left to the thread, and for how long."""

import time
from collections.abc import Callable, Sequence

import pytest

from infra.local.sqlite import quick_reads
from infra.local.sqlite.database import _only_reads
from infra.local.sqlite.quick_reads import QuickReads
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Result, Statement
from shared.store.reading.readable import SQL

ONE, OTHER = Statement("SELECT 1", ()), Statement("SELECT 2", ())
FOUND = Result([{"one": 1}], 0)


class Scripted:
    """A connection whose reads do what they are told."""

    def __init__(self) -> None:
        self.does: Callable[[], object] = lambda: None

    def read(self, statement: Statement) -> Result:
        self.does()
        return FOUND

    def read_all(self, statements: Sequence[Statement]) -> list[Result]:
        self.does()
        return [FOUND for _ in statements]

    def close(self) -> None:
        pass


def works() -> None:
    """Use the processor for longer than a quick read does."""
    begun = time.thread_time()
    while time.thread_time() - begun < quick_reads.SLOW * 1.2:
        pass


@pytest.fixture
def connection() -> Scripted:
    return Scripted()


@pytest.fixture
def reads(connection: Scripted) -> QuickReads:
    return QuickReads(lambda: connection)


def test_a_statement_that_works_long_twice_in_a_row_is_a_threads(reads: QuickReads, connection: Scripted):
    connection.does = works
    first = reads.read(ONE), reads.read(ONE)
    connection.does = lambda: None

    assert first == (FOUND, FOUND)
    assert (reads.read(ONE), reads.read_all([OTHER, ONE]), reads.read(OTHER)) == (None, None, FOUND)


def test_one_long_read_among_short_ones_changes_nothing(reads: QuickReads, connection: Scripted):
    for _ in range(3):
        connection.does = works
        reads.read(ONE)
        connection.does = lambda: None
        reads.read(ONE)

    assert reads.read(ONE) == FOUND


def test_who_waited_for_the_disk_leaves_reading_to_the_thread_for_a_while(
    reads: QuickReads, connection: Scripted, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(quick_reads, "WAITED_FOR", 0.05)
    connection.does = lambda: time.sleep(quick_reads.WAITED * 1.2)
    waited = reads.read(ONE)
    connection.does = lambda: None
    meanwhile = reads.read(OTHER)
    time.sleep(0.06)

    assert (waited, meanwhile, reads.read(ONE)) == (FOUND, None, FOUND)


def test_who_was_set_aside_by_the_machine_reads_on(
    reads: QuickReads, connection: Scripted, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(quick_reads, "waits", lambda: 7)
    monkeypatch.setattr(quick_reads, "waited_since", lambda before: before != 7)
    connection.does = lambda: time.sleep(quick_reads.WAITED * 1.2)

    assert (reads.read(ONE), reads.read(OTHER)) == (FOUND, FOUND)


def test_a_busy_file_is_left_to_the_thread(reads: QuickReads, connection: Scripted):
    def busy() -> None:
        raise DatabaseUnavailable("busy")

    connection.does = busy

    assert reads.read(ONE) is None


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        (SQL.all["listed"].sql, True),  # it calls replace()
        ("WITH a AS (SELECT 1) SELECT replace ('a', 'b', 'c') FROM a", True),
        ("WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a", False),
        ("WITH a AS (SELECT 1) INSERT OR REPLACE INTO t SELECT * FROM a", False),
        ("WITH a AS (SELECT 1) REPLACE/* */INTO t SELECT replace('a', 'b', 'c') FROM a", False),
    ],
)
def test_what_replaces_rows_is_told_from_what_replaces_letters(sql, reads):
    assert _only_reads(sql) is reads
