"""The stand-in for Stripe's subscriptions: two invented ones, read and listed. Nothing can be bought."""

import hashlib
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

_MOST, _DEFAULT = 100, 10
_LIST_FIELDS = frozenset({"customer", "limit", "starting_after", "status"})
_MONTH = 2_592_000
_BEGUN = 1_767_225_600
"""2026-01-01T00:00:00Z."""


class _Refusal(Exception):
    """An error in the vendor's shape."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.param = param
        self.code = code


def _subscription(number: int, status: str) -> dict[str, Any]:
    """The fields that billing reads, where API version 2026-10-28 has them: the period stands on the item."""
    id = f"sub_sandbox{number}"
    item = {
        "id": f"si_sandbox{number}",
        "object": "subscription_item",
        "created": _BEGUN,
        "current_period_start": _BEGUN,
        "current_period_end": _BEGUN + _MONTH,
        "metadata": {},
        "price": {"id": "price_sandbox", "object": "price", "currency": "usd", "unit_amount": 900},
        "quantity": 1,
        "subscription": id,
    }
    return {
        "id": id,
        "object": "subscription",
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "created": _BEGUN,
        "currency": "usd",
        "customer": f"cus_sandbox{number}",
        "ended_at": None,
        "items": {
            "object": "list",
            "data": [item],
            "has_more": False,
            "url": f"/v1/subscription_items?subscription={id}",
        },
        "livemode": False,
        "metadata": {"sample": "invented"},
        "start_date": _BEGUN,
        "status": status,
    }


def router() -> APIRouter:
    """`GET /v1/subscriptions` and `/v1/subscriptions/<id>` below /stripe."""
    routes = APIRouter(prefix="/stripe")
    # The newest first, as Stripe lists.
    known = [_subscription(2, "past_due"), _subscription(1, "active")]

    @routes.get("/v1/subscriptions")
    async def listed(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _answered(request, lambda: _page(known, request.query_params))

    @routes.get("/v1/subscriptions/{id}")
    async def one(request: Request, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return _answered(request, lambda: _found(known, id))

    @routes.api_route("/{path:path}", methods=["GET", "POST", "DELETE"])
    async def unknown(request: Request, path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        refusal = _Refusal(404, f"Unrecognized request URL ({request.method}: /{path}).")
        return _answered(request, lambda: _raised(refusal))

    return routes


def _answered(request: Request, answer: Any) -> Response:
    request_id = "req_" + hashlib.sha256(str(request.url).encode()).hexdigest()[:14]
    headers = {"request-id": request_id, "stripe-version": request.headers.get("stripe-version", "")}
    try:
        _admit(request.headers)
        return JSONResponse(answer(), headers=headers)
    except _Refusal as exc:
        error = {"type": "invalid_request_error", "message": str(exc), "param": exc.param, "code": exc.code}
        body = {"error": {name: value for name, value in error.items() if value is not None}}
        return JSONResponse(body, exc.status, headers)


def _admit(headers: Mapping[str, str]) -> None:
    if not headers.get("authorization", "").removeprefix("Bearer").strip():
        raise _Refusal(401, "You did not provide an API key. Provide it in the Authorization header, by Bearer auth.")


def _found(known: list[dict[str, Any]], id: str) -> dict[str, Any]:
    for each in known:
        if each["id"] == id:
            return each
    raise _Refusal(404, f"No such subscription: '{id}'", param="id", code="resource_missing")


def _page(known: list[dict[str, Any]], asked: Mapping[str, str]) -> dict[str, Any]:
    for name in asked:
        if name not in _LIST_FIELDS:
            raise _Refusal(400, f"Received unknown parameter: {name}", param=name, code="parameter_unknown")
    limit = asked.get("limit", str(_DEFAULT))
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST:
        raise _Refusal(400, f"Invalid limit: {limit}", param="limit")
    meant = [
        each
        for each in known
        if asked.get("customer") in (None, each["customer"]) and asked.get("status") in (None, "all", each["status"])
    ]
    if "starting_after" in asked:
        at = [each["id"] for each in meant].index(_found(meant, asked["starting_after"])["id"])
        meant = meant[at + 1 :]
    data = meant[: int(limit)]
    return {"object": "list", "data": data, "has_more": len(meant) > len(data), "url": "/v1/subscriptions"}


def _raised(refusal: _Refusal) -> Any:
    raise refusal
