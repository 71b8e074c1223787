"""What the stand-ins were asked: booked on receipt, before any answer, because that is when vendors charge."""

import asyncio
import hashlib
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from fastapi import Response

_API_KEY = re.compile(rb"(?:^|&)api_key=([^&\s]+)")
_PREFIXES = {
    "/entrez/": "ncbi",
    "/clinicaltrials/": "clinicaltrials",
    "/crossref/": "crossref",
    "/anthropic/": "anthropic",
    "/openai/": "openai",
    "/stripe/": "stripe",
    "/mail/": "mail",
    "/client/v4/": "cloudflare",
}


@dataclass(frozen=True, slots=True)
class Booking:
    """One request. `number` counts from 1; `key` is a fingerprint of its key, if it has one.

    `body` is the SHA-256 of its body, or of its query string where it has no body.
    """

    number: int
    vendor: str
    method: str
    path: str
    body: str
    key: str | None
    at: str
    """ISO instant, UTC."""


@dataclass
class Bookings:
    """All requests to a sandbox since it started."""

    requests: list[Booking] = field(default_factory=list[Booking])

    def book(self, method: str, path: str, body: bytes, key: str | None, at: datetime) -> Booking:
        """Book a request; the key itself is not kept."""
        booking = Booking(
            number=len(self.requests) + 1,
            vendor=vendor(path) or "",
            method=method,
            path=path,
            body=hashlib.sha256(body).hexdigest(),
            key=hashlib.sha256(key.encode()).hexdigest()[:12] if key else None,
            at=at.isoformat(),
        )
        self.requests.append(booking)
        return booking

    def counts(self) -> dict[str, int]:
        """Requests per vendor."""
        return dict(Counter(each.vendor for each in self.requests))

    def describe(self) -> dict[str, Any]:
        """As `GET /sandbox/requests` answers."""
        return {"counts": self.counts(), "requests": [asdict(each) for each in self.requests]}


def vendor(path: str) -> str | None:
    """The vendor whose address a path belongs to."""
    return next((name for prefix, name in _PREFIXES.items() if path.startswith(prefix)), None)


Application: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]
"""ASGI."""
Spoil: TypeAlias = Callable[[Application], Application]
"""Makes of the stand-in one that answers otherwise."""
Intervene: TypeAlias = Callable[[Booking, Mapping[str, str]], Awaitable[Response | Spoil | None]]
"""Sees each booked vendor request with its headers before the stand-in does; an answer of its own is sent instead,
or the stand-in's own is spoilt."""

_MODELS = frozenset({"anthropic", "openai"})


class Booked:
    """ASGI middleware: books a vendor's request as soon as its body is here, then lets it be answered."""

    def __init__(
        self, application: Application, bookings: Bookings, latency: float, intervene: Intervene | None
    ) -> None:
        self._application = application
        self._bookings = bookings
        self._latency = latency
        self._intervene = intervene

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not vendor(scope["path"]):
            await self._application(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        key = _key(headers, scope["query_string"] if scope["method"] == "GET" else body)
        booking = self._bookings.book(
            scope["method"], scope["path"], body or scope["query_string"], key, datetime.now(UTC)
        )
        answer = await self._intervene(booking, headers) if self._intervene else None
        if not isinstance(answer, Response) and booking.vendor in _MODELS:
            await asyncio.sleep(self._latency)
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Any:
            return waiting.pop() if waiting else await receive()

        if answer is None or isinstance(answer, Response):
            await (answer or self._application)(scope, replay, send)
        else:
            await answer(self._application)(scope, replay, send)


def _key(headers: Mapping[str, str], form: bytes) -> str | None:
    """The models' key is in a header, NCBI's is a parameter."""
    in_form = _API_KEY.search(form)
    in_header = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
    return in_header or (in_form[1].decode("latin-1") if in_form else None)
