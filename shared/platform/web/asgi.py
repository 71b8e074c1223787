"""What every HTTP function says over ASGI, whatever framework answers."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from shared.platform.ports import Platform

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
PlatformOf = Callable[[Mapping[str, Any]], Platform]
"""The platform of a request's scope."""

RETRY_AFTER = "30"
"""Seconds after which one may ask again what an outage refused."""

ALWAYS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "strict-transport-security": "max-age=31536000",
}
"""On every answer to a reader."""

_ALWAYS = tuple((name.encode(), value.encode()) for name, value in ALWAYS.items())


def headed_as_all(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers of an answer, with what `ALWAYS` has beyond them."""
    there = {name.lower() for name, _ in headers}
    return [*headers, *(each for each in _ALWAYS if each[0] not in there)]


class Bodiless:
    """An ASGI application around another that answers HEAD with the headers of GET alone."""

    def __init__(self, inner: Asgi) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headers_only(message: MutableMapping[str, Any]) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope.get("method") == "HEAD":
            await self._inner({**scope, "method": "GET"}, receive, headers_only)
        else:
            await self._inner(scope, receive, send)
