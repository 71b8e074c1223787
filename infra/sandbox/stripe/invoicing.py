"""Invoices of subscriptions: drawn up, finalized, paid or not, voided. Prorations and taxes are not reckoned."""

from infra.sandbox.stripe import discounts, events, payments
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.refusals import bad

NO_METHOD = "no_payment_method"
"""In place of a decline code where there is nothing to pay by."""

_NONE = (
    "account_tax_ids", "application", "custom_fields", "customer_account", "customer_shipping",
    "default_payment_method", "default_source", "description", "due_date", "effective_at", "ending_balance", "footer",
    "from_invoice", "hosted_invoice_url", "invoice_pdf", "last_finalization_error", "latest_revision",
    "next_payment_attempt", "number", "on_behalf_of", "receipt_number", "rendering", "shipping_cost",
    "shipping_details", "statement_descriptor", "test_clock", "webhooks_delivered_at",
)  # fmt: skip


def draw(account: Account, subscription: Object, reason: str, *, trial: bool = False) -> Object:
    """A draft for the subscription's present period; for nothing in a trial. `reason` is Stripe's billing_reason.

    It changes the subscription's latest invoice and discounts; telling that is the caller's.
    """
    customer = account.one("customer", subscription["customer"])
    id = account.id("in")
    lines = [_line(account, id, subscription, item, trial=trial) for item in subscription["items"]["data"]]
    subtotal = sum(each["amount"] for each in lines)
    taken = _taken(account, subscription, subtotal)
    total = subtotal - sum(amount for _, amount in taken)
    now = account.now()
    invoice = account.add(
        {
            "id": id,
            "object": "invoice",
            **dict.fromkeys(_NONE),
            "account_country": "US",
            "account_name": "PepTalk sandbox (invented)",
            "amount_due": total,
            "amount_overpaid": 0,
            "amount_paid": 0,
            "amount_remaining": total,
            "amount_shipping": 0,
            "attempt_count": 0,
            "attempted": False,
            "auto_advance": True,
            "automatic_tax": {
                **subscription["automatic_tax"],
                "provider": "stripe" if subscription["automatic_tax"]["enabled"] else None,
                "status": "complete" if subscription["automatic_tax"]["enabled"] else None,
            },
            "automatically_finalizes_at": now + account.settings.finalize_seconds,
            "billing_reason": reason,
            "collection_method": "charge_automatically",
            "created": now,
            "currency": subscription["currency"],
            "customer": customer["id"],
            "customer_address": customer["address"],
            "customer_email": customer["email"],
            "customer_name": customer["name"],
            "customer_phone": customer["phone"],
            "customer_tax_exempt": customer["tax_exempt"],
            "customer_tax_ids": [],
            "default_tax_rates": [],
            "discounts": [each for each, _ in taken],
            "issuer": {"type": "self"},
            "lines": {
                "object": "list",
                "data": lines,
                "has_more": False,
                "total_count": len(lines),
                "url": f"/v1/invoices/{id}/lines",
            },
            "livemode": account.settings.livemode,
            "metadata": {},
            "parent": {
                "quote_details": None,
                "subscription_details": {"metadata": subscription["metadata"], "subscription": subscription["id"]},
                "type": "subscription_details",
            },
            "payment_settings": {
                "default_mandate": None,
                "payment_method_options": None,
                "payment_method_types": None,
            },
            "period_end": now,
            "period_start": now,
            "post_payment_credit_notes_amount": 0,
            "pre_payment_credit_notes_amount": 0,
            "starting_balance": 0,
            "status": "draft",
            "status_transitions": dict.fromkeys(
                ("finalized_at", "marked_uncollectible_at", "paid_at", "voided_at")
            ),
            "subtotal": subtotal,
            "subtotal_excluding_tax": subtotal,
            "total": total,
            "total_discount_amounts": [{"amount": amount, "discount": each} for each, amount in taken],
            "total_excluding_tax": total,
            "total_pretax_credit_amounts": [],
            "total_taxes": [],
        }
    )  # fmt: skip
    subscription["latest_invoice"] = id
    _spend(account, subscription)
    events.tell(account, "invoice.created", invoice)
    return invoice


def subscription_of(account: Account, invoice: Object) -> Object:
    """The subscription that an invoice is for."""
    return account.one("subscription", invoice["parent"]["subscription_details"]["subscription"])


def finalize(account: Account, invoice: Object) -> None:
    """Make a draft one that is to be paid; one over nothing is paid by that."""
    if invoice["status"] != "draft":
        raise bad("This invoice is already finalized, you can't re-finalize a non-draft invoice.")
    customer = account.one("customer", invoice["customer"])
    invoice |= {
        "status": "open",
        "number": f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}",
        "effective_at": account.now(),
        "ending_balance": 0,
        "automatically_finalizes_at": None,
    }
    customer["next_invoice_sequence"] += 1
    invoice["status_transitions"]["finalized_at"] = account.now()
    events.tell(account, "invoice.finalized", invoice)
    if invoice["amount_due"] > 0:
        intent = payments.intent(account, invoice["amount_due"], invoice["currency"], customer["id"])
        account.add(_payment(account, invoice, intent))
    else:
        _paid(account, invoice)


def collect(account: Account, invoice: Object, method: Object | None, *, first: bool) -> str | None:
    """Try to get an open invoice paid; gives the decline code, None where it is paid.

    Without a payment method it is declined as `NO_METHOD`.
    """
    if invoice["status"] == "paid":
        return None
    payment = account.of("invoice_payment", invoice=invoice["id"])[0]
    intent = account.one("payment_intent", payment["payment"]["payment_intent"])
    invoice["attempt_count"] += 1
    invoice["attempted"] = True
    decline = payments.attempt(account, intent, method, first=first) if method else NO_METHOD
    if decline is None:
        payment |= {"status": "paid", "amount_paid": invoice["amount_due"]}
        payment["status_transitions"]["paid_at"] = account.now()
        _paid(account, invoice)
        events.tell(account, "invoice_payment.paid", payment)
    return decline


def void(account: Account, invoice: Object) -> None:
    """Declare that an invoice was never to be paid; one that is paid or void stays."""
    if invoice["status"] in ("paid", "void"):
        return
    for payment in account.of("invoice_payment", invoice=invoice["id"]):
        payments.cancel(account, account.one("payment_intent", payment["payment"]["payment_intent"]), "void_invoice")
        payment["status"] = "canceled"
        payment["status_transitions"]["canceled_at"] = account.now()
    invoice |= {"status": "void", "next_payment_attempt": None, "auto_advance": False}
    invoice["status_transitions"]["voided_at"] = account.now()
    events.tell(account, "invoice.voided", invoice)


def give_up(account: Account, invoice: Object) -> None:
    """Mark an open invoice as uncollectible."""
    invoice |= {"status": "uncollectible", "next_payment_attempt": None, "auto_advance": False}
    invoice["status_transitions"]["marked_uncollectible_at"] = account.now()
    events.tell(account, "invoice.marked_uncollectible", invoice)


def _paid(account: Account, invoice: Object) -> None:
    due = invoice["amount_due"]
    invoice |= {"status": "paid", "amount_paid": due, "amount_remaining": 0, "attempted": True}
    invoice |= {"next_payment_attempt": None, "auto_advance": False}
    invoice["status_transitions"]["paid_at"] = account.now()
    events.tell(account, "invoice.paid", invoice)
    events.tell(account, "invoice.payment_succeeded", invoice)


def _payment(account: Account, invoice: Object, intent: Object) -> Object:
    return {
        "id": account.id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": account.now(),
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": invoice["livemode"],
        "payment": {"payment_intent": intent["id"], "type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }


def _line(account: Account, invoice: str, subscription: Object, item: Object, *, trial: bool) -> Object:
    price = item["price"]
    amount = 0 if trial else price["unit_amount"] * item["quantity"]
    product = account.one("product", price["product"])["name"]
    every = price["recurring"]["interval"]
    return {
        "id": account.id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": price["currency"],
        "description": f"Trial period for {product}" if trial else f"{item['quantity']} × {product} (every {every})",
        "discount_amounts": [],
        "discountable": True,
        "discounts": [],
        "invoice": invoice,
        "livemode": account.settings.livemode,
        "metadata": subscription["metadata"],
        "parent": {
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": False,
                "proration_details": {"credited_items": None},
                "subscription": subscription["id"],
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        "period": {"end": item["current_period_end"], "start": item["current_period_start"]},
        "pretax_credit_amounts": [],
        "pricing": {
            "price_details": {"price": price["id"], "product": price["product"]},
            "type": "price_details",
            "unit_amount_decimal": "0" if trial else price["unit_amount_decimal"],
        },
        "quantity": item["quantity"],
        "quantity_decimal": str(item["quantity"]),
        "subscription": subscription["id"],
        "subtotal": amount,
        "taxes": [],
    }


def _taken(account: Account, subscription: Object, amount: int) -> list[tuple[str, int]]:
    taken: list[tuple[str, int]] = []
    for id in subscription["discounts"]:
        discount = account.one("discount", id)
        off = discounts.off(account.one("coupon", discount["source"]["coupon"]), amount)
        if off and (discount["end"] is None or discount["end"] > account.now()):
            taken.append((id, off))
            amount -= off
    return taken


def _spend(account: Account, subscription: Object) -> None:
    """Take away the discounts that hold for one invoice: that which has just been drawn up, unless it was a trial's."""
    if subscription["status"] == "trialing":
        return
    coupons = {id: account.one("discount", id)["source"]["coupon"] for id in subscription["discounts"]}
    subscription["discounts"] = [
        id for id, of in coupons.items() if account.one("coupon", of)["duration"] != "once"
    ]  # fmt: skip
