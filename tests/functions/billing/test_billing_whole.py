"""All that Stripe has of a subscription counts, and each row is the account's that it belongs to."""

import json
from datetime import UTC, datetime

import pytest
from rigs.fakes import ListQueue
from vendors.stripe_vendor import BEGUN, MONTH, subscription

from shared.domain.accounts.subscription import access
from shared.domain.instants import stamp
from shared.platform.ports import Platform, Statement
from shared.store.billing import subscriptions


async def why(platform: Platform) -> str:
    return access(await subscriptions.of_user(platform.db, "u1"), platform.clock.now()).why


@pytest.mark.parametrize(("charge", "meant"), [({"refunded": True}, "refunded"), ({"disputed": True}, "disputed")])
@pytest.mark.parametrize("status", ["active", "past_due"])
async def test_money_that_came_back_for_any_invoice_of_the_period_withholds_access(
    charge, meant, status, vendor, billing, arrives, delivered, account
):
    """An upgrade within the period makes another invoice the latest."""
    vendor.put(subscription(status=status))
    vendor.paid("sub_1", 1, **charge)
    vendor.put({"id": "dp_1", "object": "dispute", "charge": "ch_sub_1_1", "status": "needs_response"})
    vendor.paid("sub_1", 2)

    await delivered(await arrives("charge.refunded", vendor.objects["charge"]["ch_sub_1_1"]))

    assert await why(billing) == meant


async def test_the_period_ends_with_the_last_item_on_whatever_page_it_stands(
    vendor, billing, arrives, delivered, account
):
    for number in range(120):
        vendor.put(
            {
                "id": f"si_{number}", "object": "subscription_item", "subscription": "sub_1",
                "current_period_start": BEGUN, "current_period_end": BEGUN + MONTH + (number == 0),
            }
        )  # fmt: skip
    first = {"object": "list", "data": [vendor.objects["subscription_item"]["si_119"]], "has_more": True}
    vendor.put(subscription(items=first))

    await delivered(await arrives("customer.subscription.created", subscription()))

    (found,) = await subscriptions.of_user(billing.db, account)
    assert found.current_period_end == stamp(datetime.fromtimestamp(BEGUN + MONTH + 1, UTC))
    assert sum("/v1/subscription_items" in each for each in vendor.asked) == 2


async def test_what_the_database_refuses_dies_as_a_crash_and_waits_for_no_lease_of_its_own(
    vendor, billing, arrives, delivered
):
    vendor.put(subscription())
    refused = "CREATE TRIGGER refused BEFORE INSERT ON subscriptions BEGIN SELECT RAISE(ABORT, 'CHECK failed'); END"
    await billing.db.run(Statement(refused))
    id = await arrives("customer.subscription.updated", subscription())

    for _ in range(5):
        settled = await delivered(id)

    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert settled.settled == "acked"
    assert [json.loads(each)["event"] for each in letters.bodies] == [id]


async def test_a_row_made_by_sql_under_stripes_id_is_that_subscription(vendor, billing, arrives, delivered, account):
    await billing.db.run(Statement("INSERT INTO subscriptions (id, user_id, status) VALUES ('sub_1', 'u1', 'active')"))
    vendor.put(subscription())

    await delivered(await arrives("customer.subscription.updated", subscription()))

    (found,) = await subscriptions.of_user(billing.db, account)
    assert (found.stripe_subscription_id, found.current_period_end) == (
        "sub_1",
        stamp(datetime.fromtimestamp(BEGUN + MONTH, UTC)),
    )
    assert await why(billing) == "active"


async def test_whom_checkout_was_opened_for_has_the_subscription_whichever_customer_pays(
    vendor, billing, arrives, delivered, account
):
    """The account knows an earlier customer already; and one that is linked late owns what its customer had before."""
    await billing.db.run(Statement("INSERT INTO users (id, email) VALUES ('u2', 'other@example.com')"))
    vendor.put(subscription("sub_2", metadata={"user_id": "u1"}))
    vendor.put(subscription("sub_3", customer="cus_3"))
    vendor.put(subscription("sub_4", customer="cus_3", metadata={"user_id": "u2"}))

    for id in ("sub_2", "sub_3", "sub_4"):
        await delivered(await arrives("customer.subscription.created", subscription(id)))

    assert [each.id for each in await subscriptions.of_user(billing.db, "u1")] == ["sub_2"]
    assert [each.id for each in await subscriptions.of_user(billing.db, "u2")] == ["sub_3", "sub_4"]


async def test_a_deletion_that_is_not_understood_is_a_dead_letter_at_once(vendor, billing, arrives, delivered):
    id = await arrives("customer.subscription.deleted", subscription(status="canceled", ended_at="yesterday"))

    settled = await delivered(id)

    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert settled.settled == "acked"
    assert [json.loads(each)["event"] for each in letters.bodies] == [id]
