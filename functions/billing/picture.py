"""What Stripe says now of a subscription: its state, since when something is unpaid, and whether money came back.

Everything is asked anew for each event, so that neither their order nor what they hold decides anything.
"""

from datetime import UTC, datetime
from typing import Any

from functions.billing.asking import Asking, Object
from shared.domain.accounts.subscription import GIVING, Billed, Withheld, read
from shared.domain.instants import stamp
from shared.platform.errors import UpstreamRefused
from shared.store.billing.subscriptions import Picture

_FAVOURABLE = frozenset({"won", "warning_closed", "warning_needs_response", "warning_under_review", "prevented"})
"""States of a dispute in which the money is ours (docs.stripe.com/api/disputes/object#dispute_object-status)."""


async def picture(asking: Asking, id: str) -> Picture:
    """The subscription as it stands.

    Raises:
        Missing: Stripe has no such subscription for this key.
        UpstreamRefused: it is of the other mode.
        UnreadableSubscription: it has a shape that is not known here.
    """
    return await pictured(asking, await asking.subscription(id))


async def pictured(asking: Asking, subscription: Object) -> Picture:
    """The same, of a subscription that was fetched already."""
    whole = await with_items(asking, subscription)
    billed = read(whole)
    if billed.livemode != asking.livemode:
        raise UpstreamRefused("the subscription is of the other mode than PEPTALK_STRIPE_MODE says")
    failed_at = await _first_failure(asking, billed, whole) if billed.status == "past_due" else None
    withheld = None
    if billed.status in GIVING and billed.latest_invoice:
        withheld = await _came_back(asking, billed.id, billed.latest_invoice, _begin(whole))
    return Picture(billed=billed, failed_at=failed_at, withheld=withheld)


async def with_items(asking: Asking, subscription: Object) -> Object:
    """The subscription with all its items; of many, Stripe puts only the first page into it."""
    items: dict[str, Any] = subscription.get("items") or {}
    if not items.get("has_more"):
        return subscription
    return {**subscription, "items": {**items, "data": await asking.items(subscription["id"]), "has_more": False}}


async def _first_failure(asking: Asking, billed: Billed, subscription: Object) -> str:
    """When the oldest unpaid invoice was asked for first: at its finalization, else at its making. Where no invoice
    is left, the period that nobody paid for began then."""
    asked = [
        instant
        for each in await asking.open_invoices(billed.id)
        if each.get("attempt_count") and (instant := _finalized(each)) is not None
    ]
    if asked:
        return stamp(datetime.fromtimestamp(min(asked), UTC))
    starts = [start for _, start in _periods(subscription)]
    return stamp(datetime.fromtimestamp(max(starts), UTC)) if starts else billed.created


def _periods(subscription: Object) -> list[tuple[int, int]]:
    """End and start of each item's period, and in older shapes of the subscription's own."""
    items: dict[str, Any] = subscription.get("items") or {}
    held = [(each.get("current_period_end"), each.get("current_period_start")) for each in items.get("data") or ()]
    held.append((subscription.get("current_period_end"), subscription.get("current_period_start")))
    return [(end, start) for end, start in held if isinstance(end, int) and isinstance(start, int)]


def _begin(subscription: Object) -> int | None:
    """When the period began that access is given for: the one that ends last."""
    return max(_periods(subscription), default=(0, None))[1]


def _finalized(invoice: Object) -> int | None:
    transitions: dict[str, Any] = invoice.get("status_transitions") or {}
    found = transitions.get("finalized_at") or invoice.get("created")
    return found if isinstance(found, int) else None


async def _came_back(asking: Asking, subscription: str, latest: str, begin: int | None) -> Withheld | None:
    """Whether the payment of the latest invoice, or of another one since the period's begin, was refunded as a whole or
    taken back by the bank."""
    paid = [] if begin is None else await asking.paid_invoices(subscription, begin)
    refunded = False
    # One over nothing was paid by nobody.
    for invoice in dict.fromkeys([latest, *(each["id"] for each in paid if each.get("amount_paid") != 0)]):
        for payment in await asking.payments_of(invoice):
            for charge in await _charges(asking, payment.get("payment") or {}):
                if charge.get("disputed") and await _lost(asking, charge["id"]):
                    return "disputed"
                refunded = refunded or bool(charge.get("refunded"))
    return "refunded" if refunded else None


async def _charges(asking: Asking, payment: dict[str, Any]) -> list[Object]:
    if isinstance(intent := payment.get("payment_intent"), str):
        return await asking.charges_of(intent)
    if isinstance(charge := payment.get("charge"), str):
        return [await asking.charge(charge)]
    return []


async def _lost(asking: Asking, charge: str) -> bool:
    """Whether one of its disputes is open or lost."""
    return any(each.get("status") not in _FAVOURABLE for each in await asking.disputes_of(charge))
