"""Products and prices: the sample's, and those that are made."""

from typing import Any

from infra.sandbox.stripe import events, lists, parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.periods import INTERVALS
from infra.sandbox.stripe.refusals import bad, lacking


def product(account: Account, name: str, *, id: str | None = None, **fields: Any) -> Object:
    """A new product."""
    made = account.add(
        {
            "id": id or account.id("prod", 14),
            "object": "product",
            "active": True,
            "created": account.now(),
            "default_price": None,
            "description": None,
            "images": [],
            "livemode": account.settings.livemode,
            "marketing_features": [],
            "metadata": {},
            "name": name,
            "package_dimensions": None,
            "shippable": None,
            "statement_descriptor": None,
            "tax_code": None,
            "type": "service",
            "unit_label": None,
            "updated": account.now(),
            "url": None,
            **fields,
        }
    )
    events.tell(account, "product.created", made)
    return made


def price(
    account: Account,
    of: str,
    amount: int,
    currency: str,
    interval: str | None,
    interval_count: int = 1,
    *,
    id: str | None = None,
    **fields: Any,
) -> Object:
    """A new price of a product; `amount` in the currency's smallest unit, no `interval` for what is paid once."""
    recurring = {
        "interval": interval,
        "interval_count": interval_count,
        "meter": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }
    made = account.add(
        {
            "id": id or account.id("price"),
            "object": "price",
            "active": True,
            "billing_scheme": "per_unit",
            "created": account.now(),
            "currency": currency,
            "custom_unit_amount": None,
            "livemode": account.settings.livemode,
            "lookup_key": None,
            "metadata": {},
            "nickname": None,
            "product": of,
            "recurring": recurring if interval else None,
            "tax_behavior": "unspecified",
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "recurring" if interval else "one_time",
            "unit_amount": amount,
            "unit_amount_decimal": str(amount),
            **fields,
        }
    )
    events.tell(account, "price.created", made)
    return made


def plan(of: Object) -> Object:
    """The price as items still show it beside itself."""
    recurring = of["recurring"]
    shared = ("active", "billing_scheme", "created", "currency", "livemode", "metadata", "nickname", "product")
    return {
        "id": of["id"],
        "object": "plan",
        **{name: of[name] for name in shared},
        "amount": of["unit_amount"],
        "amount_decimal": of["unit_amount_decimal"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "meter": None,
        "tiers_mode": None,
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": "licensed",
    }


def _create_product(call: Call) -> Object:
    given = call.given
    parameters.known(given, "id", "name", "description", "metadata", "active", "url")
    fields = {
        "description": parameters.text(given, "description"),
        "url": parameters.text(given, "url"),
        "metadata": parameters.metadata(given),
        "active": parameters.flag(given, "active") is not False,
    }
    id = parameters.text(given, "id")
    if id and id in call.account.tables.get("product", {}):
        raise bad(f"Product already exists: {id}", "id", "resource_already_exists")
    return product(call.account, parameters.needed(given, "name"), id=id, **fields)


def _update_product(call: Call) -> Object:
    return _update(call, "product", ("name", "description", "url", "default_price"))


def _create_price(call: Call) -> Object:
    given, account = call.given, call.account
    parameters.known(
        given, "currency", "unit_amount", "product", "recurring", "nickname", "lookup_key", "metadata", "active",
        "tax_behavior",
    )  # fmt: skip
    of = account.one("product", parameters.needed(given, "product"), "product")
    amount = parameters.number(given, "unit_amount")
    if amount is None:
        raise lacking("unit_amount")
    recurring = parameters.nested(given, "recurring")
    parameters.known(recurring, "interval", "interval_count", "usage_type")
    lookup_key = parameters.text(given, "lookup_key")
    if lookup_key and account.of("price", lookup_key=lookup_key):
        raise bad(f"A price already uses that lookup key: {lookup_key}", "lookup_key")
    return price(
        account,
        of["id"],
        amount,
        parameters.needed(given, "currency").lower(),
        _interval(recurring),
        parameters.number(recurring, "interval_count", 1) or 1,
        nickname=parameters.text(given, "nickname"),
        lookup_key=lookup_key,
        metadata=parameters.metadata(given),
        active=parameters.flag(given, "active") is not False,
        tax_behavior=parameters.text(given, "tax_behavior") or "unspecified",
    )


def _interval(recurring: Given) -> str | None:
    interval = parameters.among(recurring, "interval", tuple(INTERVALS))
    if recurring and interval is None:
        raise lacking("recurring[interval]")
    return interval


def _update_price(call: Call) -> Object:
    return _update(call, "price", ("nickname", "lookup_key", "tax_behavior"))


def _update(call: Call, kind: str, texts: tuple[str, ...]) -> Object:
    given = call.given
    parameters.known(given, *texts, "metadata", "active")
    found = call.account.one(kind, call.id)
    changes: Object = {name: parameters.text(given, name) for name in texts if name in given}
    if "active" in given:
        changes["active"] = parameters.flag(given, "active")
    with events.changing(call.account, found, f"{kind}.updated"):
        found.update(changes, metadata=parameters.metadata(given, found["metadata"]))
    return found


def _list_products(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE, "active", "ids")
    active, ids = parameters.flag(call.given, "active"), parameters.several(call.given, "ids")
    meant = [
        each
        for each in call.account.newest("product")
        if active in (None, each["active"]) and (not ids or each["id"] in ids)
    ]
    return lists.page(meant, call.given, "/v1/products", kind="product")


def _list_prices(call: Call) -> Object:
    given = call.given
    parameters.known(given, *lists.PAGE, "active", "product", "lookup_keys", "type", "currency")
    active, keys = parameters.flag(given, "active"), parameters.several(given, "lookup_keys")
    same = ("product", "type", "currency")
    meant = [
        each
        for each in call.account.newest("price")
        if active in (None, each["active"])
        and (not keys or each["lookup_key"] in keys)
        and all(parameters.text(given, name) in (None, each[name]) for name in same)
    ]
    return lists.page(meant, given, "/v1/prices", kind="price")


ROUTES: Routes = {
    "POST /v1/products": _create_product,
    "GET /v1/products": _list_products,
    "GET /v1/products/{id}": lambda call: call.account.one("product", call.id),
    "POST /v1/products/{id}": _update_product,
    "POST /v1/prices": _create_price,
    "GET /v1/prices": _list_prices,
    "GET /v1/prices/{id}": lambda call: call.account.one("price", call.id),
    "POST /v1/prices/{id}": _update_price,
}
