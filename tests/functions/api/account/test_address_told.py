"""A change of address owes Stripe's customer the new one: from the batch in which it happens, and not before."""

from dataclasses import dataclass, replace

import httpx
import pytest
from rigs.fakes import ListQueue
from rigs.mailed import ADA, KEY, client_of, newest
from rigs.signed_in import COOKIE, sign_in

from queues.messages import AddressCustomer, decode
from shared.domain.accounts.signing import typed_code
from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import Platform, Statement

NEW = "ada@new.example"
QUEUE = "peptalk-stripe-events"
CUSTOMER = "cus_of_ada"


@dataclass
class Down:
    """A queue that takes nothing."""

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        raise UpstreamUnavailable("away", vendor="queue")

    async def send_batch(self, bodies: list[str], *, delay_seconds: int = 0) -> None:
        raise UpstreamUnavailable("away", vendor="queue")


async def changing(api: Platform, *, customer: str | None = CUSTOMER) -> httpx.AsyncClient:
    """Ada's browser, signed in, from which she has asked for her new address."""
    browser = client_of(api)
    browser.cookies.set(COOKIE, await sign_in(api))
    await api.db.run(Statement("UPDATE users SET stripe_customer_id = ?1", (customer,)))
    assert (await browser.post("/api/account/address", json={"email": NEW})).status_code == 202
    return browser


async def confirm(api: Platform, browser: httpx.AsyncClient, address: str, purpose: str) -> str:
    code = typed_code(KEY, await newest(api, address, purpose))
    return (await browser.post("/api/sign-in/code", json={"code": code})).json()["state"]


async def owed(api: Platform) -> list[AddressCustomer]:
    rows = await api.db.all(Statement("SELECT body FROM work WHERE identity LIKE 'billing/address/%'"))
    found = [decode(row["body"]) for row in rows]
    return [each for each in found if isinstance(each, AddressCustomer)]


async def test_the_confirmation_that_changes_it_owes_it_once_and_sends_it(api: Platform):
    browser = await changing(api)

    first = await confirm(api, browser, ADA, "old_address")
    before = await owed(api)
    second = await confirm(api, browser, NEW, "new_address")
    again = await confirm(api, browser, NEW, "new_address")

    line = api.queues[QUEUE]
    assert isinstance(line, ListQueue)
    assert (first, before, second, again) == ("address_confirmed", [], "address_changed", "address_changed")
    (message,) = await owed(api)
    assert {decode(each) for each in line.bodies} == {message}
    assert message.customer == CUSTOMER
    change = await api.db.first(Statement("SELECT change FROM sign_ins WHERE change IS NOT NULL"))
    assert change is not None
    assert change["change"] not in message.encode()


async def test_where_the_queue_is_away_the_address_is_changed_and_the_debt_on_record(api: Platform, lines):
    away = replace(api, queues={**api.queues, QUEUE: Down()})
    browser = await changing(away)

    await confirm(away, browser, ADA, "old_address")
    state = await confirm(away, browser, NEW, "new_address")

    assert (state, len(await owed(api))) == ("address_changed", 1)
    assert any("address_unqueued" in each for each in lines)
    assert not any(word in each for each in lines for word in (ADA, NEW, CUSTOMER))


@pytest.mark.parametrize("customer", [None, CUSTOMER])
async def test_nothing_is_owed_where_there_is_no_customer_or_the_address_was_taken(api: Platform, customer: str | None):
    browser = await changing(api, customer=customer)
    await confirm(api, browser, ADA, "old_address")
    if customer:
        await sign_in(api, NEW)
    state = await confirm(api, browser, NEW, "new_address")

    assert (state, await owed(api)) == ("address_confirmed" if customer else "address_changed", [])
