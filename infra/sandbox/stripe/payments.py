"""Payment intents and their charges: attempts to get money from a card."""

from infra.sandbox.stripe import cards, events, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.cards import Card


def intent(account: Account, amount: int, currency: str, customer: str | None) -> Object:
    """A new payment intent, not yet tried."""
    id = account.id("pi")
    made = account.add(
        {
            "id": id,
            "object": "payment_intent",
            "amount": amount,
            "amount_capturable": 0,
            "amount_details": {"tip": {}},
            "amount_received": 0,
            "application": None,
            "application_fee_amount": None,
            "automatic_payment_methods": None,
            "canceled_at": None,
            "cancellation_reason": None,
            "capture_method": "automatic",
            "client_secret": f"{id}_secret_{account.id('', 24)[1:]}",
            "confirmation_method": "automatic",
            "created": account.now(),
            "currency": currency,
            "customer": customer,
            "customer_account": None,
            "description": None,
            "excluded_payment_method_types": None,
            "last_payment_error": None,
            "latest_charge": None,
            "livemode": account.settings.livemode,
            "managed_payments": None,
            "metadata": {},
            "next_action": None,
            "on_behalf_of": None,
            "payment_method": None,
            "payment_method_configuration_details": None,
            "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
            "payment_method_types": ["card"],
            "processing": None,
            "receipt_email": None,
            "review": None,
            "setup_future_usage": "off_session",
            "shipping": None,
            "source": None,
            "statement_descriptor": None,
            "statement_descriptor_suffix": None,
            "status": "requires_payment_method",
            "transfer_data": None,
            "transfer_group": None,
        }
    )
    events.tell(account, "payment_intent.created", made)
    return made


def attempt(account: Account, of: Object, method: Object, *, first: bool) -> str | None:
    """Try to pay an intent by a payment method; gives the decline code, None where it was paid."""
    card = cards.of(account, method["id"])
    decline = card.declines(first=first)
    charge = account.add(_charge(account, of, method, card, decline))
    of["latest_charge"] = charge["id"]
    if decline:
        of |= {"status": "requires_payment_method", "payment_method": None}
        of["last_payment_error"] = {
            "type": "card_error",
            "code": "card_declined",
            "decline_code": decline,
            "charge": charge["id"],
            "message": charge["failure_message"],
        }
        events.tell(account, "charge.failed", charge)
        events.tell(account, "payment_intent.payment_failed", of)
        return decline
    of |= {"status": "succeeded", "payment_method": method["id"], "amount_received": of["amount"]}
    of["last_payment_error"] = None
    events.tell(account, "charge.succeeded", charge)
    events.tell(account, "payment_intent.succeeded", of)
    return None


def cancel(account: Account, of: Object, reason: str) -> None:
    """Give an intent up."""
    if of["status"] not in ("succeeded", "canceled"):
        of |= {"status": "canceled", "canceled_at": account.now(), "cancellation_reason": reason}
        events.tell(account, "payment_intent.canceled", of)


def _charge(account: Account, of: Object, method: Object, card: Card, decline: str | None) -> Object:
    paid = decline is None
    shown = method["card"]
    return {
        "id": account.id("ch"),
        "object": "charge",
        "amount": of["amount"],
        "amount_captured": of["amount"] if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": account.id("txn") if paid else None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "PEPTALK SANDBOX",
        "captured": paid,
        "created": account.now(),
        "currency": of["currency"],
        "customer": of["customer"],
        "description": of["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None if paid else "card_declined",
        "failure_message": str(cards.declined(decline)) if decline else None,
        "fraud_details": {},
        "livemode": account.settings.livemode,
        "metadata": {},
        "on_behalf_of": None,
        "outcome": {
            "advice_code": None if paid else "try_again_later",
            "network_advice_code": None,
            "network_decline_code": None if paid else "05",
            "network_status": "approved_by_network" if paid else "declined_by_network",
            "reason": decline,
            "seller_message": "Payment complete." if paid else "The bank did not return any further details.",
            "type": "authorized" if paid else "issuer_declined",
        },
        "paid": paid,
        "payment_intent": of["id"],
        "payment_method": method["id"],
        "payment_method_details": {
            "card": {
                "amount_authorized": of["amount"] if paid else None,
                **{name: shown[name] for name in ("brand", "checks", "country", "exp_month", "exp_year")},
                "fingerprint": shown["fingerprint"],
                "funding": shown["funding"],
                "last4": card.number[-4:],
                "network": "visa",
                "three_d_secure": None,
                "wallet": None,
            },
            "type": "card",
        },
        "receipt_email": None,
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "succeeded" if paid else "failed",
        "transfer_data": None,
        "transfer_group": None,
    }


def _list_intents(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "customer")
    customer = parameters.text(call.given, "customer")
    meant = [each for each in call.account.newest("payment_intent") if customer in (None, each["customer"])]
    return lists.page(meant, call.given, "/v1/payment_intents", kind="payment_intent")


def _list_charges(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "customer", "payment_intent")
    asked = {name: parameters.text(call.given, name) for name in ("customer", "payment_intent")}
    meant = [
        each
        for each in call.account.newest("charge")
        if all(value in (None, each[name]) for name, value in asked.items())
    ]
    return lists.page(meant, call.given, "/v1/charges", kind="charge")


ROUTES: Routes = {
    "GET /v1/payment_intents": _list_intents,
    "GET /v1/payment_intents/{id}": lambda call: call.account.one("payment_intent", call.id),
    "GET /v1/charges": _list_charges,
    "GET /v1/charges/{id}": lambda call: call.account.one("charge", call.id),
}
