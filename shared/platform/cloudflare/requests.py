"""A request as the SDK's ASGI adapter is given it, with a body that is not read without end.

The adapter reads the whole body before it asks the application (workers-runtime-sdk 1.9.5, workers/asgi.py), and
Cloudflare lets 100 MB in (developers.cloudflare.com/workers/platform/limits): most of the 128 MB that an isolate has,
for all its requests together.
"""

from collections.abc import AsyncIterator
from typing import Any

MOST = 4_000_000
"""Bytes after which a body is read no further: more than any application of ours takes, so that each refuses it."""


class Bounded:
    """What the adapter asks of a request: method, address, headers as pairs, and the body's pieces."""

    def __init__(self, request: Any, most: int = MOST) -> None:
        # The SDK's own `method` knows those of http.HTTPMethod, and fails at any other that somebody sends.
        self.method, self.url = str(request.js_object.method), request.url
        self.headers = list(request.headers.items())
        body = request.body
        self.body = _pieces(body, most) if body else None


async def _pieces(body: Any, most: int) -> AsyncIterator[Any]:
    size = 0
    async for piece in body:
        yield piece
        size += int(piece.byteLength)
        if size > most:
            return
