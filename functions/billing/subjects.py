"""Which subscriptions an event concerns. What it says of them is left aside: they are asked about anew."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from functions.billing.asking import Asking
from shared.platform.ports import Database
from shared.store.billing import subscriptions
from shared.store.billing.stripe_events import StoredEvent


@dataclass(frozen=True, slots=True)
class Meant:
    """Ids of Stripe's subscriptions; where there is none, `note` says why the event is ignored. `customer` is whose it
    is, where that was learned on the way."""

    subscriptions: tuple[str, ...]
    note: str | None = None
    customer: str | None = None


NOTHING = "nothing in it concerns access"


async def subjects(event: StoredEvent, asking: Asking, db: Database) -> Meant:
    """What the event is about.

    Raises:
        RetryableError: Stripe had to be asked and did not answer.
    """
    said: dict[str, Any] = json.loads(event.body)
    if event.shape == "thin":
        return await _of_related(_object(said.get("related_object")), asking)
    found = _object(_object(said.get("data")).get("object"))
    match found.get("object"):
        case "subscription":
            return _one(found.get("id"), "it names no subscription")
        case "invoice":
            return _one(subscription_of(found), "the invoice is of no subscription")
        case "checkout.session" | "subscription_schedule":
            return _one(found.get("subscription"), "no subscription came of it yet")
        case "charge":
            return await _of_charge(found, asking)
        case "refund" | "dispute":
            return await _of_payment(found, asking)
        case "customer" if event.type == "customer.deleted":
            known = await subscriptions.of_customer(db, str(found.get("id")))
            ids = tuple(each.stripe_subscription_id for each in known if each.stripe_subscription_id)
            return Meant(ids, None if ids else "the customer had no subscription")
        case _:
            return Meant((), NOTHING)


def subscription_of(invoice: Mapping[str, Any]) -> str | None:
    """The subscription that an invoice asks money for: below `parent` since API version 2025-03-31, before on the
    invoice itself (docs.stripe.com/changelog/basil/2025-03-31/adds-new-parent-field-to-invoicing-objects)."""
    details = _object(_object(invoice.get("parent")).get("subscription_details"))
    return _id(details.get("subscription")) or _id(invoice.get("subscription"))


async def _of_related(related: Mapping[str, Any], asking: Asking) -> Meant:
    """Of a thin event, which names its object and does not hold it."""
    id = _id(related.get("id"))
    match related.get("type"):
        case "subscription":
            return _one(id, "it names no subscription")
        case "invoice" if id:
            return _of_invoice(await asking.invoice(id))
        case "charge" if id:
            return await _of_charge(await asking.charge(id), asking)
        case _:
            return Meant((), NOTHING)


async def _of_charge(charge: Mapping[str, Any], asking: Asking) -> Meant:
    customer = _id(charge.get("customer"))
    if intent := _id(charge.get("payment_intent")):
        return await _of_intent(intent, asking, customer)
    if invoice := _id(charge.get("invoice")):
        return _of_invoice(await asking.invoice(invoice))
    return Meant((), "the charge is of no invoice", customer)


def _of_invoice(invoice: Mapping[str, Any]) -> Meant:
    found = _one(subscription_of(invoice), "the invoice is of no subscription")
    return replace(found, customer=_id(invoice.get("customer")))


async def _of_payment(found: Mapping[str, Any], asking: Asking) -> Meant:
    """Of a refund or dispute, which name the intent, or the charge alone."""
    if intent := _id(found.get("payment_intent")):
        return await _of_intent(intent, asking)
    if charge := _id(found.get("charge")):
        return await _of_charge(await asking.charge(charge), asking)
    return Meant((), "it names no payment")


async def _of_intent(intent: str, asking: Asking, customer: str | None = None) -> Meant:
    found: set[str] = set()
    for payment in await asking.payments_by(intent):
        if invoice := _id(payment.get("invoice")):
            meant = _of_invoice(await asking.invoice(invoice))
            found |= set(meant.subscriptions)
            customer = customer or meant.customer
    return Meant(tuple(sorted(found)), None if found else "the payment is of no subscription", customer)


def _one(id: Any, otherwise: str) -> Meant:
    known = _id(id)
    return Meant((known,)) if known else Meant((), otherwise)


def _id(value: Any) -> str | None:
    if isinstance(value, dict):
        value = cast("dict[str, Any]", value).get("id")
    return value if isinstance(value, str) and value else None


def _object(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
