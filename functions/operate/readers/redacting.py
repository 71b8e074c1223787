"""What an event says, without what it says of people: an operator needs its ids, states, amounts and times."""

import json
import re
from typing import Any, cast

LEFT_OUT = "(left out)"

_KEPT = frozenset(
    {
        *("id", "object", "type", "status", "mode", "payment_status", "api_version", "currency", "interval"),
        *("billing_reason", "collection_method", "reason", "code", "decline_code", "failure_code", "behavior"),
        *("customer", "subscription", "invoice", "latest_invoice", "charge", "latest_charge", "payment_intent"),
        *("payment_method", "price", "product", "subscription_item", "schedule", "created"),
    }
)
"""Names of fields whose texts are ids, times or words of Stripe's own."""

_OURS = frozenset({"user_id"})
"""Names in `metadata`, which is ours to fill: of the account that Checkout was opened for."""

_WORD = re.compile(r"[A-Za-z0-9_.:-]{1,255}")


def redacted(body: str) -> str:
    """The JSON with every text left out that is not known to name nobody; numbers stay as they are."""
    return json.dumps(_without(json.loads(body), _KEPT, kept=False), indent=1)


def _without(value: Any, names: frozenset[str], *, kept: bool) -> Any:
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {
            name: _without(each, _OURS if name == "metadata" else names, kept=name in names)
            for name, each in fields.items()
        }
    if isinstance(value, list):
        return [_without(each, names, kept=kept) for each in cast("list[Any]", value)]
    if not isinstance(value, str) or value == "" or (kept and _WORD.fullmatch(value)):
        return value
    return LEFT_OUT
