"""The Http port over the Worker's own fetch. Apart from bindings.py: few Workers need it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import HttpAnswer

FORM = "application/x-www-form-urlencoded;charset=utf-8"


@dataclass(frozen=True)
class FetchHttp:
    """The Http port over `workers.fetch`, which an entry hands in.

    A body is read piece by piece: what is too large or too late is broken off, and never held whole.
    """

    fetch: Callable[..., Awaitable[Any]]
    headers: Mapping[str, str] = field(default_factory=lambda: {"user-agent": "PepTalk"})

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60.0,
        max_bytes: int = 64_000_000,
    ) -> HttpAnswer:
        host = urlsplit(url).hostname or url
        # A text goes over as UTF-8; whatever is sent here is text.
        body = urlencode(form) if form else content.decode("utf-8") if content else None
        sent = {**self.headers, **({"content-type": FORM} if form else {}), **(headers or {})}
        try:
            async with asyncio.timeout(timeout):
                answer = await self.fetch(
                    f"{url}?{urlencode(params)}" if params else url,
                    method=method,
                    headers=sent,
                    redirect="manual",
                    **({"body": body} if body else {}),
                )
                said = await _body(answer, host, max_bytes)
        except TimeoutError as exc:
            raise UpstreamUnavailable(f"{host} did not answer within {timeout:g} s", vendor=host) from exc
        except OSError as exc:
            # What befalls a connection arrives as one error of pyodide's, an OSError; its text may hold the address.
            raise UpstreamUnavailable(f"{host} did not answer: {type(exc).__name__}", vendor=host) from None
        return HttpAnswer(int(answer.status), {key.lower(): value for key, value in answer.headers.items()}, said)


async def _body(answer: Any, host: str, max_bytes: int) -> bytes:
    stream = answer.js_object.body
    if not stream:  # null, as for 204
        return b""
    reader = stream.getReader()
    pieces: list[bytes] = []
    size = 0
    whole = False
    try:
        while not whole:
            try:
                piece = await reader.read()
            except TimeoutError:
                raise
            except Exception as exc:
                raise UpstreamUnavailable(f"{host} did not answer: broken off after {size} bytes", vendor=host) from exc
            if piece.done:
                whole = True
            else:
                pieces.append(piece.value.to_bytes())
                size += len(pieces[-1])
                if size > max_bytes:
                    raise UpstreamUnavailable(f"{host} answered with more than {max_bytes} bytes", vendor=host)
    finally:
        if not whole:
            reader.cancel()
    return b"".join(pieces)
