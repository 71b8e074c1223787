"""Batches that are asked at the same time share a transaction, and nobody notices but the disk."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from infra.local.sqlite.database import Connection, SQLiteDatabase
from shared.platform.errors import ConstraintViolated, DatabaseError, DatabaseUnavailable
from shared.platform.ports import Statement


@pytest.fixture
async def database(app_db: Path) -> AsyncIterator[SQLiteDatabase]:
    opened = SQLiteDatabase(app_db)
    yield opened
    await opened.close()


def user(id: str, email: str | None = None) -> Statement:
    return Statement("INSERT INTO users (id, email) VALUES (?1, ?2)", (id, email or f"{id}@example.com"))


async def ids(database: SQLiteDatabase) -> list[str]:
    return [row["id"] for row in await database.all(Statement("SELECT id FROM users ORDER BY id"))]


def commits(path: Path) -> int:
    """How many transactions the file has seen, by the frames of its log that end one."""
    log = path.with_name(f"{path.name}-wal").read_bytes()
    size = int.from_bytes(log[8:12], "big")
    heads = (log[at : at + 24] for at in range(32, len(log) - 23, 24 + size))
    return sum(int.from_bytes(each[4:8], "big") > 0 for each in heads)


async def test_what_waits_together_is_one_transaction(database: SQLiteDatabase):
    await database.run(user("a"))
    before = commits(database.path)

    await asyncio.gather(*(database.batch([user(f"b{number}")]) for number in range(50)))

    assert commits(database.path) == before + 1
    assert len(await ids(database)) == 51


async def test_a_batch_that_fails_takes_nothing_of_the_others_with_it(database: SQLiteDatabase):
    await database.run(user("a"))

    outcomes = await asyncio.gather(
        database.batch([user("b")]),
        database.batch([user("c"), user("a")]),
        database.batch([user("d")]),
        return_exceptions=True,
    )

    assert isinstance(outcomes[1], ConstraintViolated)
    assert [outcomes[0][0].changes, outcomes[2][0].changes] == [1, 1]
    assert await ids(database) == ["a", "b", "d"]


async def test_what_only_the_commit_refuses_fails_alone(database: SQLiteDatabase):
    """A peptide's `redirect_to` is looked at when the transaction ends."""
    nowhere = Statement(
        "INSERT INTO peptides (slug, name, category, entry, origin, updated_at, redirect_to)"
        " VALUES ('a', 'A', 'other', '{}', 'ad_hoc', 'then', 'nowhere')"
    )
    await database.run(user("a"))

    outcomes = await asyncio.gather(
        database.batch([user("b")]), database.batch([nowhere]), database.batch([user("c")]), return_exceptions=True
    )

    assert isinstance(outcomes[1], ConstraintViolated)
    assert await ids(database) == ["a", "b", "c"]


async def test_reads_of_a_batch_see_one_state_and_do_not_wait(database: SQLiteDatabase, app_db: Path):
    await database.run(user("a"))
    other = sqlite3.connect(app_db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO users (id, email) VALUES ('b', 'b@example.com')")
    count = Statement("SELECT count(*) AS users FROM users")

    found = await asyncio.wait_for(database.batch([count, count]), 1)
    other.execute("COMMIT")
    other.close()

    assert [each.rows for each in found] == [[{"users": 1}]] * 2
    assert (await database.batch([count, count]))[1].rows == [{"users": 2}]


@pytest.mark.parametrize(
    ("sql", "waits"),
    [
        ("WITH a AS (SELECT 1 AS x) SELECT x FROM a", False),
        ("-- a comment\n  with a AS (VALUES (1)) SELECT * FROM a", False),
        ("WITH a AS (SELECT 'u9' AS x) UPDATE users SET id = id WHERE id IN (SELECT x FROM a)", True),
        ("WITH a AS (SELECT replace('a', 'b', 'c') AS x) SELECT x FROM a", False),
        ("WITH a AS (SELECT replace('u-9', '-', '') AS x) REPLACE INTO users (id, email) SELECT x, x FROM a", True),
    ],
)
async def test_what_only_reads_does_not_wait_for_a_writer(sql, waits, database: SQLiteDatabase, app_db: Path):
    await database.run(user("a"))
    other = sqlite3.connect(app_db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    asked = asyncio.create_task(database.all(Statement(sql)))
    for _ in range(10):
        await asyncio.sleep(0.005)
    waited = not asked.done()
    other.execute("COMMIT")
    other.close()
    await asked

    assert waited == waits


async def test_a_batch_of_reads_that_fails_leaves_no_transaction(database: SQLiteDatabase):
    wrong = Statement("SELECT nowhere FROM users")
    for _ in range(3):
        with pytest.raises(DatabaseError, match="no such column"):
            await database.batch([Statement("SELECT 1"), wrong])

    await database.run(user("a"))
    assert (await database.batch([Statement("SELECT id FROM users"), Statement("SELECT 1")]))[0].rows == [{"id": "a"}]


async def test_the_loop_goes_on_while_another_process_writes(database: SQLiteDatabase, app_db: Path):
    await database.run(user("a"))
    other = sqlite3.connect(app_db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    asked = asyncio.create_task(database.batch([user("b")]))
    for _ in range(20):
        await asyncio.sleep(0.005)
    waited = not asked.done()
    other.execute("COMMIT")
    other.close()
    await asked

    assert waited
    assert await ids(database) == ["a", "b"]


async def test_a_pragma_that_holds_for_a_transaction_holds_for_its_own_alone(database: SQLiteDatabase):
    orphan = Statement("INSERT INTO subscriptions (id, user_id, status) VALUES ('s', 'nobody', 'active')")
    await database.run(user("a"))

    outcomes = await asyncio.gather(
        database.batch([Statement("PRAGMA defer_foreign_keys = on"), orphan, user("nobody")]),
        database.batch([Statement("UPDATE subscriptions SET user_id = 'nobody else'")]),
        return_exceptions=True,
    )

    assert not isinstance(outcomes[0], BaseException)
    assert await ids(database) == ["a", "nobody"]
    assert await database.all(Statement("SELECT user_id FROM subscriptions")) == [{"user_id": "nobody"}]


async def test_whoever_is_cancelled_leaves_the_writer_at_work_for_others(database: SQLiteDatabase):
    await database.run(user("a"))
    many = [user(f"c{number}") for number in range(60)]
    for turns in range(4):
        task = asyncio.create_task(database.batch([*many, user("a")]))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        (outcome,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(outcome, asyncio.CancelledError | ConstraintViolated)

    await database.run(user("d"))
    assert await ids(database) == ["a", "d"]


def test_a_transaction_within_another_is_a_savepoint(app_db: Path):
    connection = Connection(app_db)
    with connection.transaction():
        connection.execute(user("a"))
        with pytest.raises(ConstraintViolated):
            connection.batch([user("b"), user("a")])
        connection.batch([user("c")])

    found = [row["id"] for row in connection.read(Statement("SELECT id FROM users ORDER BY id")).rows]
    connection.close()
    assert found == ["a", "c"]


async def test_a_file_that_stays_locked_is_an_error_that_may_pass(database: SQLiteDatabase, app_db: Path):
    await database.run(user("a"))
    assert database._writer._connection is not None
    database._writer._connection.patience = 0.05
    other = sqlite3.connect(app_db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseUnavailable, match="locked"):
        await database.run(user("b"))
    other.execute("ROLLBACK")
    other.close()

    await database.run(user("c"))
    assert await ids(database) == ["a", "c"]
