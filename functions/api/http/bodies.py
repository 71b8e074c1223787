"""Bodies are read whole before a route sees them: short ones, and no deeper than the parser can bear."""

from collections.abc import MutableMapping
from typing import Any

from shared.domain.nesting import DEEPEST, too_deep
from shared.platform.web.asgi import Receive, Scope

LARGEST = 64_000
"""Bytes. What readers send are addresses, names and queries."""

_OF_BODIES = frozenset({b"content-length", b"transfer-encoding"})
"""A request with neither has no body (RFC 9112, section 6.3)."""


class Unbearable(Exception):
    """A body that no route will see; `status` and text are answered."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


async def borne(scope: Scope, receive: Receive) -> Receive:
    """A receiver that gives the request's whole body at once.

    Raises:
        Unbearable: it is too large, nested too deeply, or broke off.
    """
    headers = {name.lower(): value for name, value in scope["headers"]}
    if scope["method"] == "GET" and not headers.keys() & _OF_BODIES:
        return receive
    too_large = Unbearable(413, f"A body has at most {LARGEST:,} bytes.")
    stated = headers.get(b"content-length", b"0")
    if stated.isdigit() and int(stated) > LARGEST:
        raise too_large
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Unbearable(400, "The request broke off.")
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > LARGEST:
            raise too_large
        parts.append(part)
        more = message.get("more_body", False)
    body = b"".join(parts)
    if too_deep(body):
        raise Unbearable(400, f"A body has at most {DEEPEST} levels of arrays and objects.")
    given = False

    async def once() -> MutableMapping[str, Any]:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once
