"""Cloudflare's REST API through the official SDK, opened for one command."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import cloudflare
from cloudflare import AsyncCloudflare

from infra.cloudflare.account.access import Rest

TIMEOUT = 60.0
"""Seconds. D1 itself ends a query after 30."""


@asynccontextmanager
async def opened(rest: Rest) -> AsyncGenerator[AsyncCloudflare]:
    """The SDK's client. It tries once: it would repeat writes too, so whoever calls decides what may be repeated."""
    async with AsyncCloudflare(
        api_token=rest.token.get_secret_value(), base_url=rest.url, max_retries=0, timeout=TIMEOUT
    ) as client:
        yield client


def said(exc: cloudflare.APIError) -> str:
    """What Cloudflare says in an error's envelope, or how no answer came."""
    if isinstance(exc, cloudflare.APIStatusError):
        texts = [f"{each.message} [code: {each.code}]" for each in exc.errors if each.message]
        return "; ".join(texts) or f"HTTP {exc.status_code}"
    return str(exc).rstrip(".")


def retry_after(exc: cloudflare.APIError) -> float | None:
    """The seconds that Retry-After asks for."""
    if not isinstance(exc, cloudflare.APIStatusError):
        return None
    value = exc.response.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else None
