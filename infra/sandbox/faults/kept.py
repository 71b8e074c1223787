"""A failure that the vendor keeps: the request was begun, and its key is given the same 500 for a day."""

from typing import Any

from infra.sandbox.bookings import Application

KEPT = "500-kept"
FAILS = "sandbox.fails"
"""Stands in the scope of a request that fails once it was begun."""


def failing(application: Application) -> Application:
    """The stand-in, at a request that fails so."""

    async def spoilt(scope: Any, receive: Any, send: Any) -> None:
        await application({**scope, FAILS: True}, receive, send)

    return spoilt
