"""The API: which resource answers a request, and Stripe's idempotency, errors and headers around it."""

import hashlib
import json
import re
from collections.abc import Mapping
from types import MappingProxyType

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from infra.sandbox.faults.kept import FAILS
from infra.sandbox.stripe import (
    cards,
    checkout,
    customers,
    discounts,
    endpoints,
    events,
    invoices,
    lists,
    parameters,
    payments,
    portal,
    products,
    refunds,
    shapes,
    subscriptions,
)
from infra.sandbox.stripe.account import API_VERSION, Account, Object
from infra.sandbox.stripe.call import Call, Handler
from infra.sandbox.stripe.clock import DAY
from infra.sandbox.stripe.refusals import Refusal, bad

_RESOURCES = (
    cards, checkout, customers, discounts, endpoints, events, invoices, payments, portal, products, refunds,
    subscriptions,
)  # fmt: skip
_ROUTES: Mapping[str, Handler] = MappingProxyType(
    {route: handler for each in _RESOURCES for route, handler in each.ROUTES.items()}
)
_PATTERNS = tuple(
    (method, re.compile(re.escape(path).replace(r"\{id\}", "(?P<id>[^/]+)")), handler)
    for method, _, path, handler in ((*route.partition(" "), handler) for route, handler in _ROUTES.items())
)
_KEY_KEPT = DAY
"""How long Stripe keeps an idempotency key at least (docs.stripe.com/api/idempotent_requests)."""


async def answer(account: Account, request: Request, path: str, pages: str) -> Response:
    """Answer a request to `path`; `pages` is the address below which the hosted pages are."""
    account.requests += 1
    request_id = f"req_{hashlib.sha256(f'{account.seed}/{account.requests}'.encode()).hexdigest()[:14]}"
    version = request.headers.get("stripe-version") or API_VERSION
    headers = {"request-id": request_id, "stripe-version": version}
    try:
        key = _admitted(request.headers)
        form = (await request.body()).decode() if request.method == "POST" else request.url.query
        status, said, more = _done(account, request, path, pages, form, (key, request_id))
    except UnicodeDecodeError:
        refusal = bad("The request's body is not UTF-8.")
        status, said, more = refusal.status, refusal.body(), {}
    except Refusal as exc:
        status, said, more = exc.status, exc.body(), {}
    return JSONResponse(shapes.shown(said, version), status, headers | more)


def _done(
    account: Account, request: Request, path: str, pages: str, form: str, asked_by: tuple[str, str]
) -> tuple[int, Object, dict[str, str]]:
    """Do what is asked, once for one idempotency key: another try is given the first one's answer."""
    key, request_id = asked_by
    given = parameters.decoded(form)
    handler, id = _found(request.method, path)
    call = Call(account, given, id, pages)
    once = request.headers.get("idempotency-key") if request.method == "POST" else None
    kept = account.hidden("idempotency")
    name = hashlib.sha256(f"{key} {once}".encode()).hexdigest()
    print_of = hashlib.sha256(json.dumps([path, given], sort_keys=True).encode()).hexdigest()
    if once and name in kept and kept[name]["until"] > account.now():
        first = kept[name]
        if first["print"] != print_of:
            raise Refusal(
                400,
                f"Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{once}' if you meant to execute a different request.",
                kind="idempotency_error",
            )
        headers = {"idempotency-key": once, "idempotent-replayed": "true", "original-request": first["request"]}
        return first["status"], first["said"], headers
    status, said = 200, {}
    with account.caused(request_id, once):
        try:
            if FAILS in request.scope:
                raise Refusal(500, "An unknown error occurred", kind="api_error")
            said = lists.expanded(account, handler(call), given)
        except Refusal as exc:
            # A request that was refused for its parameters was not begun: the same key may be used for a better one.
            if exc.status not in (402, 500):
                raise
            status, said = exc.status, exc.body()
    if once:
        kept[name] = {
            "print": print_of,
            "request": request_id,
            "status": status,
            "said": json.loads(json.dumps(said)),
            "until": account.now() + _KEY_KEPT,
        }
    account.woken.set()
    return status, said, {"idempotency-key": once} if once else {}


def _found(method: str, path: str) -> tuple[Handler, str]:
    for allowed, pattern, handler in _PATTERNS:
        if allowed == method and (found := pattern.fullmatch(path)):
            return handler, found.groupdict().get("id", "")
    raise Refusal(404, f"Unrecognized request URL ({method}: {path}).")


def _admitted(headers: Mapping[str, str]) -> str:
    key = headers.get("authorization", "").removeprefix("Bearer").strip()
    if not key:
        raise Refusal(401, "You did not provide an API key. Provide it in the Authorization header, by Bearer auth.")
    return key


def routes() -> list[str]:
    """What the API knows, for whoever asks for more."""
    return sorted(_ROUTES, key=lambda each: (each.partition(" ")[2], each))
