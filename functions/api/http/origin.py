"""Requests that change something come from our own pages, or from programs that no browser lends its cookies to.

Fetch Metadata first, the Origin header where it is silent: what OWASP's cheat sheet on cross-site request forgery asks
for. A request by another site carries no cookie of ours anyway (SameSite=Lax); this holds where that does not, and for
signing in, which needs no cookie.
"""

from collections.abc import Callable

from starlette.requests import cookie_parser

from functions.api.settings import ApiSettings
from shared.domain.mailing.unsubscribing import PATH
from shared.platform.web.asgi import Asgi, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

EXEMPT: tuple[str, ...] = (PATH, "/api/mcp")
"""Paths at which programs of others call: with a proof of their own, or, by MCP, to read what no cookie opens there."""

Refuse = Callable[[Scope, str], Asgi]


class SameOrigin:
    """An ASGI application around another that refuses what another site has a browser send. `refuse` makes the answer
    that says so."""

    def __init__(self, inner: Asgi, settings: Callable[[Scope], ApiSettings], refuse: Refuse) -> None:
        self._inner = inner
        self._settings = settings
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and scope["path"] not in EXEMPT:
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
            if why := refusal(headers, self._settings(scope).PEPTALK_ORIGIN):
                await self._refuse(scope, why)(scope, receive, send)
                return
        await self._inner(scope, receive, send)


def refusal(headers: dict[str, str], origin: str) -> str | None:
    """Why a request that changes something is refused, or None where it may pass. Header names are lower-case."""
    site, said = headers.get("sec-fetch-site"), headers.get("origin")
    if site == "cross-site":
        return "This was sent by another site."
    if said not in (None, "null"):
        return None if said == origin else f"This was sent from another address than {origin}. Open {origin} instead."
    if site == "same-origin":
        # A page that sends no referrer says `null` (fetch.spec.whatwg.org/#append-a-request-origin-header).
        return None
    if site is None and "authorization" in headers and not _has_cookie(headers.get("cookie", "")):
        # A program with a key. No browser adds this header of its own accord.
        return None
    return f"Nothing says that this was sent by a page of ours. Programs send the header Origin: {origin}."


def _has_cookie(header: str) -> bool:
    """Whether a cookie of ours is shown, as the routes read it (`cookies.read`)."""
    return any(name.removeprefix("__Host-").startswith("peptalk") for name in cookie_parser(header))
