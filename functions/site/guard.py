"""What stands around every answer: a failure becomes a plain page and a log line, and a HEAD gets no body."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from functions.site import answers, pages
from shared.platform.errors import RetryableError
from shared.platform.ports import Platform

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
PlatformOf = Callable[[Mapping[str, Any]], Platform]
Endpoint = Callable[[Request, Platform], Awaitable[Response]]

RETRY_AFTER = "30"
"""Seconds after which a browser may ask again what an outage refused."""


def guarded(endpoint: Endpoint, platform_of: PlatformOf) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint with its platform; nothing of an error's text reaches the reader."""

    async def one(request: Request) -> Response:
        platform = platform_of(request.scope)
        try:
            return await endpoint(request, platform)
        except Exception as exc:
            platform.log.error("request_failed", method=request.method, path=request.url.path, error=repr(exc))
            return _failure(exc)

    return one


class Bodiless:
    """An ASGI application around another that answers HEAD with the headers of GET alone."""

    def __init__(self, inner: Asgi) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headers_only(message: MutableMapping[str, Any]) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._inner(scope, receive, headers_only if scope.get("method") == "HEAD" else send)


def _failure(error: Exception) -> Response:
    if isinstance(error, RetryableError):
        page = pages.notice("Not available", "The page cannot be read at the moment. Try again in a minute.")
        return answers.html(page, 503, cache_control="no-store", retry_after=RETRY_AFTER)
    page = pages.notice("Something went wrong", "The page could not be made. The failure was recorded.")
    return answers.html(page, 500, cache_control="no-store")
