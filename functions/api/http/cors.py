"""Programs on other sites: which may read the API, by key and never by the cookie of whoever sits in front.

No answer ever allows credentials, so that a page elsewhere reads what anybody may, or what its own key opens.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from shared.platform.web.asgi import Asgi, Receive, Scope, Send

METHODS, ASKED = "GET, HEAD", "Authorization, Content-Type, If-None-Match, If-Range, Range"
SHOWN = "Content-Disposition, Content-Range, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Trace-Id"
ANY = "*"


class Cors:
    """An ASGI application around another; `allowed` gives the origins of a request's settings, `*` for all."""

    def __init__(self, inner: Asgi, allowed: Callable[[Scope], frozenset[str]]) -> None:
        self._inner = inner
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._inner(scope, receive, send)
            return
        asked = {name.lower(): value for name, value in scope["headers"]}
        origin = asked.get(b"origin", b"").decode("latin-1")
        allowed = self._allowed(scope)
        headers = [(b"vary", b"Origin")] if allowed - {ANY} else []
        if origin and (origin in allowed or ANY in allowed):
            shown = ANY if ANY in allowed else origin
            headers += [
                (b"access-control-allow-origin", shown.encode("latin-1")),
                (b"access-control-expose-headers", SHOWN.encode()),
            ]
            if scope["method"] == "OPTIONS" and b"access-control-request-method" in asked:
                await _preflight(headers, send)
                return

        async def headed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        await self._inner(scope, receive, headed if headers else send)


async def _preflight(headers: list[tuple[bytes, bytes]], send: Send) -> None:
    told = [
        *headers,
        (b"access-control-allow-methods", METHODS.encode()),
        (b"access-control-allow-headers", ASKED.encode()),
        (b"access-control-max-age", b"600"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": told})
    await send({"type": "http.response.body", "body": b""})
