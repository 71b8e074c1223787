"""An operator is told of who pays for two subscriptions, as soon as Stripe tells and each night, until it is mended."""

import pytest
from rigs.nights import through, tick
from vendors.stripe_vendor import BEGUN, MONTH, subscription

from functions.billing.doubles import SUBJECT
from functions.billing.handler import scheduled
from shared.platform.outages import alerts
from shared.platform.ports import Platform, Statement
from shared.store.billing.doubled import doubled

CUSTOMER = "cus_of_sub_1"


async def told(platform: Platform) -> list[str]:
    return [each.message for each in await alerts.listed(platform.db) if each.subject == SUBJECT]


async def night(platform: Platform, day: int = 26) -> None:
    await scheduled(tick(day), platform)
    await through(platform)


@pytest.fixture
def two(vendor) -> None:
    vendor.put(subscription(), subscription("sub_2", customer=CUSTOMER, created=BEGUN + 60))


@pytest.mark.usefixtures("two")
async def test_the_second_is_told_of_when_its_event_comes(billing, arrives, delivered, account, lines):
    await delivered(await arrives("customer.subscription.created", subscription()))
    one = await told(billing)
    await delivered(await arrives("customer.subscription.created", subscription("sub_2", customer=CUSTOMER)))

    (said,) = await told(billing)
    assert one == []
    assert "peptalk stripe reconcile --show" in said
    (who,) = await doubled(billing.db)
    assert (who.email, who.subscriptions) == ("user@example.com", ("sub_1", "sub_2"))
    assert not any("user@example.com" in line for line in lines)


@pytest.mark.usefixtures("two", "account")
async def test_a_night_finds_what_was_there_before_and_the_next_one_settles_it(vendor, billing, arrives, clock):
    await night(billing)
    await billing.db.run(Statement("UPDATE alerts SET settled_at = raised_at"))  # as if nobody had been told yet
    clock.advance(86_400)
    await night(billing, 27)
    found = await told(billing)
    await billing.db.run(Statement("UPDATE subscriptions SET ended_at = 'x' WHERE id = 'sub_2'"))
    vendor.put(subscription("sub_2", "canceled", customer=CUSTOMER, ended_at=BEGUN + 90))
    clock.advance(86_400)
    await night(billing, 28)

    assert ["a reader has two" in each for each in found] == [True]
    assert await told(billing) == []


@pytest.mark.parametrize(
    "end",
    [
        {"status": "canceled", "ended_at": BEGUN + 120},
        {"cancel_at_period_end": True},
        {"cancel_at": BEGUN + MONTH},
    ],
    ids=["cancelled", "at the period's end", "later"],
)
@pytest.mark.usefixtures("two", "account")
async def test_the_end_of_one_settles_it_at_once(end, vendor, billing, arrives, delivered):
    for id in ("sub_1", "sub_2"):
        await delivered(await arrives("customer.subscription.created", vendor.objects["subscription"][id]))
    before = await told(billing)
    vendor.put(subscription("sub_2", **{"customer": CUSTOMER, **end}))

    await delivered(await arrives("customer.subscription.updated", vendor.objects["subscription"]["sub_2"]))

    assert (len(before), await told(billing)) == (1, [])


@pytest.mark.usefixtures("two", "account")
async def test_it_stays_while_another_reader_pays_twice(vendor, billing, arrives, delivered):
    vendor.put(subscription("sub_3", customer="cus_other"), subscription("sub_4", customer="cus_other"))
    for id in ("sub_1", "sub_2", "sub_3", "sub_4"):
        await delivered(await arrives("customer.subscription.created", vendor.objects["subscription"][id]))
    vendor.put(subscription("sub_2", "canceled", customer=CUSTOMER, ended_at=BEGUN + 120))

    await delivered(await arrives("customer.subscription.deleted", vendor.objects["subscription"]["sub_2"]))

    (said,) = await told(billing)
    assert said.startswith("a reader has two subscriptions")
    assert [each.email for each in await doubled(billing.db)] == [None]


@pytest.mark.parametrize("status", ["canceled", "incomplete", "incomplete_expired"])
async def test_one_that_goes_on_and_one_that_does_not_are_no_double(status, vendor, billing, arrives, account):
    vendor.put(subscription(), subscription("sub_2", status, customer=CUSTOMER))
    vendor.put(subscription("sub_3"), subscription("sub_4"))  # of other customers each

    await night(billing)

    assert await told(billing) == []
    assert await doubled(billing.db) == []


async def test_a_second_customer_of_the_same_account_is_the_same_reader(vendor, billing, arrives, delivered, account):
    vendor.put(subscription(), subscription("sub_2", customer="cus_other", metadata={"user_id": account}))

    for id in ("sub_1", "sub_2"):
        await delivered(await arrives("customer.subscription.created", vendor.objects["subscription"][id]))

    assert len(await told(billing)) == 1
    assert [each.email for each in await doubled(billing.db)] == ["user@example.com"]
