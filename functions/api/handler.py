"""The API as one application: a router for each subject, and what stands around every answer."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from functions.api import accounts, health, reads
from functions.api.account import account, keys, saved
from functions.api.document import Documented
from functions.api.http import problems
from functions.api.http.bodies import Unbearable, borne
from functions.api.http.context import KEPT, MEMORY, PLATFORM, settings_in
from functions.api.http.cors import Cors
from functions.api.http.limits import HEADERS, Limited, LimitedByNetwork
from functions.api.http.origin import SameOrigin
from functions.api.pages import subscription_pages, unsubscribe
from functions.api.pages.refusals import PageRefusals
from functions.api.payments import payment
from functions.api.published import pdfs
from functions.api.straight import Straight
from shared.platform.errors import PepTalkError
from shared.platform.remembered import Remembered
from shared.platform.web.asgi import Asgi, Bodiless, PlatformOf, Receive, Scope, Send, headed_as_all

ROUTERS: tuple[APIRouter, ...] = (
    account.router,
    health.router,
    *accounts.ROUTERS,
    *reads.ROUTERS,
    saved.router,
    unsubscribe.router,
    payment.router,
    subscription_pages.router,
    pdfs.router,
    keys.router,
)
"""One for each subject."""


def app(platform_of: PlatformOf) -> Asgi:
    """The ASGI application; `platform_of` gives the platform of a request's scope."""
    inner = SameOrigin(Bodiless(Straight(described())), settings_in, _refused)
    return PageRefusals(_Around(Cors(inner, lambda scope: settings_in(scope).cors_origins), platform_of))


@cache
def described() -> FastAPI:
    """The routes alone, as the OpenAPI document tells of them: made once, as they keep nothing of a request, and the
    first one that reaches them has FastAPI work out what each of them takes (150 ms)."""
    api = Documented(
        title="PepTalk",
        summary="Living, evidence-graded monographs on peptides.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    for router in ROUTERS:
        # Whoever watches the service asks as often as he likes.
        limited = [] if router is health.router else [LimitedByNetwork if router in accounts.SIGNING_IN else Limited]
        api.include_router(router, dependencies=limited, responses=problems.documented(429, 503) if limited else None)
    api.add_exception_handler(problems.Problem, problems.of_problem)
    api.add_exception_handler(HTTPException, problems.of_router)
    api.add_exception_handler(RequestValidationError, problems.of_validation)
    api.add_exception_handler(PepTalkError, problems.of_failure)
    api.add_exception_handler(Exception, problems.of_failure)
    return api


def _refused(scope: Scope, why: str) -> Asgi:
    scope[PLATFORM].log.warning("cross_site_refused", method=scope["method"], path=scope["path"][:200])
    return problems.answer(403, why, why="cross_site")


class _Around:
    """Gives each request its platform, each answer the headers that all have; a failure that was answered ends here."""

    def __init__(self, inner: Asgi, platform_of: PlatformOf) -> None:
        self._inner = inner
        self._platform_of = platform_of
        self._memory = Remembered()
        self._kept: dict[str, Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        started = ended = False
        told: dict[str, str] = {}

        async def headed(message: MutableMapping[str, Any]) -> None:
            nonlocal started, ended
            if message["type"] == "http.response.body":
                ended = not message.get("more_body", False)
            elif message["type"] == "http.response.start":
                started = True
                limit = [(name.encode(), value.encode()) for name, value in told.items()]
                message = {**message, "headers": [*headed_as_all(message.get("headers", [])), *limit]}
            await send(message)

        try:
            given = await borne(scope, receive)
        except Unbearable as exc:
            await problems.answer(exc.status, str(exc))(scope, receive, headed)
            return
        inside = {**scope, PLATFORM: self._platform_of(scope), MEMORY: self._memory, KEPT: self._kept, HEADERS: told}
        try:
            await self._inner(inside, given, headed)
        except Exception as exc:
            # Starlette answers and logs an error through its handler, then raises it for servers that want it. What
            # stands around the routes has no such handler; and an answer under way can only break off.
            if not started:
                refused = await problems.of_failure(Request(inside), exc)
                await refused(inside, given, headed)
            elif not ended:
                problems.record(Request(inside), exc.__cause__ or exc)
