"""What a route is given beside its parameters: the platform, the settings, and who asks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from starlette.requests import Request

from functions.api.http import cookies
from functions.api.settings import ApiSettings
from shared.domain.accounts.reader import Reader
from shared.platform.ports import Platform
from shared.platform.remembered import Remembered
from shared.platform.web.asgi import Scope
from shared.store.accounts import readers, sessions
from shared.store.accounts.sessions import Holder

_T = TypeVar("_T")

PLATFORM = "peptalk.platform"
"""Where in the ASGI scope the platform of a request stands."""

SETTINGS = "peptalk.settings"
"""Where in the ASGI scope the settings stand, once a request has read them."""

MEMORY = "peptalk.memory"
"""Where in the ASGI scope stands what this process remembers of earlier answers."""

KEPT = "peptalk.kept"
"""Where in the ASGI scope stands what one application keeps from request to request, by the name of whose it is."""

BY_MCP = "peptalk.by_mcp"
"""Stands in the ASGI scope of a read that a tool of MCP asks: it was counted already, and `mcp` is the key's scope."""


def platform_of(request: Request) -> Platform:
    """The platform of a request, as `handler.app` put it there."""
    return request.scope[PLATFORM]


def settings_in(scope: Scope) -> ApiSettings:
    """The settings of a request, by its ASGI scope.

    Raises:
        ConfigurationError: they cannot be read.
    """
    if (known := scope.get(SETTINGS)) is None:
        known = scope[SETTINGS] = ApiSettings.read(scope[PLATFORM].env)
    return known


def settings_of(request: Request) -> ApiSettings:
    """The settings of a request.

    Raises:
        ConfigurationError: they cannot be read.
    """
    return settings_in(request.scope)


def kept_of(request: Request, name: str, make: Callable[[], _T]) -> _T:
    """What this application keeps by that name; what `make` gives, where it keeps nothing yet."""
    kept: dict[str, Any] = request.scope[KEPT]
    if name not in kept:
        kept[name] = make()
    return kept[name]


def memory_of(request: Request) -> Remembered:
    """What this process remembers, as `handler.app` put it there."""
    return request.scope[MEMORY]


async def _platform(request: Request) -> Platform:
    return platform_of(request)


async def _settings(request: Request) -> ApiSettings:
    return settings_of(request)


async def _memory(request: Request) -> Remembered:
    return memory_of(request)


Here = Annotated[Platform, Depends(_platform)]
Configured = Annotated[ApiSettings, Depends(_settings)]
Remembering = Annotated[Remembered, Depends(_memory)]


async def held_by(request: Request, platform: Here, settings: Configured) -> Holder | None:
    token = cookies.read(request, "session", settings)
    if token is None:
        return None
    now = platform.clock.now()
    held = await sessions.holder(platform.db, token, settings.lifetimes, now)
    if held is not None:
        await sessions.see(platform.db, held, now)
    return held


Held = Annotated[Holder | None, Depends(held_by)]
"""Who is signed in in the browser that asks, and None where nobody is; asked for by a route, one read a request."""


async def reader_of(request: Request, platform: Here, settings: Configured, held: Held) -> Reader:
    now = platform.clock.now()
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        # What was shown on purpose counts, not a cookie that happens to come along.
        reader = await readers.by_key(platform.db, key.strip(), settings, now)
        if BY_MCP in request.scope and "mcp" in reader.scopes:
            return replace(reader, scopes=reader.scopes | {"read"})
        return reader
    shown = cookies.read(request, "session", settings) is not None
    return readers.of_session(held, settings, now, shown=shown)


Asking = Annotated[Reader, Depends(reader_of)]
"""Who asks; asked for by a route, it is found out once a request."""
