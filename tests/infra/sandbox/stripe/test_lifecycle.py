"""What becomes of subscriptions as time passes and as they are changed."""

import itertools
from datetime import UTC, datetime

import pytest
import stripe

from infra.sandbox.stripe.periods import end_of


def period(subscription) -> tuple[int, int]:
    item = subscription["items"].data[0]
    return item.current_period_start, item.current_period_end


async def paying(stand, method="pm_card_visa"):
    """A customer with a card."""
    customer = await stand.sdk.v1.customers.create_async({"email": "api@example.org"})
    attached = await stand.sdk.v1.payment_methods.attach_async(method, {"customer": customer.id})
    await stand.sdk.v1.customers.update_async(
        customer.id, {"invoice_settings": {"default_payment_method": attached.id}}
    )
    return customer


async def test_every_period_begins_where_the_last_one_ended(stand):
    begun = await stand.subscribed()
    seen = [period(begun)]
    for _ in range(3):
        await stand.advance(31)
        seen.append(period(await stand.subscription(begun.id)))

    assert all(before[1] == after[0] for before, after in itertools.pairwise(dict.fromkeys(seen)))
    assert len(set(seen)) >= 3
    invoices = await stand.sdk.v1.invoices.list_async({"subscription": begun.id})
    assert {(each.status, each.amount_paid) for each in invoices.data} == {("paid", 900)}
    updated = await stand.sdk.v1.events.list_async({"type": "customer.subscription.updated"})
    before = updated.data[0].data.previous_attributes["items"]["data"][0]
    assert before["current_period_end"] == updated.data[0].data.object["items"].data[0].current_period_start


async def test_a_renewals_invoice_is_a_draft_for_an_hour(stand):
    begun = await stand.subscribed()
    await stand.do("advance", seconds=period(begun)[1] - begun.created + 1)
    draft = (await stand.sdk.v1.invoices.list_async()).data[0]
    await stand.do("advance", seconds=3_600)

    assert (draft.status, draft.billing_reason) == ("draft", "subscription_cycle")
    assert (await stand.sdk.v1.invoices.retrieve_async(draft.id)).status == "paid"


@pytest.mark.parametrize(
    ("after", "status", "last"),
    [
        ("cancel", "canceled", "customer.subscription.deleted"),
        ("unpaid", "unpaid", "customer.subscription.updated"),
        ("past_due", "past_due", "invoice.payment_failed"),
    ],
)
async def test_dunning_tries_thrice_more_and_ends_as_it_is_set(stand, after, status, last):
    await stand.do("settings", after_retries=after)
    begun = await stand.subscribed(card="declined-later")
    end = period(begun)[1]
    await stand.do("advance", seconds=end + 3_601 - begun.created)
    first = (await stand.subscription(begun.id)).status
    await stand.advance(16)

    now = await stand.subscription(begun.id)
    failed = await stand.sdk.v1.events.list_async({"type": "invoice.payment_failed"})
    tries = [each.data.object.to_dict() for each in reversed(failed.data)]
    assert (first, now.status) == ("past_due", status)
    assert [each["attempt_count"] for each in tries] == [1, 2, 3, 4]
    days = [round((each.created - end) / 86_400) for each in reversed(failed.data)]
    assert days == [0, 3, 8, 15]
    assert [each["next_payment_attempt"] is None for each in tries] == [False, False, False, True]
    assert (await stand.told())[-1] == last
    assert (await stand.sdk.v1.customers.retrieve_async(now.customer)).delinquent
    if after == "cancel":
        assert (now.cancellation_details.reason, now.ended_at is not None) == ("payment_failed", True)


async def test_a_good_card_makes_a_past_due_subscription_active_at_the_next_try(stand):
    begun = await stand.subscribed(card="declined-later")
    await stand.do("advance", seconds=period(begun)[1] + 3_601 - begun.created)
    await stand.do("decline", who="reader@example.org", card="good")
    await stand.advance(3.1)

    now = await stand.subscription(begun.id)
    assert now.status == "active"
    assert not (await stand.sdk.v1.customers.retrieve_async(now.customer)).delinquent


async def test_an_unpaid_subscription_draws_drafts_and_is_active_once_all_is_paid(stand):
    await stand.do("settings", after_retries="unpaid", retry_days=[])
    begun = await stand.subscribed(card="declined-later")
    await stand.advance(70)
    unpaid = await stand.subscription(begun.id)
    statuses = [each.status for each in (await stand.sdk.v1.invoices.list_async()).data]
    await stand.do("pay", who=begun.id)

    assert unpaid.status == "unpaid"
    assert statuses == ["draft", "open", "paid"]
    assert (await stand.subscription(begun.id)).status == "active"


async def test_a_first_payment_that_fails_leaves_it_incomplete_for_23_hours(stand):
    customer = await paying(stand, "pm_card_visa")
    await stand.do("subscribe", email="other@example.org")
    method = (await stand.sdk.v1.payment_methods.list_async({"customer": customer.id})).data[0]
    stand.account.hidden("card")[method.id] = "4000000000000002"
    items: list = [{"price": "price_sandbox"}]
    with pytest.raises(stripe.CardError) as refused:
        await stand.sdk.v1.subscriptions.create_async(
            {"customer": customer.id, "items": items, "payment_behavior": "error_if_incomplete"}
        )
    made = await stand.sdk.v1.subscriptions.create_async({"customer": customer.id, "items": items})
    await stand.do("advance", seconds=22 * 3_600)
    still = await stand.subscription(made.id)
    await stand.do("advance", seconds=3_601)

    over = await stand.subscription(made.id)
    assert (refused.value.code, refused.value.error.decline_code) == ("card_declined", "generic_decline")
    assert (made.status, still.status, over.status) == ("incomplete", "incomplete", "incomplete_expired")
    assert (await stand.sdk.v1.invoices.retrieve_async(made.latest_invoice)).status == "void"


async def test_an_incomplete_subscription_becomes_active_when_its_invoice_is_paid(stand):
    customer = await paying(stand)
    method = (await stand.sdk.v1.payment_methods.list_async({"customer": customer.id})).data[0]
    stand.account.hidden("card")[method.id] = "4000000000009995"
    made = await stand.sdk.v1.subscriptions.create_async(
        {"customer": customer.id, "items": [{"price": "price_sandbox"}]}
    )
    with pytest.raises(stripe.CardError) as refused:
        await stand.sdk.v1.invoices.pay_async(made.latest_invoice)
    stand.account.hidden("card")[method.id] = "4242424242424242"

    await stand.sdk.v1.invoices.pay_async(made.latest_invoice)

    assert refused.value.error.decline_code == "insufficient_funds"
    assert (await stand.subscription(made.id)).status == "active"
    await stand.advance(2)
    assert (await stand.subscription(made.id)).status == "active"


@pytest.mark.parametrize(
    ("behavior", "status"), [("create_invoice", "past_due"), ("cancel", "canceled"), ("pause", "paused")]
)
async def test_a_trial_without_a_card_ends_as_it_is_set(stand, behavior, status):
    session = await stand.session(
        payment_method_collection="if_required",
        subscription_data={
            "trial_period_days": 7,
            "trial_settings": {"end_behavior": {"missing_payment_method": behavior}},
        },
    )
    await stand.web.post(session.url, data={"action": "pay", "card": "", "email": "a@example.org"})
    begun = (await stand.sdk.v1.subscriptions.list_async()).data[0]
    await stand.advance(7.1)

    assert (begun.status, begun.default_payment_method) == ("trialing", None)
    assert (await stand.subscription(begun.id)).status == status
    if status == "paused":
        assert "customer.subscription.paused" in await stand.told()
        resumed = await stand.sdk.v1.subscriptions.resume_async(begun.id)
        assert "customer.subscription.resumed" in await stand.told()
        assert resumed["items"].data[0].current_period_start >= begun.trial_end


async def test_cancelled_at_the_periods_end_it_runs_until_then(stand):
    begun = await stand.subscribed()
    changed = await stand.sdk.v1.subscriptions.update_async(begun.id, {"cancel_at_period_end": True})
    await stand.advance(27)
    before = await stand.subscription(begun.id)
    await stand.advance(5)
    after = await stand.subscription(begun.id)

    assert (changed.cancel_at, changed.cancel_at_period_end) == (period(begun)[1], True)
    assert (before.status, after.status) == ("active", "canceled")
    assert after.ended_at == period(begun)[1]
    assert (await stand.told())[-1] == "customer.subscription.deleted"


async def test_a_cancellation_that_is_taken_back_does_not_come(stand):
    begun = await stand.subscribed()
    await stand.sdk.v1.subscriptions.update_async(begun.id, {"cancel_at_period_end": True})
    await stand.sdk.v1.subscriptions.update_async(begun.id, {"cancel_at_period_end": False})
    await stand.advance(32)

    now = await stand.subscription(begun.id)
    assert (now.status, now.cancel_at, now.canceled_at) == ("active", None, None)


async def test_it_ends_at_the_instant_that_cancel_at_names(stand):
    begun = await stand.subscribed()
    at = begun.created + 5 * 86_400
    await stand.sdk.v1.subscriptions.update_async(begun.id, {"cancel_at": at})
    await stand.advance(6)

    assert (await stand.subscription(begun.id)).ended_at == at


async def test_cancelled_now_it_ends_and_can_be_changed_no_more(stand):
    begun = await stand.subscribed()
    ended = await stand.sdk.v1.subscriptions.cancel_async(
        begun.id, {"cancellation_details": {"comment": "too dear", "feedback": "too_expensive"}}
    )

    assert (ended.status, ended.cancellation_details.feedback) == ("canceled", "too_expensive")
    with pytest.raises(stripe.InvalidRequestError):
        await stand.sdk.v1.subscriptions.update_async(begun.id, {"metadata": {"a": "b"}})
    with pytest.raises(stripe.InvalidRequestError):
        await stand.sdk.v1.subscriptions.cancel_async(begun.id)


@pytest.mark.parametrize(
    ("behavior", "status"), [("void", "void"), ("keep_as_draft", "draft"), ("mark_uncollectible", "uncollectible")]
)
async def test_while_collection_is_paused_the_status_stays_and_nothing_is_paid(stand, behavior, status):
    begun = await stand.subscribed(card="declined-later")
    until = begun.created + 40 * 86_400
    paused = await stand.sdk.v1.subscriptions.update_async(
        begun.id, {"pause_collection": {"behavior": behavior, "resumes_at": until}}
    )
    await stand.advance(32)
    during = await stand.subscription(begun.id)
    await stand.advance(9)

    assert paused.pause_collection.behavior == behavior
    assert during.status == "active"
    assert (await stand.sdk.v1.invoices.retrieve_async(during.latest_invoice)).status == status
    assert (await stand.subscription(begun.id)).pause_collection is None


async def test_another_interval_begins_a_new_period_that_is_paid_at_once(stand):
    begun = await stand.subscribed()
    await stand.advance(10)
    item = begun["items"].data[0].id
    changed = await stand.sdk.v1.subscriptions.update_async(
        begun.id, {"items": [{"id": item, "price": "price_sandbox_year"}]}
    )

    start, end = period(changed)
    assert (changed["items"].data[0].price.id, changed["items"].data[0].id) == ("price_sandbox_year", item)
    assert (start - begun.created, (end - start) // 86_400) in ((864_000, 365), (864_001, 365), (864_000, 366))
    assert [each.amount_paid for each in (await stand.sdk.v1.invoices.list_async()).data] == [9_000, 900]
    await stand.advance(40)
    assert period(await stand.subscription(begun.id)) == (start, end)


async def test_statuses_and_customers_are_listed_apart(stand):
    await stand.subscribed("one@example.org")
    two = await stand.subscribed("two@example.org")
    await stand.do("cancel", who="two@example.org")
    subscriptions = stand.sdk.v1.subscriptions

    async def count(**asked):
        return len((await subscriptions.list_async(asked)).data)

    assert [await count(), await count(status="all"), await count(status="canceled"), await count(status="ended")] == [
        1, 2, 1, 1,
    ]  # fmt: skip
    assert await count(customer=two.customer, status="all") == 1
    pages = await subscriptions.list_async({"status": "all", "limit": 1})
    assert len([each async for each in pages.auto_paging_iter()]) == 2


async def test_a_deleted_customer_takes_the_subscriptions_along(stand):
    begun = await stand.subscribed()
    gone = await stand.sdk.v1.customers.delete_async(begun.customer)

    assert gone.deleted
    assert (await stand.sdk.v1.customers.retrieve_async(begun.customer)).deleted
    assert (await stand.subscription(begun.id)).status == "canceled"
    assert (await stand.told())[-2:] == ["customer.subscription.deleted", "customer.deleted"]
    assert (await stand.sdk.v1.customers.list_async({"email": "reader@example.org"})).data == []
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        await stand.session(customer=begun.customer)


def at(*day: int) -> int:
    return int(datetime(*day, tzinfo=UTC).timestamp())  # type: ignore[misc]


@pytest.mark.parametrize(
    ("start", "anchor", "interval", "count", "end"),
    [
        (at(2026, 1, 31), at(2026, 1, 31), "month", 1, at(2026, 2, 28)),
        (at(2026, 2, 28), at(2026, 1, 31), "month", 1, at(2026, 3, 31)),  # back on the anchor's day
        (at(2024, 2, 29), at(2024, 2, 29), "year", 1, at(2025, 2, 28)),
        (at(2026, 11, 30), at(2026, 11, 30), "month", 3, at(2027, 2, 28)),
        (at(2026, 1, 1), at(2026, 1, 1), "week", 2, at(2026, 1, 15)),
        (at(2026, 1, 1), at(2026, 1, 1), "day", 1, at(2026, 1, 2)),
    ],
)
def test_a_period_ends_on_the_anchors_day_or_the_months_last(start, anchor, interval, count, end):
    assert end_of(start, anchor, interval, count) == end
