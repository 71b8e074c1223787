"""What stands around every answer: a failure becomes a plain page and a log line."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from functions.site import answers, pages
from shared.platform.errors import RetryableError
from shared.platform.ports import Platform
from shared.platform.web.asgi import RETRY_AFTER, PlatformOf

Endpoint = Callable[[Request, Platform], Awaitable[Response]]


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


def _failure(error: Exception) -> Response:
    if isinstance(error, RetryableError):
        page = pages.notice("Not available", "The page cannot be read at the moment. Try again in a minute.")
        return answers.html(page, 503, cache_control="no-store", retry_after=RETRY_AFTER)
    page = pages.notice("Something went wrong", "The page could not be made. The failure was recorded.")
    return answers.html(page, 500, cache_control="no-store")
