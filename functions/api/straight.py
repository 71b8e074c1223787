"""The reads that are asked for most, answered without FastAPI's way from an address to a route.

Each is a route of FastAPI too, which describes it and answers whatever is not plain: another method, a query, a
parameter that does not fit. Here the same functions are called in the same order, so that there is one gate, one limit
and one answer, whichever way a request takes.
"""

import re
from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import problems
from functions.api.http.context import held_by, memory_of, platform_of, reader_of, settings_of
from functions.api.http.gate import Door
from functions.api.http.limits import limit
from functions.api.http.problems import Problem
from functions.api.published import pdfs, peptides
from shared.platform.web.asgi import Receive, Scope, Send

_ONE = re.compile(r"/api/peptides/([a-z0-9]+(?:-[a-z0-9]+)*)(/pdf)?")
_LONGEST = 80
"""Letters of a slug that both of its routes take."""

Read = Callable[[Request, Door], Awaitable[Response]]


class Straight:
    """An ASGI application around the routes."""

    def __init__(self, routes: FastAPI) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = self._read(scope)
        if read is None:
            await self._routes(scope, receive, send)
            return
        scope["app"] = self._routes
        answer = await _answered(Request(scope, receive), read)
        await answer(scope, receive, send)

    def _read(self, scope: Scope) -> Read | None:
        """What answers a plain request for one of these reads, None where FastAPI has to look at it."""
        if scope["method"] != "GET" or scope["query_string"] or self._routes.dependency_overrides:
            return None
        if scope["path"] == "/api/peptides":
            return _list
        found = _ONE.fullmatch(scope["path"])
        if found is None or len(found[1]) > _LONGEST:
            return None
        return partial(_pdf if found[2] else _one, found[1])


async def _answered(request: Request, read: Read) -> Response:
    platform, settings = platform_of(request), settings_of(request)
    try:
        held = await held_by(request, platform, settings)
        reader = await reader_of(request, platform, settings, held)
        await limit(request, reader, platform, settings)
        return await read(request, Door(settings.gate, reader))
    except Problem as exc:
        return await problems.of_problem(request, exc)


async def _list(request: Request, door: Door) -> Response:
    del door
    return await peptides.list_peptides(request, platform_of(request), settings_of(request), memory_of(request))


async def _one(slug: str, request: Request, door: Door) -> Response:
    platform, settings, memory = platform_of(request), settings_of(request), memory_of(request)
    return await peptides.get_peptide(request, platform, settings, memory, door, slug)


async def _pdf(slug: str, request: Request, door: Door) -> Response:
    return await pdfs.present(slug, request, platform_of(request), memory_of(request), door)
