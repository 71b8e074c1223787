"""The Http port over httpx2, which speaks the Worker's own fetch. Apart from cloudflare.py: few Workers need it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx2

from shared.platform.errors import UpstreamUnavailable
from shared.platform.ports import HttpAnswer


@dataclass(frozen=True)
class FetchHttp:
    """The Http port over httpx2, which speaks the Worker's own fetch.

    There, the connect timeout runs until the answer's headers arrive, so one float serves for all; HEAD and
    204 answers raise inside httpx2, so the port has GET and POST only.
    """

    headers: Mapping[str, str] = field(default_factory=lambda: {"user-agent": "PepTalk"})

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60.0,
        max_bytes: int = 64_000_000,
    ) -> HttpAnswer:
        host = httpx2.URL(url).host
        try:
            # httpx2's own timeout is one of each read: an answer that drips in would never end.
            async with (
                asyncio.timeout(timeout),
                httpx2.AsyncClient(timeout=timeout, follow_redirects=False) as client,
            ):
                answer = await client.request(
                    method,
                    url,
                    params=dict(params) if params else None,
                    data=dict(form) if form else None,
                    headers={**self.headers, **(headers or {})},
                )
        except (TimeoutError, httpx2.TimeoutException) as exc:
            raise UpstreamUnavailable(f"{host} did not answer within {timeout:g} s", vendor=host) from exc
        except (httpx2.HTTPError, OSError) as exc:
            raise UpstreamUnavailable(f"{host} did not answer: {type(exc).__name__}", vendor=host) from exc
        body = bytes(answer.content)
        if len(body) > max_bytes:
            raise UpstreamUnavailable(f"{host} answered with more than {max_bytes} bytes", vendor=host)
        return HttpAnswer(answer.status_code, {key.lower(): value for key, value in answer.headers.items()}, body)
