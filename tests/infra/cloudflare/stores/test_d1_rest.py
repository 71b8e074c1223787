"""D1's REST API as a Database that reads: through the official SDK, against the stand-in."""

import pytest
from cloudflare import AsyncCloudflare
from pydantic import SecretStr
from rigs.fakes import CountingEntropy

from infra.cloudflare.account.access import Rest, Target
from infra.cloudflare.stores.d1_rest import TRIES, RestDatabase
from infra.sandbox.cloudflare.account import Account
from infra.sandbox.cloudflare.faults import Fault
from infra.sandbox.cloudflare.server import Cloudflare
from shared.platform.errors import ConfigurationError, ConstraintViolated, DatabaseError, DatabaseUnavailable
from shared.platform.ports import Statement

QUERY = "/query"
ADD = Statement("INSERT INTO users (id, email) VALUES ('u1', 'reader@example.org')")
COUNT = Statement("SELECT count(*) AS n FROM users")


def emails(account: Account) -> list[str]:
    return [row[0] for row in account.database("peptalk-staging-db").sqlite.execute("SELECT email FROM users")]


async def test_all_gives_every_row_in_order_and_first_the_first(remote: RestDatabase):
    sql = "SELECT value AS v FROM json_each(?1) ORDER BY v DESC"

    assert await remote.all(Statement(sql, ("[1,3,2]",))) == [{"v": 3}, {"v": 2}, {"v": 1}]
    assert await remote.first(Statement(sql, ("[1,3,2]",))) == {"v": 3}
    assert await remote.first(Statement(sql, ("[]",))) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None), ("α", "α"), ("", ""), (0, 0), (2**53 - 1, 2**53 - 1), (-(2**53) + 1, -(2**53) + 1),
        (0.5, 0.5), (True, 1), (False, 0), (b"\x00\xff", b"\x00\xff"), (b"", b""),
    ],
)  # fmt: skip
async def test_values_come_back_as_they_went(remote: RestDatabase, value, read):
    row = await remote.first(Statement("SELECT ?1 AS v", (value,)))

    assert row == {"v": read}
    assert type(row["v"]) in (type(read), float)


async def test_the_database_is_found_once_by_its_exact_name(remote: RestDatabase, cloudflare: Cloudflare):
    await remote.all(COUNT)
    await remote.all(COUNT)

    assert [each.partition(" ")[0] for each in cloudflare.asked] == ["GET", "POST", "POST"]


async def test_a_missing_database_says_what_makes_it(cloudflare: Cloudflare, remote: RestDatabase):
    cloudflare.account.databases.clear()

    with pytest.raises(ConfigurationError, match=r"no database peptalk-staging-db; `peptalk infra apply"):
        await remote.all(COUNT)


async def test_a_token_that_is_not_accepted_says_what_to_check(cloudflare: Cloudflare):
    rest = Rest(cloudflare.account.id, SecretStr("another"), cloudflare.url)
    async with AsyncCloudflare(api_token="another", base_url=cloudflare.url, max_retries=0) as client:
        with pytest.raises(ConfigurationError, match=r"CLOUDFLARE_API_TOKEN \(it needs D1 Read"):
            await RestDatabase(client, rest, Target.STAGING).all(COUNT)


async def test_sql_that_d1_refuses_is_refused_in_its_words_and_asked_once(remote: RestDatabase, cloudflare: Cloudflare):
    with pytest.raises(DatabaseError, match='near "users": syntax error'):
        await remote.all(Statement("SELECT 1 FORM users"))
    with pytest.raises(DatabaseError, match="Wrong number of parameter bindings"):
        await remote.all(Statement("SELECT ?1, ?2", (1,)))

    assert sum(each.endswith(QUERY) for each in cloudflare.asked) == 2


@pytest.mark.parametrize("method", ["all", "first", "run"])
async def test_what_may_write_is_not_sent(remote: RestDatabase, cloudflare: Cloudflare, method: str):
    with pytest.raises(DatabaseError, match="break-glass"):
        await getattr(remote, method)(ADD)
    with pytest.raises(DatabaseError, match="break-glass"):
        await remote.batch([COUNT, ADD])

    assert not [each for each in cloudflare.asked if each.endswith(QUERY) and method != "batch"][1:]
    assert emails(cloudflare.account) == []


async def test_a_batch_of_reads_is_read_one_by_one(remote: RestDatabase):
    assert [each.rows for each in await remote.batch([COUNT, COUNT])] == [[{"n": 0}], [{"n": 0}]]
    assert await remote.batch([]) == []


@pytest.mark.parametrize("kind", ["throttled", "500", "network lost", "html", "answer lost", "request lost"])
async def test_a_read_loses_nothing_to_an_api_that_fails(
    remote: RestDatabase, cloudflare: Cloudflare, waits: list[float], kind
):
    cloudflare.failing.set(Fault(kind, QUERY, times=TRIES - 1, seconds=7))

    assert await remote.all(COUNT) == [{"n": 0}]
    assert len(cloudflare.failing.fired) == TRIES - 1
    assert waits == ([7.0] * (TRIES - 1) if kind == "throttled" else [0.25, 0.5, 1.0, 2.0, 4.0])


async def test_the_search_for_the_database_is_asked_again_too(remote: RestDatabase, cloudflare: Cloudflare):
    cloudflare.failing.set(Fault("500", "GET .*/d1/database", times=2), Fault("network lost", QUERY, times=1))

    assert await remote.all(COUNT) == [{"n": 0}]


async def test_a_read_gives_up_in_the_end(remote: RestDatabase, cloudflare: Cloudflare):
    cloudflare.failing.set(Fault("network lost", QUERY, times=TRIES))

    with pytest.raises(DatabaseUnavailable, match="Network connection lost"):
        await remote.all(COUNT)


@pytest.mark.parametrize("kind", ["throttled", "500", "network lost", "answer lost"])
async def test_a_write_is_asked_once(remote: RestDatabase, cloudflare: Cloudflare, kind):
    await remote.all(COUNT)
    cloudflare.failing.set(Fault(kind, QUERY))

    with pytest.raises(DatabaseUnavailable):
        await remote.write(ADD, idempotent=False)

    assert len([each for each in cloudflare.asked if each.endswith(QUERY)]) == 2
    assert emails(cloudflare.account) == (["reader@example.org"] if kind == "answer lost" else [])


@pytest.mark.parametrize("kind", ["throttled", "500", "network lost", "answer lost", "request lost"])
async def test_a_write_whose_author_says_so_is_asked_again(remote: RestDatabase, cloudflare: Cloudflare, kind):
    cloudflare.failing.set(Fault(kind, QUERY, times=2))
    once = Statement("INSERT OR IGNORE INTO users (id, email) VALUES ('u1', 'reader@example.org')")

    await remote.write(once, idempotent=True)

    assert emails(cloudflare.account) == ["reader@example.org"]


async def test_a_constraint_is_told_as_one(remote: RestDatabase):
    written = await remote.write(ADD, idempotent=False)

    assert written.changes == 1
    with pytest.raises(ConstraintViolated, match="UNIQUE constraint failed: users"):
        await remote.write(ADD, idempotent=True)


async def test_tables_are_never_changed_over_rest(remote: RestDatabase, cloudflare: Cloudflare):
    with pytest.raises(DatabaseError, match="one INSERT, UPDATE or DELETE"):
        await remote.write(Statement("DROP TABLE users"), idempotent=True)

    assert cloudflare.asked == []


async def test_waits_grow_and_have_an_end_and_a_long_retry_after_is_cut():
    database = RestDatabase(None, Rest("a", SecretStr("t")), Target.STAGING, entropy=CountingEntropy())  # type: ignore[arg-type]

    assert [database._wait(None, tried) for tried in (1, 2, 9)] == [0.25, 0.5, 7.5]
    assert database._wait(4_000.0, 1) == 300.0
