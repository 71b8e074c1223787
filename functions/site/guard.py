"""The outermost layer: a failure becomes a plain page and a log line, and a HEAD gets no body."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from functions.site import answers, pages
from shared.platform.errors import RetryableError
from shared.platform.ports import Platform

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

RETRY_AFTER = "30"
"""Seconds after which a browser may ask again what an outage refused."""


class Guard:
    """An ASGI application around another. Nothing of an error's text reaches the reader."""

    def __init__(self, inner: Asgi, platform_of: Callable[[Mapping[str, Any]], Platform]) -> None:
        self._inner = inner
        self._platform_of = platform_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        begun = False

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            if scope["method"] == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._inner(scope, receive, sending)
        except Exception as exc:
            platform = self._platform_of(scope)
            platform.log.error("request_failed", method=scope["method"], path=scope["path"], error=repr(exc))
            if begun:
                raise
            await _failure(exc)(scope, receive, sending)


def _failure(error: Exception) -> Asgi:
    if isinstance(error, RetryableError):
        page = pages.notice("Not available", "The page cannot be read at the moment. Try again in a minute.")
        return answers.html(page, 503, cache_control="no-store", retry_after=RETRY_AFTER)
    page = pages.notice("Something went wrong", "The page could not be made. The failure was recorded.")
    return answers.html(page, 500, cache_control="no-store")
