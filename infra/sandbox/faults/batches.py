"""Faults of a batch of messages: it is made as it should, and what becomes of its requests is the fault."""

from typing import Any

from infra.sandbox.bookings import Application, Spoil

OUTCOMES = frozenset({"expired", "errored", "model-gone"})
OUTCOME = "sandbox.batch"
"""Where the scope of the request that makes a batch holds what becomes of it."""


def doomed(outcome: str) -> Spoil:
    """A batch whose requests all end so."""

    def spoil(application: Application) -> Application:
        async def spoilt(scope: Any, receive: Any, send: Any) -> None:
            await application({**scope, OUTCOME: outcome}, receive, send)

        return spoilt

    return spoil
