"""Billing writes what Stripe says now, whatever the event says and in whatever order events come."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from rigs.fakes import ListQueue, ManualClock
from vendors.stripe_vendor import BEGUN, MONTH, Vendor, invoice, subscription

from shared.domain.accounts.subscription import access
from shared.domain.instants import stamp
from shared.platform.outages import alerts
from shared.platform.ports import Platform, Statement
from shared.store.billing import stripe_events, subscriptions

END = stamp(datetime.fromtimestamp(BEGUN + MONTH, UTC))


async def why(platform: Platform, user: str = "u1") -> str:
    return access(await subscriptions.of_user(platform.db, user), platform.clock.now()).why


async def whose(platform: Platform, id: str) -> str | None:
    event = await stripe_events.by_id(platform.db, id)
    return event.customer if event else None


async def causes(platform: Platform, id: str = "sub_1") -> list[str]:
    return [each.cause for each in await subscriptions.changes(platform.db, id)]


async def test_an_event_brings_what_stripe_says_now_and_not_what_it_says_itself(
    vendor, billing, arrives, delivered, account
):
    vendor.put(subscription())

    settled = await delivered(await arrives("customer.subscription.created", subscription(status="incomplete")))

    (found,) = await subscriptions.of_user(billing.db, account)
    event = await stripe_events.by_id(billing.db, "evt_1")
    assert settled.settled == "acked"
    assert (found.id, found.status, found.current_period_end, found.overridden) == ("sub_1", "active", END, False)
    assert event is not None
    assert event.outcome == "applied"
    assert await causes(billing) == ["evt_1"]
    assert await why(billing) == "active"
    assert await billing.db.all(Statement("SELECT * FROM stripe_leases")) == []


async def test_an_event_that_comes_again_changes_nothing_and_asks_nothing(vendor, billing, arrives, delivered, account):
    vendor.put(subscription())
    id = await arrives("customer.subscription.updated", subscription())
    await delivered(id)
    asked = len(vendor.asked)

    again = [await delivered(id) for _ in range(3)]

    assert [each.settled for each in again] == ["acked"] * 3
    assert len(vendor.asked) == asked
    assert await causes(billing) == ["evt_1"]


async def test_a_late_created_does_not_give_back_what_a_deletion_took(vendor, billing, arrives, delivered, account):
    vendor.put(subscription(status="canceled", ended_at=BEGUN))
    deleted = await arrives("customer.subscription.deleted", subscription(status="canceled"))
    created = await arrives("customer.subscription.created", subscription())

    await delivered(deleted)
    await delivered(created)

    assert await why(billing) == "expired"
    assert await causes(billing) == ["evt_1"]


async def test_what_was_deleted_as_test_data_ends_by_its_own_event(vendor, billing, arrives, delivered, account):
    vendor.put(subscription())
    await delivered(await arrives("customer.subscription.created", subscription()))
    vendor.objects["subscription"].clear()

    other = await delivered(await arrives("customer.subscription.updated", subscription()))
    assert (other.settled, await why(billing)) == ("acked", "active")
    await delivered(await arrives("customer.subscription.deleted", subscription(status="canceled", ended_at=BEGUN)))

    assert await why(billing) == "expired"
    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert [json.loads(each)["event"] for each in letters.bodies] == ["evt_2"]


@pytest.mark.parametrize(
    "said",
    [
        {"object": "invoice", "id": "in_1", "parent": {"subscription_details": {"subscription": "sub_1"}}},
        {"object": "invoice", "id": "in_1", "subscription": "sub_1"},
        {"object": "invoice", "id": "in_1", "subscription": {"id": "sub_1", "object": "subscription"}},
        {"object": "checkout.session", "id": "cs_1", "subscription": "sub_1"},
        {"object": "charge", "id": "ch_sub_1_1", "payment_intent": "pi_sub_1_1"},
        {"object": "charge", "id": "ch_old", "payment_intent": None, "invoice": "in_sub_1_1"},
        {"object": "refund", "id": "re_1", "payment_intent": "pi_sub_1_1", "charge": "ch_sub_1_1"},
        {"object": "dispute", "id": "dp_1", "payment_intent": None, "charge": "ch_sub_1_1"},
    ],
    ids=lambda said: f"{said['object']} {'old' if 'payment_intent' in said and not said['payment_intent'] else ''}",
)
async def test_the_subscription_is_found_from_whatever_an_event_is_about(
    said, vendor, billing, arrives, delivered, account
):
    vendor.put(subscription())
    vendor.paid("sub_1")

    await delivered(await arrives("invented.type", said))

    assert await why(billing) == "active"
    assert await whose(billing, "evt_1") == "cus_of_sub_1"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"object": "product", "id": "prod_1"}, "nothing in it concerns access"),
        ({"object": "customer", "id": "cus_1"}, "nothing in it concerns access"),
        ({"object": "invoice", "id": "in_1", "parent": None}, "the invoice is of no subscription"),
        ({"object": "checkout.session", "id": "cs_1", "subscription": None}, "no subscription came of it yet"),
        ({"object": "charge", "id": "ch_1", "payment_intent": "pi_other"}, "the payment is of no subscription"),
    ],
)
async def test_what_concerns_no_subscription_is_ignored_with_the_reason(said, note, billing, arrives, delivered):
    settled = await delivered(await arrives("invented.type", said))

    event = await stripe_events.by_id(billing.db, "evt_1")
    assert settled.settled == "acked"
    assert event is not None
    assert (event.outcome, event.note) == ("ignored", note)


@pytest.mark.parametrize(
    "related",
    [
        {"id": "sub_1", "type": "subscription"},
        {"id": "in_sub_1_1", "type": "invoice"},
        {"id": "ch_sub_1_1", "type": "charge"},
    ],
    ids=lambda related: related["type"],
)
async def test_a_thin_event_names_what_leads_to_its_subscription(related, vendor, billing, delivered, account):
    vendor.put(subscription())
    vendor.paid("sub_1")
    said = {
        "id": "evt_thin1", "object": "v2.core.event", "type": "v1.customer.subscription.updated", "livemode": False,
        "created": "2026-11-24T02:00:00Z", "related_object": related,
    }  # fmt: skip
    await billing.db.batch(stripe_events.keep(stripe_events.read(json.dumps(said)), "webhook", {}, billing.clock.now()))

    await delivered("evt_thin1")

    assert await why(billing) == "active"
    assert await whose(billing, "evt_thin1") == "cus_of_sub_1"


async def test_of_what_concerns_no_subscription_is_kept_whose_it_is(vendor, billing, arrives, delivered):
    vendor.put({"object": "charge", "id": "ch_once", "payment_intent": None, "customer": "cus_1"})

    await delivered(await arrives("refund.created", {"object": "refund", "id": "re_1", "charge": "ch_once"}))

    assert await whose(billing, "evt_1") == "cus_1"


async def test_a_failed_payment_gives_grace_from_its_first_failure(
    vendor, billing, arrives, delivered, account, clock: ManualClock
):
    clock.moment = datetime.fromtimestamp(BEGUN + 5 * 86_400, UTC)
    vendor.put(subscription(status="past_due"))
    # Two months are unpaid: the older one counts, and a draft that nobody was asked for does not.
    vendor.put(
        invoice("in_1", "sub_1", "open"), invoice("in_2", "sub_1", "open", status_transitions={}, created=BEGUN + MONTH)
    )
    vendor.put(invoice("in_0", "sub_1", "open", attempt_count=0, status_transitions={}, created=BEGUN - MONTH))

    await delivered(await arrives("invoice.payment_failed", invoice("in_2", "sub_1")))

    (found,) = await subscriptions.of_user(billing.db, account)
    assert found.failed_at == stamp(datetime.fromtimestamp(BEGUN + 3_600, UTC))
    assert await why(billing) == "grace"
    clock.advance(3 * 86_400)
    assert await why(billing) == "payment_failed"
    vendor.put(subscription(end=BEGUN + 2 * MONTH))
    await delivered(await arrives("invoice.paid", invoice("in_2", "sub_1")))
    assert await why(billing) == "active"


@pytest.mark.parametrize(
    ("charge", "dispute", "meant"),
    [
        ({"refunded": True, "amount_refunded": 900}, None, "refunded"),
        ({"refunded": False, "amount_refunded": 100}, None, "active"),
        ({"disputed": True}, "needs_response", "disputed"),
        ({"disputed": True}, "lost", "disputed"),
        ({"disputed": True}, "won", "active"),
        ({"disputed": True}, "warning_needs_response", "active"),
    ],
)
async def test_money_that_came_back_withholds_access(
    charge, dispute, meant, vendor, billing, arrives, delivered, account
):
    vendor.put(subscription())
    vendor.paid("sub_1", **charge)
    if dispute:
        vendor.put({"id": "dp_1", "object": "dispute", "charge": "ch_sub_1_1", "status": dispute})

    await delivered(await arrives("charge.refunded", vendor.objects["charge"]["ch_sub_1_1"]))

    assert await why(billing) == meant


async def test_the_next_paid_period_is_not_withheld_for_a_refund_of_the_last(
    vendor, billing, arrives, delivered, account
):
    vendor.put(subscription(end=BEGUN + 2 * MONTH))
    vendor.paid("sub_1", 1, refunded=True)
    vendor.paid("sub_1", 2)

    await delivered(await arrives("charge.refunded", vendor.objects["charge"]["ch_sub_1_1"]))

    assert await why(billing) == "active"


async def test_a_deleted_customers_subscriptions_are_all_looked_at(vendor, billing, arrives, delivered, account):
    for id in ("sub_1", "sub_2"):
        vendor.put(subscription(id, customer="cus_of_sub_1"))
        await delivered(await arrives("customer.subscription.created", subscription(id)))
        vendor.put(subscription(id, "canceled", customer="cus_of_sub_1", ended_at=BEGUN))

    await delivered(await arrives("customer.deleted", {"object": "customer", "id": "cus_of_sub_1"}))

    assert [each.status for each in await subscriptions.of_user(billing.db, account)] == ["canceled", "canceled"]
    assert await why(billing) == "expired"


async def test_an_unknown_status_gives_nothing_and_an_operator_is_told(vendor, billing, arrives, delivered, account):
    vendor.put(subscription(status="hibernating"))

    await delivered(await arrives("customer.subscription.updated", subscription()))

    assert await why(billing) == "unknown_status"
    assert [each.subject for each in await alerts.listed(billing.db)] == ["stripe/unknown-status"]


async def test_checkouts_metadata_links_customer_and_account(vendor, billing, arrives, delivered):
    await billing.db.run(Statement("INSERT INTO users (id, email) VALUES ('u2', 'other@example.com')"))
    vendor.put(subscription(metadata={"user_id": "u2"}), subscription("sub_2", metadata={"user_id": "nobody"}))

    for id in ("sub_1", "sub_2"):
        await delivered(await arrives("customer.subscription.created", subscription(id)))

    (linked,) = await subscriptions.of_user(billing.db, "u2")
    unowned = await subscriptions.by_stripe_id(billing.db, "sub_2")
    assert linked.stripe_customer_id == "cus_of_sub_1"
    assert unowned is not None
    assert unowned.user_id is None


async def test_a_period_set_by_hand_is_kept_until_its_end(
    vendor, billing, arrives, delivered, account, clock: ManualClock
):
    vendor.put(subscription(status="unpaid"))
    await delivered(await arrives("customer.subscription.created", subscription()))
    # The runbook's own words.
    await billing.db.run(
        Statement(
            "UPDATE subscriptions SET status = 'active', current_period_end = '2027-01-01T00:00:00Z' "
            "WHERE user_id = 'u1'"
        )
    )

    await delivered(await arrives("customer.subscription.updated", subscription()))

    (found,) = await subscriptions.of_user(billing.db, account)
    assert (found.status, found.current_period_end) == ("active", "2027-01-01T00:00:00Z")
    assert (found.stripe_status, found.stripe_period_end) == ("unpaid", END)
    clock.moment = datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert await why(billing) == "payment_failed"
    await delivered(await arrives("customer.subscription.updated", subscription()))
    (found,) = await subscriptions.of_user(billing.db, account)
    assert (found.status, found.overridden) == ("unpaid", False)


async def test_two_deliveries_never_work_on_one_subscription_and_the_last_to_look_writes_last(
    vendor: Vendor, billing, arrives, delivered, account, clock: ManualClock
):
    vendor.put(subscription())
    first, second = [await arrives("customer.subscription.updated", subscription()) for _ in range(2)]
    lease = await subscriptions.take(replace(billing, holder="another"), ["sub_1"], "another's work")

    waiting = await delivered(first)

    assert (waiting.settled, waiting.delay) == ("retried", 2)
    # The other one's holder is slow: its lease runs out, ours writes, and it may write no more.
    clock.advance(subscriptions.LEASE_SECONDS + 1)
    await delivered(second)
    kept = subscriptions.kept(lease, clock.now())
    with pytest.raises(Exception, match="NOT NULL"):
        await billing.db.batch([*kept, Statement("UPDATE subscriptions SET status = 'canceled'")])
    assert await why(billing) == "active"
    assert (await delivered(first)).settled == "acked"


async def test_who_lost_the_lease_while_stripe_answered_looks_again(
    vendor, billing, arrives, delivered, account, app_db
):
    """Another delivery has seen, and written, what came after."""
    import sqlite3
    from contextlib import closing

    vendor.put(subscription())
    id = await arrives("customer.subscription.updated", subscription())

    def overtaken(path: str) -> None:
        vendor.during = lambda path: None
        with closing(sqlite3.connect(app_db)) as other, other:
            other.execute("DELETE FROM stripe_leases")
        vendor.objects["subscription"]["sub_1"] = subscription(status="canceled", ended_at=BEGUN)

    answered: Any = vendor._answer

    def late(target: str) -> Any:
        found = answered(target)
        overtaken(target)
        vendor._answer = answered  # type: ignore[method-assign]
        return found

    vendor._answer = late  # type: ignore[method-assign]

    settled = await delivered(id)

    assert settled.settled == "acked"
    assert await why(billing) == "expired"


@pytest.mark.parametrize(
    ("status", "headers", "error", "settled", "delay"),
    [
        (429, {"retry-after": "9"}, {"type": "rate_limit_error"}, "retried", 9),
        (500, {}, {"type": "api_error"}, "retried", None),
        (409, {}, {"type": "idempotency_error"}, "retried", None),
        (
            401,
            {},
            {"type": "invalid_request_error", "message": "Invalid API Key provided: key-of-no***"},
            "retried",
            900,
        ),
        (400, {}, {"type": "invalid_request_error"}, "acked", None),
    ],
)
async def test_stripes_errors_settle_by_their_kind(
    status, headers, error, settled, delay, vendor, billing, arrives, delivered, lines
):
    vendor.put(subscription())
    vendor.failing.append((status, headers, {"error": error}))

    found = await delivered(await arrives("customer.subscription.updated", subscription()))

    assert found.settled == settled
    assert delay is None or found.delay == delay
    assert "key-of-no" not in "".join(lines)
    assert await billing.db.all(Statement("SELECT * FROM stripe_leases")) == []


async def test_a_subscription_of_the_other_mode_is_a_dead_letter(vendor, billing, arrives, delivered):
    vendor.put(subscription(livemode=True))

    await delivered(await arrives("customer.subscription.updated", subscription()))

    letters = billing.queues["peptalk-stripe-events-dlq"]
    assert isinstance(letters, ListQueue)
    assert len(letters.bodies) == 1


async def test_without_a_key_billing_waits_for_an_operator(billing, arrives, delivered):
    bare = replace(billing, env={})

    found = await delivered(await arrives("customer.subscription.updated", subscription()), bare)

    assert (found.settled, found.delay) == ("retried", 900)
    assert [each.subject for each in await alerts.listed(billing.db)] == ["function/billing"]


async def test_what_changed_is_never_changed_afterwards_but_for_an_erasure(
    vendor, billing, arrives, delivered, account
):
    vendor.put(subscription())
    await delivered(await arrives("customer.subscription.created", subscription()))

    for statement in ("DELETE FROM access_changes", "UPDATE access_changes SET state = '{}'"):
        with pytest.raises(Exception, match="append-only"):
            await billing.db.run(Statement(statement))
    await billing.db.run(Statement("UPDATE access_changes SET subscription = 'erased', cause = 'erased'"))

    assert await causes(billing, "erased") == ["erased"]
