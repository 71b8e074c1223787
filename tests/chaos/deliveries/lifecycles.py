"""The lives of subscriptions, invented: what Stripe has after each step, and which event tells of it.

Each is told in two shapes: the present one, and that of API versions before 2025-03-31, with the period on the
subscription and the subscription on the invoice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from vendors.stripe_vendor import BEGUN, MONTH, Object, invoice, subscription

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """An event's type, and the objects as they are from then on; the event is about the first."""

    type: str
    objects: tuple[Object, ...]


def step(type: str, *objects: Object) -> Step:
    return Step(f"customer.subscription.{type}" if "." not in type else type, objects)


def sub(status: str = "active", **fields: Any) -> Object:
    return subscription("sub_1", status, customer="cus_1", **fields)


def unpaid(number: int = 1, finalized: int = BEGUN, **fields: Any) -> Object:
    return invoice(f"in_{number}", "sub_1", "open", status_transitions={"finalized_at": finalized}, **fields)


def settled(number: int = 1) -> Object:
    return invoice(f"in_{number}", "sub_1", "paid", status_transitions={"finalized_at": BEGUN})


def given_up(number: int, status: str) -> Object:
    return invoice(f"in_{number}", "sub_1", status, status_transitions={"finalized_at": FAILED})


def payment(number: int = 1) -> Object:
    return {
        "id": f"inpay_{number}", "object": "invoice_payment", "invoice": f"in_{number}", "status": "paid",
        "payment": {"type": "payment_intent", "payment_intent": f"pi_{number}"},
    }  # fmt: skip


def charge(number: int = 1, **fields: Any) -> Object:
    made = {"id": f"ch_{number}", "object": "charge", "payment_intent": f"pi_{number}"}
    return {**made, "refunded": False, "disputed": False, **fields}


def dispute(status: str) -> Object:
    return {"id": "dp_1", "object": "dispute", "charge": "ch_1", "payment_intent": "pi_1", "status": status}


BOUGHT = step("created", sub(latest_invoice="in_1"), settled(), payment(), charge())
TRIAL = step("created", sub("trialing", end=BEGUN + 14 * DAY))
LATE = {"latest_invoice": "in_2", "end": BEGUN + 2 * MONTH}
FAILED = BEGUN + MONTH

LIVES: dict[str, Sequence[Step]] = {
    "a trial that is paid for": [
        TRIAL, step("trial_will_end", sub("trialing", end=BEGUN + 14 * DAY)),
        step("updated", sub(latest_invoice="in_1", end=BEGUN + 44 * DAY), settled(), payment(), charge()),
        step("invoice.paid", settled()),
    ],
    "a trial without a card": [TRIAL, step("paused", sub("paused", end=BEGUN + 14 * DAY))],
    "a trial that is cancelled": [
        TRIAL, step("updated", sub("trialing", end=BEGUN + 14 * DAY, cancel_at_period_end=True)),
        step("deleted", sub("canceled", end=BEGUN + 14 * DAY, ended_at=BEGUN + 14 * DAY)),
    ],
    "a first payment that takes two tries": [
        step("created", sub("incomplete", latest_invoice="in_1"), unpaid()), step("invoice.payment_failed", unpaid()),
        step("updated", sub(latest_invoice="in_1"), settled(), payment(), charge()), step("invoice.paid", settled()),
    ],
    "a first payment that never comes": [
        step("created", sub("incomplete", latest_invoice="in_1"), unpaid()),
        step("updated", sub("incomplete_expired", latest_invoice="in_1", ended_at=BEGUN + DAY)),
    ],
    "a renewal": [
        BOUGHT, step("invoice.created", invoice("in_2", "sub_1", "draft", attempt_count=0, status_transitions={})),
        step("updated", sub(**LATE)), step("invoice.paid", settled(2), payment(2), charge(2)),
    ],
    "an upgrade": [
        BOUGHT, step("updated", sub(latest_invoice="in_2", end=BEGUN + 365 * DAY), settled(2), payment(2), charge(2)),
        step("invoice.paid", settled(2)), step("charge.succeeded", charge(2)),
    ],
    "a declined renewal that is made up for": [
        BOUGHT, step("updated", sub("past_due", **LATE), unpaid(2, FAILED)),
        step("invoice.payment_failed", unpaid(2, FAILED)),
        step("updated", sub(**LATE), settled(2), payment(2), charge(2)), step("invoice.paid", settled(2)),
    ],
    "dunning that ends in a cancellation": [
        BOUGHT, step("updated", sub("past_due", **LATE), unpaid(2, FAILED)),
        step("invoice.payment_failed", unpaid(2, FAILED, attempt_count=2)),
        step("deleted", sub("canceled", ended_at=FAILED + 15 * DAY, **LATE)),
    ],
    "dunning that ends unpaid": [
        BOUGHT, step("updated", sub("past_due", **LATE), unpaid(2, FAILED)), step("updated", sub("unpaid", **LATE)),
        step("invoice.payment_failed", unpaid(2, FAILED, attempt_count=4)),
    ],
    "two periods that nobody pays": [
        BOUGHT, step("updated", sub("past_due", **LATE), unpaid(2, FAILED)),
        step("updated", sub("past_due", latest_invoice="in_3", end=BEGUN + 3 * MONTH), unpaid(3, FAILED + MONTH)),
        step("invoice.payment_failed", unpaid(3, FAILED + MONTH)),
    ],
    "a cancellation at the period's end": [
        BOUGHT, step("updated", sub(latest_invoice="in_1", cancel_at_period_end=True)),
        step("deleted", sub("canceled", latest_invoice="in_1", ended_at=BEGUN + MONTH)),
    ],
    "a cancellation that is taken back": [
        BOUGHT, step("updated", sub(latest_invoice="in_1", cancel_at_period_end=True)),
        step("updated", sub(latest_invoice="in_1")),
    ],
    "a cancellation on a day": [
        BOUGHT, step("updated", sub(latest_invoice="in_1", cancel_at=BEGUN + 20 * DAY)),
        step("deleted", sub("canceled", latest_invoice="in_1", ended_at=BEGUN + 20 * DAY)),
    ],
    "a cancellation at once": [
        BOUGHT, step("deleted", sub("canceled", latest_invoice="in_1", ended_at=BEGUN + DAY)),
    ],
    "a refund in full": [
        BOUGHT, step("charge.refunded", charge(refunded=True)),
        step("refund.created", {"id": "re_1", "object": "refund", "payment_intent": "pi_1"}),
    ],
    "a refund after an upgrade": [
        BOUGHT, step("updated", sub(latest_invoice="in_2"), settled(2), payment(2), charge(2)),
        step("charge.refunded", charge(refunded=True)),
    ],
    "a refund in part": [BOUGHT, step("charge.refunded", charge(amount_refunded=100))],
    "a dispute that is lost": [
        BOUGHT, step("charge.dispute.created", dispute("needs_response"), charge(disputed=True)),
        step("charge.dispute.closed", dispute("lost")),
    ],
    "a dispute that is won": [
        BOUGHT, step("charge.dispute.created", dispute("needs_response"), charge(disputed=True)),
        step("charge.dispute.updated", dispute("under_review")), step("charge.dispute.closed", dispute("won")),
    ],
    "a collection that is paused": [
        BOUGHT, step("updated", sub(latest_invoice="in_1", pause_collection={"behavior": "void"})),
        step("updated", sub(latest_invoice="in_1", pause_collection=None)),
    ],
    "an old subscription and a new one": [
        BOUGHT, step("deleted", sub("canceled", latest_invoice="in_1", ended_at=BEGUN + DAY)),
        step("created", subscription("sub_2", customer="cus_1", end=BEGUN + MONTH + DAY)),
        step("updated", subscription("sub_2", customer="cus_1", end=BEGUN + 2 * MONTH)),
    ],
    "a customer who is deleted": [
        BOUGHT, step("deleted", sub("canceled", latest_invoice="in_1", ended_at=BEGUN + DAY)),
        step("customer.deleted", {"id": "cus_1", "object": "customer", "deleted": True}),
    ],
    "a first payment that the bank asks about": [
        step("created", sub("incomplete", latest_invoice="in_1"), unpaid()),
        step("invoice.payment_action_required", unpaid()), step("invoice.paid", settled(), payment(), charge()),
        step("updated", sub(latest_invoice="in_1")),
    ],
    "a renewal that the bank asks about and nobody answers": [
        BOUGHT, step("updated", sub("past_due", **LATE), unpaid(2, FAILED)),
        step("invoice.payment_action_required", unpaid(2, FAILED)),
        step("updated", sub("unpaid", **LATE)), step("invoice.marked_uncollectible", given_up(2, "uncollectible")),
    ],
    "a renewal whose invoice is voided": [
        BOUGHT, step("updated", sub("past_due", **LATE), unpaid(2, FAILED)),
        step("invoice.voided", given_up(2, "void")), step("updated", sub(**LATE)),
    ],
    "a downgrade within the trial": [
        TRIAL, step("updated", sub("trialing", end=BEGUN + 7 * DAY)),
        step("updated", sub(latest_invoice="in_1", end=BEGUN + 37 * DAY), settled(), payment(), charge()),
    ],
    "a trial that is lengthened": [
        TRIAL, step("updated", sub("trialing", end=BEGUN + 28 * DAY)),
        step("trial_will_end", sub("trialing", end=BEGUN + 28 * DAY)),
        step("deleted", sub("canceled", end=BEGUN + 28 * DAY, ended_at=BEGUN + 28 * DAY)),
    ],
    "a pause that is resumed": [
        TRIAL, step("paused", sub("paused", end=BEGUN + 14 * DAY)),
        step("resumed", sub(latest_invoice="in_1", end=BEGUN + 50 * DAY), settled(), payment(), charge()),
        step("invoice.paid", settled()),
    ],
    "a refund that fails": [
        BOUGHT, step("charge.refunded", charge(refunded=True)),
        step("refund.failed", {"id": "re_1", "object": "refund", "payment_intent": "pi_1"}, charge()),
    ],
    "a dispute on a subscription that is cancelled": [
        BOUGHT, step("charge.dispute.created", dispute("needs_response"), charge(disputed=True)),
        step("deleted", sub("canceled", latest_invoice="in_1", ended_at=BEGUN + DAY)),
        step("charge.dispute.closed", dispute("lost")),
    ],
    "two subscriptions of which the longer is refunded": [
        BOUGHT, step("created", subscription("sub_2", customer="cus_1", end=BEGUN + 2 * MONTH, latest_invoice="in_2"),
             invoice("in_2", "sub_2", status_transitions={"finalized_at": BEGUN}), payment(2), charge(2)),
        step("charge.refunded", charge(2, refunded=True)),
    ],
    "a status that nobody knows": [BOUGHT, step("updated", sub("hibernating", latest_invoice="in_1"))],
}  # fmt: skip


def older(found: Object) -> Object:
    """The object as API versions before 2025-03-31 write it."""
    if found["object"] == "subscription":
        (item,) = found["items"]["data"]
        period = {name: item[name] for name in ("current_period_start", "current_period_end")}
        bare = {name: value for name, value in item.items() if name not in period}
        return {**found, **period, "items": {**found["items"], "data": [bare]}}
    if found["object"] == "invoice":
        named = found["parent"]["subscription_details"]["subscription"]
        return {**{name: value for name, value in found.items() if name != "parent"}, "subscription": named}
    return found


SHAPES: dict[str, Callable[[Object], Object]] = {"present": lambda found: found, "older": older}


def told(life: Sequence[Step], shape: Callable[[Object], Object]) -> list[Step]:
    return [Step(each.type, tuple(map(shape, each.objects))) for each in life]
