"""The Http port over httpx, for CPython."""

import asyncio
from collections.abc import Mapping
from importlib.metadata import version

import httpx

from infra.local.network.certificates import certificates
from shared.platform.errors import ConfigurationError, UpstreamUnavailable
from shared.platform.ports import HttpAnswer

# Stand-ins on this machine are never behind the proxy that the environment may name.
_DIRECT = ("all://127.0.0.1", "all://localhost", "all://[::1]")


class HttpxHttp:
    """Plain requests over pooled connections, the first of which makes the client."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None

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
        """GET or POST; `timeout` seconds bound the whole exchange, `max_bytes` the decoded body.

        Raises:
            UpstreamUnavailable: no answer in time, a broken connection, or a body over `max_bytes`.
            ConfigurationError: the address is no http or https URL.
        """
        host = _host(url)
        sent = self._opened().build_request(
            method,
            url,
            params=dict(params) if params else None,
            data=dict(form) if form else None,
            content=content,
            headers=dict(headers) if headers else None,
            timeout=timeout,
        )
        try:
            async with asyncio.timeout(timeout):
                return await self._exchange(sent, host, max_bytes)
        except (TimeoutError, httpx.TimeoutException) as exc:
            raise UpstreamUnavailable(f"{host} did not answer within {timeout:g} s", vendor=host) from exc
        except (httpx.HTTPError, OSError) as exc:
            # The error's kind only: its text may hold the URL, and with it a key.
            raise UpstreamUnavailable(f"{host} did not answer: {type(exc).__name__}", vendor=host) from exc

    async def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _exchange(self, sent: httpx.Request, host: str, max_bytes: int) -> HttpAnswer:
        answer = await self._opened().send(sent, stream=True)
        try:
            body = bytearray()
            async for part in answer.aiter_bytes():
                body += part
                if len(body) > max_bytes:
                    raise UpstreamUnavailable(f"{host} answered with more than {max_bytes:,} bytes", vendor=host)
        finally:
            await answer.aclose()
        return HttpAnswer(
            answer.status_code, {name.lower(): each for name, each in answer.headers.items()}, bytes(body)
        )

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                verify=certificates(),
                headers={"user-agent": f"PepTalk/{version('peptalk')}"},
                follow_redirects=False,
                mounts=dict.fromkeys(_DIRECT),
            )
        return self._client


def _host(url: str) -> str:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as exc:
        raise ConfigurationError(f"{_plain(url)} is no URL ({exc}); look at the PEPTALK_..._URL settings") from exc
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ConfigurationError(f"{_plain(url)} is no http or https URL; look at the PEPTALK_..._URL settings")
    return parsed.host


def _plain(url: str) -> str:
    return repr(url.partition("?")[0][:200])
