"""What every Database does, and what every one refuses, as D1 does."""

import asyncio
import sys
from datetime import UTC, datetime

import pytest

from shared.platform.errors import ConstraintViolated, DatabaseError
from shared.platform.ports import Database, Statement

documented = pytest.mark.skipif(
    sys.platform == "emscripten", reason="D1's documentation refuses it, D1's simulator does not"
)


def add(id: int, name: str | None = None) -> Statement:
    return Statement("INSERT INTO shelf (id, name) VALUES (?1, ?2)", (id, name))


async def ids(database: Database) -> list[int]:
    return [row["id"] for row in await database.all(Statement("SELECT id FROM shelf ORDER BY id"))]


async def test_all_gives_every_row_in_order_and_first_the_first(database: Database):
    await database.batch([add(2), add(1), add(3)])

    rows = await database.all(Statement("SELECT id FROM shelf ORDER BY id DESC"))

    assert rows == [{"id": 3}, {"id": 2}, {"id": 1}]
    assert await database.first(Statement("SELECT id FROM shelf ORDER BY id")) == {"id": 1}
    assert await database.first(Statement("SELECT id FROM shelf WHERE id = ?1", (9,))) is None


async def test_run_says_how_many_rows_it_changed_and_returns_them(database: Database):
    written = await database.run(Statement("INSERT INTO shelf (id, n) VALUES (1, 1), (2, 2) RETURNING id"))
    none = await database.run(Statement("UPDATE shelf SET n = 3 WHERE id = 99"))
    read = await database.run(Statement("SELECT id FROM shelf"))

    assert (written.rows, written.changes) == ([{"id": 1}, {"id": 2}], 2)
    assert (none.rows, none.changes) == ([], 0)
    assert (len(read.rows), read.changes) == (2, 0)


async def test_writes_through_all_and_first_are_kept(database: Database):
    written = await database.first(Statement("INSERT INTO shelf (id) VALUES (7) RETURNING id"))
    with_cte = await database.all(
        Statement("WITH x(id) AS (VALUES (8)) INSERT INTO shelf (id) SELECT id FROM x RETURNING id")
    )

    assert written == {"id": 7}
    assert with_cte == [{"id": 8}]
    assert await ids(database) == [7, 8]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None), ("α", "α"), ("", ""), (0, 0), (2**53 - 1, 2**53 - 1), (-(2**53) + 1, -(2**53) + 1),
        (0.5, 0.5), (True, 1), (False, 0), (b"\x00\xff", b"\x00\xff"), (b"", b""),
    ],
)  # fmt: skip
async def test_values_come_back_as_they_went(database: Database, value, read):
    row = await database.first(Statement("SELECT ?1 AS v", (value,)))

    assert row is not None
    assert row["v"] == read
    assert type(row["v"]) is type(read)


async def test_a_batch_is_executed_in_order(database: Database):
    results = await database.batch(
        [
            add(1),
            Statement("UPDATE shelf SET name = 'x'"),
            Statement("SELECT name FROM shelf"),
            Statement("DELETE FROM shelf"),
        ]
    )

    assert [each.changes for each in results] == [1, 1, 0, 1]
    assert results[2].rows == [{"name": "x"}]
    assert await database.batch([]) == []


@pytest.mark.parametrize(
    "bad",
    [
        Statement("INSERT INTO shelf (id) VALUES (1)"),
        Statement("INSERT INTO shelf (id, n) VALUES (5, -1)"),
        Statement("INSERT INTO book (shelf) VALUES (404)"),
        Statement("INSERT INTO no_such_table VALUES (1)"),
        Statement("SELECT ?1"),
        Statement("SELECT ?1", (datetime(2026, 1, 1, tzinfo=UTC),)),  # pyright: ignore[reportArgumentType]
    ],
)
async def test_a_batch_writes_all_or_nothing(database: Database, bad):
    await database.run(add(1))

    with pytest.raises(DatabaseError):
        await database.batch([add(2), bad, add(3)])

    assert await ids(database) == [1]
    await database.run(add(2))  # and nothing is left open


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (add(1), "UNIQUE constraint failed: shelf.id"),
        (add(2, "taken"), "UNIQUE constraint failed: shelf.name"),
        (Statement("INSERT INTO shelf (n) VALUES (-1)"), "CHECK constraint failed"),
        (Statement("INSERT INTO book (shelf) VALUES (404)"), "FOREIGN KEY constraint failed"),
    ],
)
async def test_a_constraint_is_an_error_of_its_own(database: Database, statement, says):
    await database.run(add(1, "taken"))

    with pytest.raises(ConstraintViolated, match=says) as caught:
        await database.run(statement)

    assert str(caught.value).startswith("D1_ERROR: ")
    assert "SQLITE_CONSTRAINT" in str(caught.value)


async def test_foreign_keys_can_be_deferred_to_the_end_of_a_batch_but_not_switched_off(database: Database):
    book = Statement("INSERT INTO book (shelf) VALUES (1)")
    deferred = Statement("PRAGMA defer_foreign_keys = on")

    with pytest.raises(ConstraintViolated):
        await database.batch([book, add(1)])
    await database.batch([deferred, book, add(1)])
    await database.run(deferred)
    await database.run(Statement("PRAGMA foreign_keys = off"))

    with pytest.raises(ConstraintViolated):
        await database.batch([Statement("INSERT INTO book (shelf) VALUES (2)"), add(2)])
    # D1's simulator says no more of it than "internal error", so nothing of ours may count on this.
    with pytest.raises(DatabaseError):
        await database.batch([deferred, Statement("INSERT INTO book (shelf) VALUES (2)")])
    assert await ids(database) == [1]


@pytest.mark.parametrize(
    "sql",
    [
        "BEGIN", "begin immediate", "/* x */ BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT x", "RELEASE x",
        "ATTACH ':memory:' AS other", "DETACH main", "VACUUM", "VACUUM INTO 'copy.db'",
        "CREATE TEMP TABLE t (a)", "CREATE TABLE temp.t (a)", "CREATE TEMP VIEW v AS SELECT 1",
        "SELECT sqlite_version()", "SELECT load_extension('x')", "SELECT sqlite_source_id()",
        "PRAGMA user_version", "PRAGMA user_version = 3", "PRAGMA journal_mode", "PRAGMA journal_mode = DELETE",
        "PRAGMA synchronous = OFF", "PRAGMA writable_schema = on", "PRAGMA integrity_check",
        pytest.param("PRAGMA ignore_check_constraints = on", marks=documented), "SELECT * FROM pragma_database_list",
    ],
)  # fmt: skip
async def test_what_d1_does_not_authorize_is_refused(database: Database, sql):
    with pytest.raises(DatabaseError):
        await database.run(Statement(sql))
    with pytest.raises(DatabaseError):
        await database.all(Statement(sql))

    await database.run(add(1))
    assert await ids(database) == [1]


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA table_info(shelf)", "PRAGMA foreign_key_check", "PRAGMA quick_check", "PRAGMA optimize",
        "SELECT value FROM json_each('[1]')", "SELECT json_group_array(id) FROM shelf", "SELECT unixepoch(), pi()",
        "SELECT row_number() OVER (ORDER BY id) FROM shelf", "CREATE VIRTUAL TABLE f USING fts5(t)",
        "ALTER TABLE shelf RENAME COLUMN n TO m", "ALTER TABLE shelf DROP COLUMN raw", "SELECT 1;",
    ],
)  # fmt: skip
async def test_what_d1_authorizes_works(database: Database, sql):
    await database.run(Statement(sql))


MOST = ", ".join(f"?{number}" for number in range(1, 101))


@pytest.mark.parametrize(
    ("allowed", "refused", "says"),
    [
        (f"SELECT {MOST}", "SELECT ?101", "variable"),
        ("SELECT '" + "x" * 99_000 + "'", "SELECT '" + "x" * 100_000 + "'", "too large|too long|TOOBIG"),
        ("SELECT 'a' LIKE '" + "a" * 50 + "'", "SELECT 'a' LIKE '" + "a" * 51 + "'", "pattern too complex"),
        ("SELECT 'a' GLOB '" + "µ" * 25 + "'", "SELECT 'a' GLOB '" + "µ" * 26 + "'", "pattern too complex"),
        (
            "CREATE TABLE t (" + ", ".join(f"c{n}" for n in range(100)) + ")",
            "CREATE TABLE u (" + ", ".join(f"c{n}" for n in range(101)) + ")",
            "too many columns",
        ),
        (
            "SELECT json_array(" + ", ".join("1" * 32) + ")",
            "SELECT json_array(" + ", ".join("1" * 128) + ")",
            "too many arguments",
        ),
        pytest.param(
            "SELECT json_array(" + ", ".join("1" * 32) + ")",
            "SELECT json_array(" + ", ".join("1" * 33) + ")",
            "too many arguments",
            marks=documented,
        ),
        (" UNION ".join(["SELECT 1"] * 5), " UNION ".join(["SELECT 1"] * 6), "too many terms"),
        pytest.param(
            "SELECT length(zeroblob(2000000))", "SELECT length(hex(zeroblob(1500000)))", "too big", marks=documented
        ),
    ],
    ids=["parameters", "sql", "like", "glob", "columns", "arguments", "fewer arguments", "compound", "value"],
)
async def test_d1s_limits_hold(database: Database, allowed, refused, says):
    params = tuple(range(100)) if "?100" in allowed else ()

    await database.run(Statement(allowed, params))

    with pytest.raises(DatabaseError, match=says):
        await database.run(Statement(refused, tuple(range(101)) if "?101" in refused else ()))


@pytest.mark.parametrize("params", [(), (1,), (1, 2, 3)])
async def test_the_number_of_parameters_is_exact(database: Database, params):
    with pytest.raises(DatabaseError, match="Wrong number of parameter bindings"):
        await database.all(Statement("SELECT ?1, ?2", params))


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 1, 1, tzinfo=UTC), (1,), [1], {"a": 1}, {1}, bytearray(b"x"), object(),
        2**53, -(2**53), float("nan"), float("inf"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, int | float) else str(value),
)  # fmt: skip
async def test_values_that_d1_does_not_bind_are_refused(database: Database, value):
    with pytest.raises(DatabaseError, match="D1_TYPE_ERROR"):
        await database.run(Statement("SELECT ?1", (value,)))


@pytest.mark.parametrize(
    "sql",
    [
        "", "  ", ";", "-- nothing", "/* nothing */", "SELEC 1", "SELECT 'a\0b'",
        pytest.param("SELECT 1; SELECT 2", marks=documented),
    ],
)  # fmt: skip
async def test_a_statement_is_one_statement(database: Database, sql):
    with pytest.raises(DatabaseError):
        await database.run(Statement(sql))


async def test_text_that_is_no_unicode_is_refused(database: Database):
    with pytest.raises(DatabaseError):
        await database.run(Statement("SELECT ?1", ("\ud800",)))


async def test_concurrent_calls_do_not_mix(database: Database):
    await asyncio.gather(*(database.batch([add(2 * n), add(2 * n + 1)]) for n in range(20)))

    counts = await asyncio.gather(*(database.first(Statement("SELECT count(*) AS n FROM shelf")) for _ in range(5)))

    assert counts == [{"n": 40}] * 5
