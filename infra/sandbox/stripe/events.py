"""Events: what happened, in Stripe's shape, and to which endpoints it is to be told."""

import contextlib
from collections.abc import Generator
from typing import Any, cast

from infra.sandbox.stripe import lists, parameters
from infra.sandbox.stripe.account import API_VERSION, Account, Object, copied
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.clock import DAY
from infra.sandbox.stripe.refusals import missing

KEPT = 30 * DAY
"""How long Stripe lists an event (docs.stripe.com/api/events)."""


def tell(account: Account, what: str, thing: Object, previous: Object | None = None) -> Object:
    """Record that `what` happened to an object as it stands now, and let it be delivered to all who want to know."""
    now = account.now()
    data: Object = {"object": copied(thing)}
    if previous is not None:
        data["previous_attributes"] = previous
    event = account.add(
        {
            "id": account.id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": now,
            "data": data,
            "livemode": account.settings.livemode,
            "pending_webhooks": 0,
            "request": {"id": account.cause.request, "idempotency_key": account.cause.idempotency_key},
            "type": what,
        }
    )
    lost = account.chance() < account.settings.lost
    for endpoint in reversed(list(account.newest("webhook_endpoint"))):
        wanted = endpoint["enabled_events"]
        if endpoint["status"] != "enabled" or not ("*" in wanted or what in wanted):
            continue
        event["pending_webhooks"] += 1
        id = account.id("whd")
        account.hidden("delivery")[id] = {
            "id": id,
            "event": event["id"],
            "endpoint": endpoint["id"],
            "state": "lost" if lost else "pending",
            "next_at": None if lost else now + account.settings.delay,
            "attempts": [],
        }
        if not lost:
            account.enter(now + account.settings.delay, "delivery", id)
    return event


@contextlib.contextmanager
def changing(account: Account, thing: Object, what: str) -> Generator[Object]:
    """Change an object within; what has changed is told as `what`, and nothing where nothing has."""
    before = copied(thing)
    yield thing
    if previous := difference(before, thing):
        tell(account, what, thing, previous)


def difference(before: Object, after: Object) -> Object:
    """The fields that differ, as they were; of a nested object only its own such fields, of a list the whole."""
    found: Object = {}
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        both = isinstance(old, dict) and isinstance(new, dict)
        found[name] = difference(cast("Object", old), cast("Object", new)) if both else old
    return found


def _retrieve(call: Call) -> Object:
    event = call.account.one("event", call.id)
    if event["created"] < call.account.now() - KEPT:
        raise missing("event", call.id)
    return event


def _list(call: Call) -> Object:
    given, account = call.given, call.account
    parameters.known(given, *lists.PAGE, "type", "types", "delivery_success")
    kinds = {kind for kind in (parameters.text(given, "type"), *parameters.several(given, "types")) if kind}
    delivered = parameters.flag(given, "delivery_success")
    meant = [
        each
        for each in account.newest("event")
        if each["created"] >= account.now() - KEPT
        and (not kinds or any(_fits(each["type"], kind) for kind in kinds))
        and (delivered is None or delivered == (each["pending_webhooks"] == 0))
    ]
    return lists.page(meant, given, "/v1/events", kind="event")


def _fits(type: str, kind: Any) -> bool:
    return type == kind or (str(kind).endswith("*") and type.startswith(str(kind)[:-1]))


ROUTES: Routes = {"GET /v1/events": _list, "GET /v1/events/{id}": _retrieve}
