"""Stripe's customer gets the address that the account has, when Stripe answers and however often it is asked."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from rigs.fakes import HandDelivery, ListQueue
from vendors.stripe_vendor import Vendor

from functions.billing.handler import queue
from queues.messages import AddressCustomer
from shared.domain.accounts.erasure import erasure_of
from shared.platform.ports import Batch, Database, Platform, Row, Statement
from shared.store.accounts import erasures
from shared.store.billing import customers

CUSTOMER = "cus_of_sub_1"
OLD, NEW = "user@example.com", "user@new.example"


@dataclass
class Moving:
    """A database in which the account moves on as soon as its address was read for the first time."""

    inner: Database
    moved: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def first(self, statement: Statement) -> Row | None:
        found = await self.inner.first(statement)
        if found == {"email": NEW} and not self.moved:
            self.moved = True
            await self.inner.run(Statement("UPDATE users SET email = 'user@newer.example'"))
        return found


@pytest.fixture
async def moved(billing: Platform, vendor: Vendor, account: str) -> AddressCustomer:
    """What asks for it after the account's change of address; Stripe has the old one."""
    vendor.put({"id": CUSTOMER, "object": "customer", "email": OLD})
    await billing.db.run(Statement("UPDATE users SET email = ?1 WHERE id = ?2", (NEW, account)))
    return customers.after_change(CUSTOMER, "a" * 32)


async def delivered(platform: Platform, job: AddressCustomer) -> HandDelivery:
    delivery = HandDelivery(job.encode())
    await queue(Batch("peptalk-stripe-events", [delivery]), platform)
    return delivery


def at_stripe(vendor: Vendor) -> str:
    return vendor.objects["customer"][CUSTOMER]["email"]


async def test_stripe_is_told_once_and_no_line_names_anybody(moved, billing, vendor, lines):
    first, second = await delivered(billing, moved), await delivered(billing, moved)

    assert (at_stripe(vendor), first.settled, second.settled) == (NEW, "acked", "acked")
    assert vendor.asked == [f"/v1/customers/{CUSTOMER}"]
    assert not any(word in line for line in lines for word in (OLD, NEW, "a" * 32, "key-of-nobody"))


@pytest.mark.parametrize(
    ("status", "error"), [(500, {"type": "api_error"}), (429, {"type": "rate_limit_error"}), (503, {})]
)
async def test_while_stripe_is_away_it_waits_and_is_told_afterwards(moved, billing, vendor, clock, status, error):
    vendor.failing.append((status, {}, {"error": error}))

    first = await delivered(billing, moved)
    between = at_stripe(vendor)
    clock.advance(120)
    await delivered(billing, moved)

    assert (first.settled, between, at_stripe(vendor)) == ("retried", OLD, NEW)


async def test_each_try_has_a_key_of_its_own_so_that_no_failure_is_kept(moved, billing, vendor, clock):
    vendor.failing.append((500, {}, {"error": {"type": "api_error"}}))

    await delivered(billing, moved)
    clock.advance(120)
    await delivered(billing, moved)

    assert len(vendor.keys) == len(set(vendor.keys)) == 2


async def test_an_address_that_changes_while_stripe_is_told_is_told_too(moved, billing, vendor):
    await delivered(replace(billing, db=Moving(billing.db)), moved)

    assert (at_stripe(vendor), len(vendor.asked)) == ("user@newer.example", 2)


@pytest.mark.parametrize("gone", ["at Stripe", "here"])
async def test_a_customer_who_is_no_more_ends_it(moved, billing, vendor, gone):
    if gone == "here":
        await billing.db.run(Statement("UPDATE users SET stripe_customer_id = 'cus_another'"))
    else:
        vendor.objects["customer"].clear()

    found = await delivered(billing, moved)

    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert (found.settled, letters.bodies) == ("acked", [])
    assert len(vendor.asked) == (0 if gone == "here" else 1)


async def test_an_address_that_stripe_refuses_is_a_dead_letter_and_the_account_keeps_it(moved, billing, vendor):
    refused: dict[str, Any] = {"type": "invalid_request_error", "code": "email_invalid", "param": "email"}
    vendor.failing.append((400, {}, {"error": refused}))

    await delivered(billing, moved)

    letters = billing.queues["peptalk-stripe-events-dlq"]
    row = await billing.db.first(Statement("SELECT email FROM users"))
    assert isinstance(letters, ListQueue)
    assert (len(letters.bodies), row) == (1, {"email": NEW})


async def test_what_comes_after_the_erasure_tells_nothing_and_leaves_nothing(moved, billing, vendor, account):
    person = await erasures.whom(billing.db, account)
    assert person is not None
    await billing.db.batch(erasures.asked(person, "reader", bytes(32), billing.clock.now()))
    erasing = HandDelivery(erasures.message_of(erasure_of(account)).encode())
    await queue(Batch("peptalk-stripe-events", [erasing]), billing)
    asked = list(vendor.asked)

    found = await delivered(billing, moved)

    assert (found.settled, vendor.asked) == ("acked", asked)
    assert await billing.db.all(Statement("SELECT identity FROM work WHERE identity LIKE 'billing/address/%'")) == []
