"""Reconciliation lists everything, looks anew at what differs, and finds what never arrived."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from rigs.fakes import ListQueue
from rigs.nights import through, tick
from vendors.stripe_said import event
from vendors.stripe_vendor import BEGUN, MONTH, subscription

from functions.billing.handler import scheduled
from shared.domain.instants import stamp
from shared.platform.ports import Platform, Statement
from shared.store.billing import reconciliations, stripe_events, subscriptions

NIGHT = "2026-11-26T03:15:00Z"
TICK = tick()


async def night(platform: Platform) -> reconciliations.Reconciliation:
    await scheduled(TICK, platform)
    await through(platform)
    return (await reconciliations.newest(platform.db))[0]


async def test_a_night_repairs_what_differs_and_reports_each(vendor, billing, arrives, delivered, account, clock):
    for id in ("sub_1", "sub_2", "sub_3"):
        vendor.put(subscription(id))
        await delivered(await arrives("customer.subscription.created", subscription(id)))
    vendor.put(subscription("sub_1", "canceled", ended_at=BEGUN), subscription("sub_2", end=BEGUN + 2 * MONTH))
    vendor.put(subscription("sub_4", "trialing"))
    clock.advance(60)

    found = await night(billing)

    (one,) = await subscriptions.of_user(billing.db, account)
    two, new = [await subscriptions.by_stripe_id(billing.db, id) for id in ("sub_2", "sub_4")]
    repairs = await reconciliations.repairs(billing.db, NIGHT)
    assert (found.part, found.listed, found.doubted, found.changed, found.missing) == ("done", 4, 3, 3, 0)
    assert one.status == "canceled"
    assert two is not None
    assert two.current_period_end is not None
    assert two.current_period_end > one.current_period_end  # type: ignore[operator]
    assert new is not None
    assert sorted(each.subscription for each in repairs) == ["sub_1", "sub_2", "sub_4"]
    assert {each.source for each in repairs} == {"reconcile"}
    assert found.finished_at is not None


async def test_more_than_a_page_is_gone_through_to_its_end_and_a_second_tick_is_the_same_night(vendor, billing, clock):
    vendor.put(*(subscription(f"sub_{number}") for number in range(230)))

    found = await night(billing)
    asked = len(vendor.asked)
    await scheduled(TICK, billing)
    again = await through(billing)

    assert (found.listed, found.doubted, found.changed) == (230, 230, 230)
    assert len(await billing.db.all(Statement("SELECT id FROM subscriptions"))) == 230
    # The first page is asked for once more, is done, and says again what is not finished: nothing.
    assert again == 1
    assert len(vendor.asked) == asked
    assert (await reconciliations.newest(billing.db))[0] == found


async def test_the_next_night_finds_nothing_to_do(vendor, billing, clock):
    vendor.put(*(subscription(f"sub_{number}") for number in range(3)))
    await night(billing)
    clock.advance(86_400)

    await scheduled(tick(27), billing)
    await through(billing)

    newest = (await reconciliations.newest(billing.db))[0]
    assert (newest.night, newest.listed, newest.doubted, newest.changed) == ("2026-11-27T03:15:00Z", 3, 0, 0)


async def test_a_subscription_that_stripe_lists_no_more_is_a_dead_letter_and_stays_as_it_was(
    vendor, billing, arrives, delivered, account, clock
):
    vendor.put(subscription())
    await delivered(await arrives("customer.subscription.created", subscription()))
    vendor.objects["subscription"].clear()
    clock.advance(60)

    found = await night(billing)

    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert (found.missing, found.doubted, found.changed) == (1, 1, 0)
    assert [json.loads(each)["subscription"] for each in letters.bodies] == ["sub_1"]
    assert [each.status for each in await subscriptions.of_user(billing.db, account)] == ["active"]


async def test_a_subscription_that_stripe_was_never_asked_about_is_looked_for_too(vendor, billing, account):
    made = (
        "INSERT INTO subscriptions (id, user_id, status, stripe_subscription_id) VALUES ('x', 'u1', 'active', 'sub_9')"
    )
    await billing.db.run(Statement(made))

    assert (await night(billing)).missing == 1


async def test_an_event_that_never_arrived_is_found_stored_and_applied(vendor, billing, account):
    vendor.put(subscription())
    lost = event(id="evt_lost1", data={"object": subscription()}, pending_webhooks=1)
    other = event(id="evt_live1", data={"object": subscription()}, pending_webhooks=1, livemode=True)
    arrived = event(id="evt_arrived1", data={"object": subscription()}, pending_webhooks=0)
    vendor.put(lost, other, arrived)

    found = await night(billing)

    stored = await stripe_events.by_id(billing.db, "evt_lost1")
    assert found.events == 1
    assert stored is not None
    assert (stored.source, stored.outcome, json.loads(stored.body)["id"]) == ("listed", "applied", "evt_lost1")
    assert await stripe_events.by_id(billing.db, "evt_live1") is None
    assert await stripe_events.by_id(billing.db, "evt_arrived1") is None


async def test_a_value_set_by_hand_is_no_drift_and_is_kept(vendor, billing, arrives, delivered, account, clock):
    vendor.put(subscription(status="unpaid"))
    await delivered(await arrives("customer.subscription.created", subscription()))
    by_hand = "UPDATE subscriptions SET status = 'active', current_period_end = '2027-01-01T00:00:00Z'"
    await billing.db.run(Statement(f"{by_hand} WHERE user_id = 'u1'"))
    clock.advance(60)

    found = await night(billing)

    (one,) = await subscriptions.of_user(billing.db, account)
    assert (found.doubted, one.status, one.overridden) == (0, "active", True)


async def test_what_was_set_by_hand_and_is_over_is_stripes_again(vendor, billing, arrives, delivered, account, clock):
    vendor.put(subscription(status="unpaid"))
    await delivered(await arrives("customer.subscription.created", subscription()))
    by_hand = "UPDATE subscriptions SET status = 'active', current_period_end = '2026-11-24T00:00:00Z'"
    await billing.db.run(Statement(by_hand))
    clock.moment = datetime(2026, 11, 25, tzinfo=UTC)

    found = await night(billing)

    (one,) = await subscriptions.of_user(billing.db, account)
    assert (found.doubted, one.status, one.overridden) == (1, "unpaid", False)


async def test_a_subscription_of_nobody_is_its_customers_as_soon_as_that_one_is_known(vendor, billing, account):
    vendor.put(subscription())
    await billing.db.run(Statement("UPDATE users SET stripe_customer_id = NULL"))
    await night(billing)
    await billing.db.run(Statement("UPDATE users SET stripe_customer_id = 'cus_of_sub_1'"))

    await scheduled(tick(27), billing)
    await through(billing)

    assert [each.id for each in await subscriptions.of_user(billing.db, account)] == ["sub_1"]


async def test_one_that_is_not_understood_holds_up_no_other(vendor, billing, account):
    vendor.put(subscription(), subscription("sub_2", ended_at="yesterday"), subscription("sub_3"))

    found = await night(billing)

    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert (found.part, found.listed, found.changed) == ("done", 3, 2)
    assert [json.loads(each)["subscription"] for each in letters.bodies] == ["sub_2"]


async def test_items_on_further_pages_are_no_drift(vendor, billing, account, clock):
    for number in (1, 2):
        end = {"current_period_start": BEGUN, "current_period_end": BEGUN + number * MONTH}
        vendor.put({"id": f"si_{number}", "object": "subscription_item", "subscription": "sub_1", **end})
    first = {"object": "list", "data": [vendor.objects["subscription_item"]["si_1"]], "has_more": True}
    vendor.put(subscription(items=first))
    await night(billing)
    clock.advance(86_400)

    await scheduled(tick(27), billing)
    await through(billing)

    (one,) = await subscriptions.of_user(billing.db, account)
    assert one.current_period_end == stamp(datetime.fromtimestamp(BEGUN + 2 * MONTH, UTC))
    assert [each.doubted for each in await reconciliations.newest(billing.db)] == [0, 1]


async def test_without_a_key_there_is_nothing_to_reconcile_with(billing, lines):
    await scheduled(TICK, replace(billing, env={}))

    assert await reconciliations.newest(billing.db) == []
    assert any("no STRIPE_SECRET_KEY" in line for line in lines)
