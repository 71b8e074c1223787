"""Subscriptions: the API."""

from typing import Any, cast

from infra.sandbox.stripe import cards, discounts, events, lifecycle, lists, parameters, products
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.periods import end_of
from infra.sandbox.stripe.refusals import bad, lacking

STATUSES = (
    "trialing", "active", "past_due", "unpaid", "incomplete", "incomplete_expired", "canceled", "paused",
)  # fmt: skip
_PAUSES = ("keep_as_draft", "mark_uncollectible", "void")
_MISSING = ("create_invoice", "cancel", "pause")
_NONE = (
    "application", "application_fee_percent", "billing_cycle_anchor_config", "billing_thresholds", "cancel_at",
    "canceled_at", "customer_account", "days_until_due", "default_payment_method", "default_source", "description",
    "ended_at", "latest_invoice", "managed_payments", "next_pending_invoice_item_invoice", "on_behalf_of",
    "pause_collection", "pending_invoice_item_interval", "pending_setup_intent", "pending_update", "schedule",
    "test_clock", "transfer_data", "trial_end", "trial_start",
)  # fmt: skip


def drawn_up(
    account: Account, customer: Object, prices: list[tuple[Object, int]], *, id: str | None = None, **fields: Any
) -> Object:
    """A subscription to these prices and quantities that has not begun; in a trial where `trial_end` is given."""
    id = id or account.id("sub")
    now = account.now()
    trial_end = fields.get("trial_end")
    made = account.add(
        {
            "id": id,
            "object": "subscription",
            **dict.fromkeys(_NONE),
            "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
            "billing_cycle_anchor": trial_end or now,
            "billing_mode": {"flexible": None, "type": "classic"},
            "billing_schedules": [],
            "cancel_at_period_end": False,
            "cancellation_details": {"comment": None, "feedback": None, "reason": None},
            "collection_method": "charge_automatically",
            "created": now,
            "currency": prices[0][0]["currency"],
            "customer": customer["id"],
            "default_tax_rates": [],
            "discounts": [],
            "invoice_settings": {
                "account_tax_ids": None,
                "custom_fields": None,
                "description": None,
                "footer": None,
                "issuer": {"type": "self"},
            },
            "items": lists.whole([], f"/v1/subscription_items?subscription={id}"),
            "livemode": account.settings.livemode,
            "metadata": {},
            "payment_settings": {
                "payment_method_options": None,
                "payment_method_types": None,
                "save_default_payment_method": "off",
            },
            "start_date": now,
            "status": "incomplete",
            "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
            "trial_start": now if trial_end else None,
            **fields,
        }
    )
    customer["currency"] = made["currency"]
    for price, quantity in prices:
        made["items"]["data"].append(_item(account, made, price, quantity))
    made["items"]["total_count"] = len(prices)
    return made


def _item(account: Account, subscription: Object, price: Object, quantity: int) -> Object:
    every, now = price["recurring"], account.now()
    if every is None:
        raise bad(f"The price {price['id']} is for paying once; a subscription needs a recurring one.", "items")
    end = subscription["trial_end"] or end_of(now, now, every["interval"], every["interval_count"])
    return {
        "id": account.id("si", 14),
        "object": "subscription_item",
        "billing_thresholds": None,
        "created": now,
        "current_period_end": end,
        "current_period_start": now,
        "discounts": [],
        "metadata": {},
        "plan": products.plan(price),
        "price": price,
        "quantity": quantity,
        "subscription": subscription["id"],
        "tax_rates": [],
    }


def priced(account: Account, items: list[Any], param: str) -> list[tuple[Object, int]]:
    """The prices and quantities of a request's items.

    Raises:
        Refusal: there are none, or one is no active price.
    """
    if not items:
        raise lacking(param)
    found: list[tuple[Object, int]] = []
    for place, each in enumerate(cast("list[Given]", items)):
        name = f"{param}[{place}][price]"
        price = account.one("price", parameters.needed(each, "price"), name)
        if not price["active"]:
            raise bad(f"The price specified is inactive: {price['id']}", name)
        found.append((price, parameters.number(each, "quantity", 1) or 1))
    return found


def trial(account: Account, given: Given) -> dict[str, Any]:
    """What a request's `trial_end`, `trial_period_days` and `trial_settings` mean."""
    days, end = parameters.number(given, "trial_period_days", 1), parameters.text(given, "trial_end")
    until = account.now() + days * 86_400 if days else int(end) if end and end.isdecimal() else None
    fields: dict[str, Any] = {"trial_end": until}
    behavior = parameters.nested(parameters.nested(given, "trial_settings"), "end_behavior")
    if word := parameters.among(behavior, "missing_payment_method", _MISSING):
        fields["trial_settings"] = {"end_behavior": {"missing_payment_method": word}}
    return fields


def taxed(given: Given) -> dict[str, Any]:
    """What a request's `automatic_tax` means."""
    wanted = parameters.flag(parameters.nested(given, "automatic_tax"), "enabled") or False
    liability = {"type": "self"} if wanted else None
    return {"automatic_tax": {"disabled_reason": None, "enabled": wanted, "liability": liability}}


def _create(call: Call) -> Object:
    account, given = call.account, call.given
    parameters.known(
        given, "customer", "items", "metadata", "default_payment_method", "trial_period_days", "trial_end",
        "trial_settings", "payment_behavior", "automatic_tax", "cancel_at_period_end", "discounts", "description",
    )  # fmt: skip
    customer = account.one("customer", parameters.needed(given, "customer"), "customer")
    prices = priced(account, parameters.several(given, "items"), "items")
    method = parameters.text(given, "default_payment_method")
    if method:
        account.one("payment_method", method, "default_payment_method")
    fields = trial(account, given)
    default = method or customer["invoice_settings"]["default_payment_method"]
    behavior = parameters.text(given, "payment_behavior") or "allow_incomplete"
    if not default and fields["trial_end"] is None and behavior != "default_incomplete":
        raise bad(
            "This customer has no attached payment source or default payment method. Please consider adding a "
            "default payment method.",
            code="resource_missing",
        )
    if behavior == "error_if_incomplete" and default and (code := _would_decline(account, default, fields)):
        raise cards.declined(code)
    subscription = drawn_up(
        account,
        customer,
        prices,
        metadata=parameters.metadata(given),
        default_payment_method=method,
        description=parameters.text(given, "description"),
        **fields,
        **taxed(given),
    )
    for each in parameters.several(given, "discounts"):
        discounts.redeem(account, *discounts.given(account, each, customer["id"]), subscription)
    lifecycle.begin(account, subscription)
    if parameters.flag(given, "cancel_at_period_end"):
        with events.changing(account, subscription, "customer.subscription.updated"):
            lifecycle.cancel_later(account, subscription, None, at_period_end=True)
    return subscription


def _would_decline(account: Account, method: str, fields: dict[str, Any]) -> str | None:
    return None if fields["trial_end"] else cards.of(account, method).declines(first=True)


def _update(call: Call) -> Object:
    account, given = call.account, call.given
    parameters.known(
        given, "metadata", "items", "cancel_at", "cancel_at_period_end", "pause_collection", "default_payment_method",
        "proration_behavior", "trial_end", "trial_settings", "cancellation_details", "description", "automatic_tax",
        "payment_behavior", "discounts",
    )  # fmt: skip
    subscription = account.one("subscription", call.id)
    if subscription["status"] in lifecycle.OVER:
        raise bad("A canceled subscription can only update its cancellation_details and metadata.")
    chosen = _chosen(account, subscription, parameters.several(given, "items"))
    with events.changing(account, subscription, "customer.subscription.updated"):
        subscription["metadata"] = parameters.metadata(given, subscription["metadata"])
        _change_fields(account, subscription, given)
        _change_cancellation(account, subscription, given)
        if chosen:
            intervals = [each["price"]["recurring"] for each in subscription["items"]["data"]]
            for item, price, quantity in chosen:
                item |= {"price": price, "plan": products.plan(price), "quantity": quantity}
            changed = intervals != [each["price"]["recurring"] for each in subscription["items"]["data"]]
            lifecycle.change_items(account, subscription, new_period=changed)
    return subscription


def _chosen(account: Account, subscription: Object, items: list[Any]) -> list[tuple[Object, Object, int]]:
    found: list[tuple[Object, Object, int]] = []
    there = {each["id"]: each for each in subscription["items"]["data"]}
    for place, each in enumerate(cast("list[Given]", items)):
        parameters.known(each, "id", "price", "quantity")
        id = parameters.text(each, "id")
        if id is None:
            raise bad("The sandbox adds no item to a subscription: name the one to change.", f"items[{place}][id]")
        if id not in there:
            raise bad(f"No such subscription item: '{id}'", f"items[{place}][id]", "resource_missing")
        price = parameters.text(each, "price")
        quantity = parameters.number(each, "quantity", 1) or there[id]["quantity"]
        found.append((there[id], account.one("price", price, "price") if price else there[id]["price"], quantity))
    return found


def _change_fields(account: Account, subscription: Object, given: Given) -> None:
    if "default_payment_method" in given:
        method = parameters.text(given, "default_payment_method")
        if method:
            account.one("payment_method", method, "default_payment_method")
        subscription["default_payment_method"] = method
    if "description" in given:
        subscription["description"] = parameters.text(given, "description")
    if "automatic_tax" in given:
        subscription.update(taxed(given))
    if "trial_settings" in given:
        subscription.update({name: each for name, each in trial(account, given).items() if name == "trial_settings"})
    if parameters.text(given, "trial_end") == "now" and subscription["status"] == "trialing":
        subscription["trial_end"] = account.now()
        for item in subscription["items"]["data"]:
            item["current_period_end"] = account.now()
        account.enter(account.now(), "period", subscription["id"])
    if "pause_collection" in given:
        asked = parameters.nested(given, "pause_collection")
        parameters.known(asked, "behavior", "resumes_at")
        behavior = parameters.among(asked, "behavior", _PAUSES)
        if asked and behavior is None:
            raise lacking("pause_collection[behavior]")
        lifecycle.pause(account, subscription, behavior, parameters.number(asked, "resumes_at"))
    for each in parameters.several(given, "discounts"):
        discounts.redeem(account, *discounts.given(account, each, subscription["customer"]), subscription)


def _change_cancellation(account: Account, subscription: Object, given: Given) -> None:
    if "cancel_at" in given:
        at = parameters.number(given, "cancel_at")
        if at is not None and at <= account.now():
            raise bad("`cancel_at` must be in the future.", "cancel_at")
        lifecycle.cancel_later(account, subscription, at, at_period_end=False)
    if (at_end := parameters.flag(given, "cancel_at_period_end")) is not None:
        lifecycle.cancel_later(account, subscription, None, at_period_end=at_end)
    _say_why(subscription, given)


def _say_why(subscription: Object, given: Given) -> None:
    why = parameters.nested(given, "cancellation_details")
    parameters.known(why, "comment", "feedback")
    subscription["cancellation_details"].update({name: parameters.text(why, name) for name in why})


def _cancel(call: Call) -> Object:
    parameters.known(call.given, "invoice_now", "prorate", "cancellation_details")
    subscription = call.account.one("subscription", call.id)
    if subscription["status"] in lifecycle.OVER:
        raise bad(f"No such subscription: '{call.id}'", "id", "resource_missing")
    _say_why(subscription, call.given)
    lifecycle.cancel_now(call.account, subscription)
    return subscription


def _resume(call: Call) -> Object:
    parameters.known(call.given, "billing_cycle_anchor", "proration_behavior")
    subscription = call.account.one("subscription", call.id)
    lifecycle.resume(call.account, subscription)
    return subscription


def _list(call: Call) -> Object:
    given = call.given
    parameters.known(given, *lists.PAGE, "customer", "status", "price", "collection_method")
    status = parameters.among(given, "status", (*STATUSES, "all", "ended"))
    customer, price = parameters.text(given, "customer"), parameters.text(given, "price")
    if customer:
        call.account.one("customer", customer, "customer")
    meant = [
        each
        for each in call.account.newest("subscription")
        if customer in (None, each["customer"])
        and _listed(each["status"], status)
        and (price is None or any(item["price"]["id"] == price for item in each["items"]["data"]))
    ]
    return lists.page(meant, given, "/v1/subscriptions", kind="subscription")


def _listed(status: str, asked: str | None) -> bool:
    """Whether a list of `asked` holds one of this status; without a word it holds all but the canceled ones."""
    if asked is None:
        return status != "canceled"
    return asked in ("all", status) or (asked == "ended" and status in lifecycle.OVER)


ROUTES: Routes = {
    "POST /v1/subscriptions": _create,
    "GET /v1/subscriptions": _list,
    "GET /v1/subscriptions/{id}": lambda call: call.account.one("subscription", call.id),
    "POST /v1/subscriptions/{id}": _update,
    "DELETE /v1/subscriptions/{id}": _cancel,
    "POST /v1/subscriptions/{id}/resume": _resume,
}
