"""A failure that Stripe keeps stops nobody from buying, and an answer that is lost makes nothing twice."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from rigs.till import Till, till_of

from functions.api.payments.made_once import KEYS
from shared.platform.ports import Platform, Statement


@pytest.fixture
async def till(api: Platform, reader_of: Callable[[Platform], httpx.AsyncClient]) -> AsyncIterator[Till]:
    async with till_of(api, reader_of) as made:
        yield made


async def buy(browser: httpx.AsyncClient, price: str = "monthly") -> httpx.Response:
    return await browser.post("/api/checkout", json={"price": price})


# The page that sells is made by the second request there: the first looks at those that are.
@pytest.mark.parametrize(
    "faults",
    [("stripe/customers:500-kept*1",), ("stripe/checkout:latency=0*1", "stripe/checkout:500-kept*1")],
    ids=["customer", "page"],
)
async def test_a_failure_that_is_kept_is_left_behind_by_the_next_try(till: Till, faults: tuple[str, ...]):
    till.fails(*faults)
    browser = await till.browser()

    first = await buy(browser)
    second = await buy(browser)

    assert (first.status_code, second.status_code) == (503, 200)
    assert [each.email for each in await till.customers()] == ["ada@example.com"]


async def test_as_many_failures_as_there_are_keys_for_are_left_behind(till: Till):
    till.fails("stripe/customers:500-kept")
    browser = await till.browser()

    answers = [(await buy(browser)).status_code for _ in range(KEYS - 1)]
    till.fails()

    assert set(answers) == {503}
    assert (await buy(browser)).status_code == 200
    assert len(await till.customers()) == 1


@pytest.mark.parametrize("lost", ["reset*1", "cut-off*1", "truncated*1", "latency=3*1"])
async def test_a_lost_answer_makes_no_second_customer_though_the_address_changes_between(till: Till, lost: str):
    till.fails(f"stripe/customers:{lost}")
    browser = await till.browser()

    first = await buy(browser)
    await till.api.db.run(Statement("UPDATE users SET email = 'ada@new.example'"))
    second = await buy(browser)

    assert (first.status_code, second.status_code) == (503, 200)
    (made,) = await till.customers()
    row = await till.api.db.first(Statement("SELECT id, stripe_customer_id FROM users"))
    assert row is not None
    assert (row["stripe_customer_id"], made.email) == (made.id, "ada@new.example")
    assert made.to_dict()["metadata"] == {"user_id": row["id"]}


async def test_two_readers_at_once_have_a_customer_each(till: Till):
    ada, bob = await till.browser(), await till.browser("bob@example.com")

    assert [(await buy(each)).status_code for each in (ada, bob, ada, bob)] == [200] * 4
    assert sorted(str(each.email) for each in await till.customers()) == ["ada@example.com", "bob@example.com"]


async def test_what_is_refused_for_what_was_asked_is_refused_as_before(till: Till):
    till.fails("stripe/customers:400*1")
    browser = await till.browser()

    refused, then = await buy(browser), await buy(browser)

    assert (refused.status_code, then.status_code) == (500, 200)
    assert len(await till.customers()) == 1
