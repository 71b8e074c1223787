"""What a statement is: told by its words, and told safe only where it is."""

import contextlib
import sqlite3

import pytest

from infra.cloudflare.stores.sql_shape import shape
from shared.platform.errors import DatabaseError

READS = [
    "SELECT 1",
    "  -- who\n /* what */ select * from users;",
    "VALUES (1), (2)",
    "SELECT 'DELETE FROM users; ' || \"drop\" FROM t",
    "SELECT replace(a, 'x', 'y') FROM t",
    "WITH x AS (SELECT 1) SELECT * FROM x",
    "WITH x(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM x) SELECT n FROM x LIMIT 3; -- the end",
    "EXPLAIN QUERY PLAN DELETE FROM users",
    "PRAGMA table_info(users)",
    "PRAGMA quick_check",
    "PRAGMA foreign_key_check",
    "SELECT [a;b], `c;d` FROM t",
]
WRITES = [
    "INSERT INTO t VALUES (1)",
    "DELETE FROM t",
    "/* SELECT */ UPDATE t SET a = 1",
    "WITH x AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM x)",
    "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
    "with x as (select 1) replace into t select * from x",
    "REPLACE INTO t VALUES (1)",
    "CREATE TABLE t (a)",
    "DROP TABLE t",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA optimize",
    "PRAGMA table_info = t",
    "ALTER TABLE t ADD COLUMN b",
    "BEGIN",
    "VACUUM",
    "REINDEX",
    "ANALYZE",
    "ATTACH 'x' AS y",
]


@pytest.mark.parametrize("sql", READS)
def test_a_read_is_told(sql: str):
    assert shape(sql).reads
    assert not shape(sql).writes_rows


@pytest.mark.parametrize("sql", WRITES)
def test_what_writes_is_no_read(sql: str):
    assert not shape(sql).reads


@pytest.mark.parametrize("sql", WRITES[:7])
def test_rows_written_are_told_from_everything_else(sql: str):
    assert shape(sql).writes_rows


@pytest.mark.parametrize("sql", WRITES[7:])
def test_tables_and_settings_are_no_rows(sql: str):
    assert not shape(sql).writes_rows


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("", "no statement"),
        (" -- nothing\n;;", "no statement"),
        ("SELECT 1; DELETE FROM t", "one statement at a time"),
        ("SELECT 1;; DELETE FROM t", "one statement at a time"),
        ("SELECT 1 /* ; */ ; /* ; */ DELETE FROM t", "one statement at a time"),
        ("SELECT 'a", "quote at character 8 has no end"),
        ("SELECT (1", "parenthesis has no end"),
        ("SELECT 1)", "parenthesis at character 9 closes nothing"),
    ],
)
def test_what_is_no_single_statement_is_refused(sql: str, fault: str):
    with pytest.raises(DatabaseError, match=fault):
        shape(sql)


def test_a_table_called_replace_in_front_of_a_delete_does_not_hide_it():
    assert shape("WITH replace AS (SELECT 1) DELETE FROM t").verb == "REPLACE"
    assert not shape("WITH \"select\" AS (SELECT 1) DELETE FROM t").reads  # fmt: skip


def test_no_statement_that_is_told_a_read_changes_a_real_database():
    """Every tail behind every head: SQLite itself is asked whether what was told a read may write."""
    heads = ["", "WITH x AS (SELECT 1) ", "EXPLAIN ", "-- SELECT\n", "/* ; */", "WITH select AS (SELECT 1) "]
    tails = [*READS, *WRITES, "SELECT 1 UNION SELECT 2", "INSERT INTO t SELECT 1 RETURNING a", "SAVEPOINT s"]
    for sql in (head + tail for head in heads for tail in tails):
        try:
            told = shape(sql)
        except DatabaseError:
            continue
        if told.reads:
            database = sqlite3.connect(":memory:", isolation_level=None)
            database.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1); CREATE TABLE users (id)")
            before = list(database.iterdump())
            with contextlib.suppress(sqlite3.Error):
                database.execute(sql).fetchall()
            assert list(database.iterdump()) == before, sql
            database.close()
