"""Checkout sessions for subscriptions: the API, and what the hosted page does."""

from typing import Any, cast

from infra.sandbox.stripe import (
    cards,
    customers,
    discounts,
    events,
    lifecycle,
    lists,
    parameters,
    payments,
    subscriptions,
)
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.cards import Card
from infra.sandbox.stripe.clock import DAY, HOUR
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.refusals import Refusal, bad, lacking

OPEN, COMPLETE, EXPIRED = "open", "complete", "expired"
PLACEHOLDER = "{CHECKOUT_SESSION_ID}"
"""What a success address may hold for the session's id (docs.stripe.com/payments/checkout/custom-success-page)."""

_NONE = (
    "adaptive_pricing", "after_expiration", "billing_address_collection", "client_secret", "collected_information",
    "consent", "consent_collection", "currency_conversion", "customer_account", "customer_details",
    "integration_identifier", "invoice", "invoice_creation", "managed_payments", "origin_context", "payment_intent",
    "payment_link", "payment_method_configuration_details", "permissions", "recovered_from",
    "saved_payment_method_options", "setup_intent", "shipping_address_collection", "shipping_cost", "submit_type",
    "subscription", "wallet_options",
)  # fmt: skip
_ADDRESSES = ("http://", "https://")


def _create(call: Call) -> Object:
    account, given = call.account, call.given
    parameters.known(
        given, "mode", "line_items", "success_url", "cancel_url", "client_reference_id", "customer", "customer_email",
        "metadata", "subscription_data", "allow_promotion_codes", "automatic_tax", "discounts", "expires_at", "locale",
        "payment_method_types", "payment_method_collection", "customer_update", "ui_mode", "tax_id_collection",
        "billing_address_collection",
    )  # fmt: skip
    if parameters.needed(given, "mode") != "subscription":
        raise bad("The sandbox knows Checkout in subscription mode only.", "mode")
    if parameters.text(given, "ui_mode") not in (None, "hosted", "hosted_page"):
        raise bad("The sandbox knows the hosted page only.", "ui_mode")
    customer, email = parameters.text(given, "customer"), parameters.text(given, "customer_email")
    if customer and email:
        raise bad("You may only specify one of these parameters: customer, customer_email.", "customer_email")
    if customer:
        customers.present(account, customer)
    if email and "@" not in email:
        raise bad(f"Invalid email address: {email}", "customer_email", "email_invalid")
    prices = subscriptions.priced(account, parameters.several(given, "line_items"), "line_items")
    for price, _ in prices:
        if price["recurring"] is None:
            raise bad("You must provide at least one recurring price in `subscription` mode.", "line_items")
    asked = cast("list[Given]", parameters.several(given, "discounts"))
    codes = parameters.flag(given, "allow_promotion_codes")
    if codes and asked:
        raise bad("You may only specify one of these parameters: allow_promotion_codes, discounts.", "discounts")
    taken = [discounts.given(account, each, customer) for each in asked]
    session = account.add(_session(call, prices, customer, email, codes))
    account.hidden("session")[session["id"]] = {
        "prices": [(price["id"], quantity) for price, quantity in prices],
        "discounts": taken,
        **_of_subscription(account, parameters.nested(given, "subscription_data")),
    }
    _reckon(account, session)
    account.enter(session["expires_at"], "session", session["id"])
    return session


def _of_subscription(account: Account, given: Given) -> dict[str, Any]:
    parameters.known(given, "metadata", "trial_period_days", "trial_end", "trial_settings", "description")
    days, end = parameters.number(given, "trial_period_days", 1), parameters.number(given, "trial_end")
    if days and end:
        raise bad("You may only specify one of these parameters: trial_end, trial_period_days.", "trial_end")
    if end is not None and end < account.now() + 2 * DAY:
        raise bad("`subscription_data[trial_end]` must be at least 2 days in the future.", "trial_end")
    # Days count from when the subscription begins, not from when the session is made.
    later = {**given, "trial_period_days": ""} if days else given
    return {
        "days": days,
        "fields": {
            **subscriptions.trial(account, later),
            "metadata": parameters.metadata(given),
            "description": parameters.text(given, "description"),
        },
    }


def _session(
    call: Call, prices: list[tuple[Object, int]], customer: str | None, email: str | None, codes: bool | None
) -> Object:
    account, given = call.account, call.given
    id = account.id("cs_live" if account.settings.livemode else "cs_test", 40)
    success, cancel = parameters.needed(given, "success_url"), parameters.text(given, "cancel_url")
    for name, address in (("success_url", success), ("cancel_url", cancel)):
        if address and not address.startswith(_ADDRESSES):
            raise bad(f"Not a valid URL: {address}", name, "url_invalid")
    until = parameters.number(given, "expires_at")
    now = account.now()
    if until is not None and not now + HOUR // 2 <= until <= now + DAY:
        raise bad("The `expires_at` timestamp must be from 30 minutes to 24 hours from now.", "expires_at")
    collection = parameters.among(given, "payment_method_collection", ("always", "if_required")) or "always"
    tax = subscriptions.taxed(given)["automatic_tax"]
    return {
        "id": id,
        "object": "checkout.session",
        **dict.fromkeys(_NONE),
        "allow_promotion_codes": codes,
        "automatic_tax": {
            "enabled": tax["enabled"],
            "liability": tax["liability"],
            "provider": "stripe" if tax["enabled"] else None,
            "status": "complete" if tax["enabled"] else None,
        },
        "cancel_url": cancel,
        "client_reference_id": parameters.text(given, "client_reference_id"),
        "created": now,
        "currency": prices[0][0]["currency"],
        "custom_fields": [],
        "custom_text": dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        ),
        "customer": customer,
        "customer_creation": None if customer else "always",
        "customer_email": email,
        "discounts": [],
        "expires_at": until or now + DAY,
        "livemode": account.settings.livemode,
        "locale": parameters.text(given, "locale"),
        "metadata": parameters.metadata(given),
        "mode": "subscription",
        "payment_method_collection": collection,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": OPEN,
        "success_url": success,
        "ui_mode": "hosted_page",
        "url": f"{call.pages}/checkout/{id}",
    }  # fmt: skip


def lines(account: Account, session: Object) -> list[tuple[Object, int]]:
    """What a session is about: prices and quantities."""
    kept = account.hidden("session")[session["id"]]["prices"]
    return [(account.one("price", id), quantity) for id, quantity in kept]


def trial_end(account: Account, session: Object) -> int | None:
    """When the trial would end if the subscription began now."""
    kept = account.hidden("session")[session["id"]]
    return account.now() + kept["days"] * DAY if kept["days"] else kept["fields"]["trial_end"]


def _reckon(account: Account, session: Object) -> None:
    kept = account.hidden("session")[session["id"]]
    amount = sum(price["unit_amount"] * quantity for price, quantity in lines(account, session))
    amount = 0 if trial_end(account, session) else amount
    left = amount
    for coupon, _ in kept["discounts"]:
        left -= discounts.off(account.one("coupon", coupon), left)
    session |= {"amount_subtotal": amount, "amount_total": left}
    session["total_details"] = {"amount_discount": amount - left, "amount_shipping": 0, "amount_tax": 0}
    session["discounts"] = [{"coupon": coupon, "promotion_code": code} for coupon, code in kept["discounts"]]


def redeem(account: Account, session: Object, code: str) -> None:
    """Apply a promotion code that somebody typed, in place of what was applied.

    Raises:
        Refusal: it cannot be used.
    """
    found = [each for each in account.newest("promotion_code") if each["code"].lower() == code.strip().lower()]
    usable = [each for each in found if discounts.usable(account, each, session["customer"])]
    if not session["allow_promotion_codes"] or not usable:
        raise bad("This code is invalid.", "promotion_code")
    kept = account.hidden("session")[session["id"]]
    kept["discounts"] = [(usable[0]["promotion"]["coupon"], usable[0]["id"])]
    _reckon(account, session)


def pay(account: Account, session: Object, email: str, name: str, card: Card | None) -> None:
    """What the page's button does: the subscription begins and the session is complete.

    Raises:
        Refusal: the card is declined or missing, or the address is none; the session stays open.
    """
    if session["status"] != OPEN:
        raise bad(f"This Checkout session is {session['status']}.")
    kept = account.hidden("session")[session["id"]]
    until = trial_end(account, session)
    if card is None and (session["payment_method_collection"] == "always" or session["amount_total"] > 0):
        raise lacking("card")
    code = card.declines(first=True) if card else None
    if code:
        _tell_declined(account, session, card or cards.CARDS[0])
        raise cards.declined(code)
    customer = _customer(account, session, email, name)
    method = cards.payment_method(account, card, customer) if card else None
    fields: dict[str, Any] = {**kept["fields"], "trial_end": until}
    tax = {name: session["automatic_tax"][name] for name in ("enabled", "liability")}
    subscription = subscriptions.drawn_up(
        account,
        customer,
        lines(account, session),
        default_payment_method=method and method["id"],
        automatic_tax={"disabled_reason": None, **tax},
        **fields,
    )
    for coupon, promotion in kept["discounts"]:
        discounts.redeem(account, coupon, promotion, subscription, session["id"])
    lifecycle.begin(account, subscription)
    session |= {
        "customer": customer["id"],
        "customer_details": {
            **dict.fromkeys(("address", "business_name", "individual_name", "phone")),
            "email": customer["email"],
            "name": name or customer["name"],
            "tax_exempt": "none",
            "tax_ids": [],
        },
        "invoice": subscription["latest_invoice"],
        "payment_status": "paid" if session["amount_total"] > 0 else "no_payment_required",
        "status": COMPLETE,
        "subscription": subscription["id"],
        "url": None,
    }
    events.tell(account, "checkout.session.completed", session)


def expire(account: Account, session: Object) -> None:
    """End an open session without a subscription."""
    if session["status"] != OPEN:
        raise bad(f'Only Checkout Sessions with a status in ["open"] can be expired; this one is {session["status"]}.')
    session |= {"status": EXPIRED, "url": None}
    events.tell(account, "checkout.session.expired", session)


def expired(account: Account, id: str) -> None:
    """The time of a session has come."""
    session = account.one("checkout.session", id)
    if session["status"] == OPEN:
        expire(account, session)


def success_url(session: Object) -> str:
    """Where the page sends a reader who has paid."""
    return session["success_url"].replace(PLACEHOLDER, session["id"])


def email_of(account: Account, session: Object) -> str | None:
    """The address that the session has already, which the page does not let a reader change."""
    if session["customer"]:
        return account.one("customer", session["customer"])["email"]
    return session["customer_email"]


def _customer(account: Account, session: Object, email: str, name: str) -> Object:
    fixed = email_of(account, session)
    email = fixed or email.strip()
    if "@" not in email:
        raise Refusal(400, "Your email is incomplete.", param="email", code="email_invalid")
    if session["customer"]:
        customer = customers.present(account, session["customer"])
        if not customer["email"]:
            with events.changing(account, customer, "customer.updated"):
                customer["email"] = email
        return customer
    return customers.made(account, email=email, name=name or None)


def _tell_declined(account: Account, session: Object, card: Card) -> None:
    """A payment that fails on the page leaves an intent and a charge, and no subscription."""
    method = cards.payment_method(account, card)
    intent = payments.intent(account, session["amount_total"], session["currency"], session["customer"])
    payments.attempt(account, intent, method, first=True)


def _list(call: Call) -> Object:
    given = call.given
    parameters.known(given, *lists.PAGE, "customer", "subscription", "status", "payment_intent")
    asked = {name: parameters.text(given, name) for name in ("customer", "subscription", "status", "payment_intent")}
    meant = [
        each
        for each in call.account.newest("checkout.session")
        if all(value in (None, each[name]) for name, value in asked.items())
    ]
    return lists.page(meant, given, "/v1/checkout/sessions", kind="checkout.session")


def _line_items(call: Call) -> Object:
    session = call.account.one("checkout.session", call.id)
    data = [
        {
            "id": f"li_{session['id'][-14:]}{place}",
            "object": "item",
            "amount_discount": 0,
            "amount_subtotal": price["unit_amount"] * quantity,
            "amount_tax": 0,
            "amount_total": price["unit_amount"] * quantity,
            "created": session["created"],
            "currency": price["currency"],
            "description": call.account.one("product", price["product"])["name"],
            "price": price,
            "quantity": quantity,
        }
        for place, (price, quantity) in enumerate(lines(call.account, session))
    ]
    parameters.known(call.given, *lists.PAGE)
    return lists.page(data, call.given, f"/v1/checkout/sessions/{call.id}/line_items", kind="item")


def _expire(call: Call) -> Object:
    session = call.account.one("checkout.session", call.id)
    expire(call.account, session)
    return session


ROUTES: Routes = {
    "POST /v1/checkout/sessions": _create,
    "GET /v1/checkout/sessions": _list,
    "GET /v1/checkout/sessions/{id}": lambda call: call.account.one("checkout.session", call.id),
    "GET /v1/checkout/sessions/{id}/line_items": _line_items,
    "POST /v1/checkout/sessions/{id}/expire": _expire,
}
