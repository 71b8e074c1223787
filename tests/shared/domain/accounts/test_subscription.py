"""The access that subscriptions give: one table, a row for each rule; and what Stripe's shapes of every version say."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigs.places import REAL_DATA

from shared.domain.accounts.subscription import (
    STATUSES,
    WORDS,
    Access,
    Policy,
    Subscription,
    UnreadableSubscription,
    access,
    instant,
    read,
)
from shared.domain.instants import stamp

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
STRIPE = REAL_DATA / "stripe"


def at(days: float) -> str:
    return stamp(NOW + timedelta(days=days))


def held(**fields: Any) -> Subscription:
    """As Stripe said last, until a field says otherwise."""
    status, end = fields.get("status", "active"), fields.get("current_period_end", at(10))
    said = {"id": "s1", "stripe_status": status, "stripe_period_end": end}
    return Subscription.model_validate({"status": status, "current_period_end": end, **said, **fields})


CASES = [
    # What Stripe calls safe to provision.
    (held(), True, "active", at(10)),
    (held(status="trialing"), True, "trialing", at(10)),
    # A payment failed: seven days from the first failure, however long the period is.
    (held(status="past_due", failed_at=at(-1), current_period_end=at(29)), True, "grace", at(6)),
    (held(status="past_due", failed_at=at(-7), current_period_end=at(23)), False, "payment_failed", None),
    (held(status="past_due", failed_at=None, current_period_end=at(23)), False, "payment_failed", None),
    # What gives none.
    (held(status="unpaid"), False, "payment_failed", None),
    (held(status="incomplete"), False, "payment_incomplete", None),
    (held(status="incomplete_expired"), False, "expired", None),
    (held(status="canceled"), False, "expired", None),
    (held(status="paused"), False, "paused", None),
    (held(status="hibernating"), False, "unknown_status", None),
    # Cancelled for later: until the end of the period, and not a moment longer.
    (held(cancel_at_period_end=True), True, "active", at(10)),
    (held(cancel_at_period_end=True, current_period_end=at(0)), False, "expired", None),
    (held(cancel_at=at(-0.1), current_period_end=at(-0.1)), False, "expired", None),
    (held(cancel_at=at(40), current_period_end=at(-0.1)), True, "renewing", at(0.9)),
    # No further than the day it is cancelled on: neither what is paid, nor leeway, nor grace.
    (held(cancel_at=at(3)), True, "active", at(3)),
    (held(cancel_at=at(-0.1)), False, "expired", None),
    (held(cancel_at=at(0.2), current_period_end=at(-0.1)), True, "renewing", at(0.2)),
    (held(status="past_due", failed_at=at(-1), cancel_at=at(2)), True, "grace", at(2)),
    (held(status="past_due", failed_at=at(-1), cancel_at=at(-0.5)), False, "expired", None),
    (held(status="past_due", failed_at=at(-1), current_period_end=at(-1), cancel_at_period_end=True), False, "expired",
     None),
    # Renewed: Stripe's word may be late by a day.
    (held(current_period_end=at(-0.5)), True, "renewing", at(0.5)),
    (held(current_period_end=at(-1)), False, "webhook_pending", None),
    (held(current_period_end=None), False, "webhook_pending", None),
    # Ended is ended, whatever the status says.
    (held(ended_at=at(-1)), False, "expired", None),
    (held(ended_at=at(1)), True, "active", at(10)),
    # The money came back.
    (held(withheld="refunded"), False, "refunded", None),
    (held(withheld="disputed"), False, "disputed", None),
    (held(status="past_due", failed_at=at(-1), withheld="refunded"), False, "refunded", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "granted", "why", "until"), CASES)
def test_one_subscription_gives_what_the_table_says(one, granted, why, until):
    found = access([one], NOW)

    assert (found.granted, found.why, found.until, found.by_hand) == (granted, why, until, False)
    assert found.words == WORDS[found.why]


def by_hand(**fields: Any) -> Subscription:
    """Set by the runbook's UPDATE over what Stripe said."""
    set_to = {"status": "active", "current_period_end": "2027-01-01T00:00:00Z"}
    return held(**{**set_to, "stripe_status": "canceled", "stripe_period_end": at(-3), **fields})


@pytest.mark.parametrize(
    ("one", "granted", "why", "until"),
    [
        (by_hand(), True, "active", "2027-01-01T00:00:00.000Z"),
        (by_hand(ended_at=at(-3)), True, "active", "2027-01-01T00:00:00.000Z"),
        (by_hand(withheld="refunded"), True, "active", "2027-01-01T00:00:00.000Z"),
        # A date alone is midnight in UTC.
        (by_hand(current_period_end="2027-01-01"), True, "active", "2027-01-01T00:00:00.000Z"),
        (by_hand(current_period_end="2027-01-01 06:00:00"), True, "active", "2027-01-01T06:00:00.000Z"),
        # Over, or no instant at all: Stripe's word holds.
        (by_hand(current_period_end=at(-0.01)), False, "expired", None),
        (by_hand(current_period_end="next year"), False, "expired", None),
        (by_hand(current_period_end=None), False, "expired", None),
        (by_hand(stripe_status=None, stripe_period_end=None), True, "active", "2027-01-01T00:00:00.000Z"),
        (by_hand(stripe_status=None, stripe_period_end=None, current_period_end=at(-1)), False, "expired", None),
        # Access can be taken by hand too.
        (held(status="canceled", stripe_status="active", stripe_period_end=at(10)), False, "expired", None),
    ],
)
def test_what_is_set_by_hand_holds_until_its_own_end(one, granted, why, until):
    found = access([one], NOW)

    assert (found.granted, found.why, found.until) == (granted, why, until)
    assert found.by_hand == (granted or one.status == "canceled" or one.stripe_status is None)


def test_nobody_without_a_subscription_has_access():
    assert access([], NOW) == Access(False, "subscription_required")
    assert access([], NOW).words == "Subscription required."


def test_the_best_of_a_customers_subscriptions_counts():
    old, new = held(id="s1", status="canceled"), held(id="s2", current_period_end=at(3))

    assert access([old, new], NOW).subscription == "s2"
    assert access([new, held(id="s3"), old], NOW).until == at(10)
    assert access([old, held(id="s4", status="unpaid")], NOW).why == "payment_failed"


def test_grace_and_leeway_are_settings():
    policy = Policy(grace=timedelta(days=1), leeway=timedelta(0))

    assert not access([held(status="past_due", failed_at=at(-1))], NOW, policy).granted
    assert not access([held(current_period_end=at(0))], NOW, policy).granted


@given(
    st.lists(
        st.builds(
            held,
            id=st.sampled_from(["a", "b", "c"]),
            status=st.sampled_from([*sorted(STATUSES), "invented"]),
            current_period_end=st.none() | st.floats(-40, 40).map(at),
            failed_at=st.none() | st.floats(-40, 0).map(at),
        ),
        max_size=4,
    ),
    st.randoms(),
)
def test_the_order_of_subscriptions_decides_nothing_and_no_access_is_over_already(found, random):
    first = access(found, NOW)
    random.shuffle(found)

    again = access(found, NOW)

    assert (again.granted, again.why, again.until) == (first.granted, first.why, first.until)
    assert not first.granted or (instant(first.until) or NOW) > NOW


def subscription(**fields: Any) -> dict[str, Any]:
    item = {"id": "si_1", "object": "subscription_item", "current_period_end": 1_800_000_000}
    made = {
        "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_1", "livemode": False,
        "created": 1_790_000_000, "cancel_at_period_end": False, "items": {"object": "list", "data": [item]},
    }  # fmt: skip
    return {**made, **fields}


def test_the_period_ends_with_the_last_of_its_items():
    later = {"id": "si_2", "current_period_end": 1_800_000_500}

    several = subscription(items={"data": [*subscription()["items"]["data"], later]})

    assert read(several).period_end == "2027-01-15T08:08:20.000Z"


def test_an_older_shape_has_its_period_on_the_subscription():
    older = subscription(items={"data": [{"id": "si_1"}]}, current_period_end=1_800_000_000)

    assert read(older).period_end == read(subscription()).period_end == "2027-01-15T08:00:00.000Z"


def test_what_is_expanded_is_read_by_its_id():
    said = subscription(
        customer={"id": "cus_9", "email": "x"}, latest_invoice={"id": "in_9"}, metadata={"user_id": "u"}
    )

    assert (read(said).customer, read(said).latest_invoice, read(said).user) == ("cus_9", "in_9", "u")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"object": "invoice"}, "no subscription but 'invoice'"),
        ({"id": None}, "lacks its id"),
        ({"status": 3}, "lacks its id, status or customer"),
        ({"customer": None}, "lacks its id, status or customer"),
        ({"ended_at": "yesterday"}, "ended_at is 'yesterday'"),
        ({"cancel_at": 10**15}, "cancel_at is 1000000000000000"),
        ({"items": {"data": [{"current_period_end": "x"}]}}, "current_period_end is 'x'"),
    ],
)
def test_what_is_no_subscription_is_refused_with_the_reason(broken, reason):
    with pytest.raises(UnreadableSubscription, match=reason):
        read(subscription(**broken))


def test_every_real_subscription_of_every_version_is_read(real_data):
    found: list[dict[str, Any]] = []
    for path in sorted((real_data / "stripe").rglob("*.json")):
        _collect(json.loads(path.read_text("utf-8")), found)

    read_ones = [read(each) for each in found]

    shapes = {"items" if "current_period_end" in str(each["items"]["data"]) else "itself" for each in found}
    assert shapes == {"items", "itself"}
    assert len(read_ones) >= 5
    assert [each.id for each in read_ones if each.period_end is None] == []
    assert {each.status for each in read_ones} <= STATUSES


def _collect(value: Any, found: list[dict[str, Any]]) -> None:
    """Every whole subscription object in a file, however deep."""
    if isinstance(value, dict):
        if value.get("object") == "subscription" and isinstance(value.get("items"), dict):
            found.append(value)
        for each in value.values():
            _collect(each, found)
    elif isinstance(value, list):
        for each in value:
            _collect(each, found)
