"""Of all that one account opens at Checkout, one page can be paid."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from rigs.till import Till, till_of

from shared.platform.ports import Platform


@pytest.fixture
async def till(api: Platform, reader_of: Callable[[Platform], httpx.AsyncClient]) -> AsyncIterator[Till]:
    async with till_of(api, reader_of) as made:
        yield made


async def buy(browser: httpx.AsyncClient, price: str) -> httpx.Response:
    return await browser.post("/api/checkout", json={"price": price})


async def open_pages(till: Till) -> list[str | None]:
    found = await till.sdk.v1.checkout.sessions.list_async({"limit": 100})
    return [each.url for each in found.data if each.status == "open"]


async def test_of_two_that_are_opened_at_the_same_moment_one_stays(till: Till):
    browser = await till.browser()
    await buy(browser, "monthly")
    (before,) = (await till.sdk.v1.checkout.sessions.list_async()).data
    await till.sdk.v1.checkout.sessions.expire_async(before.id)
    # Both lists are asked for before either page is made.
    till.fails("stripe/checkout:latency=0.4*2")
    both = await asyncio.gather(*(buy(browser, each) for each in ("yearly", "monthly")))

    pages = await open_pages(till)
    assert [each.status_code for each in both] == [200, 200]
    assert len(pages) == 1
    assert pages[0] in {each.json()["url"] for each in both}


async def test_the_same_that_is_asked_for_at_the_same_moment_is_one_page(till: Till):
    browser = await till.browser()
    await buy(browser, "yearly")
    till.fails("stripe/checkout:latency=0.4")
    both = await asyncio.gather(*(buy(browser, "monthly") for _ in range(2)))
    till.fails()

    assert [each.json()["url"] for each in both] == (await open_pages(till)) * 2
