"""Objects as older versions of Stripe's API show them.

Since 2025-03-31 (Basil) a subscription's period stands on its items, and an invoice names its subscription below
`parent` (docs.stripe.com/changelog/basil). Before, both had fields of their own. Nothing else is turned back.
"""

from typing import Any, cast

from infra.sandbox.stripe.account import Object

BASIL = "2025-03-31"


def shown(value: Any, version: str) -> Any:
    """A copy of an object, or of a list of them, in the shape of a version."""
    if version >= BASIL:
        return value
    if isinstance(value, list):
        return [shown(each, version) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    turned = {name: shown(each, version) for name, each in cast("Object", value).items()}
    if turned.get("object") == "subscription_item":
        turned = {name: each for name, each in turned.items() if not name.startswith("current_period_")}
    elif turned.get("object") == "subscription":
        turned |= period(cast("Object", value))
    elif turned.get("object") == "invoice":
        details: Object | None = (turned.pop("parent", None) or {"subscription_details": None})["subscription_details"]
        turned["subscription"] = details and details["subscription"]
    return turned


def previous(before: Object, version: str) -> Object:
    """What an event says of the fields before a change, in the shape of a version."""
    turned = shown(before, version)
    return turned | period(before) if version < BASIL and "items" in before else turned


def period(subscription: Object) -> Object:
    """The two fields that a subscription of old had, from its first item."""
    items = subscription["items"]["data"]
    return {name: items[0][name] for name in ("current_period_start", "current_period_end")} if items else {}
