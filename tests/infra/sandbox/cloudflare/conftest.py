"""The stand-in on loopback, and the official SDK against it."""

from collections.abc import AsyncIterator

import pytest
from cloudflare import AsyncCloudflare

from infra.sandbox.cloudflare.server import Cloudflare, serve


@pytest.fixture
async def cloudflare() -> AsyncIterator[Cloudflare]:
    async with serve() as running:
        yield running


@pytest.fixture
async def sdk(cloudflare: Cloudflare) -> AsyncIterator[AsyncCloudflare]:
    async with AsyncCloudflare(api_token=cloudflare.account.token, base_url=cloudflare.url, max_retries=0) as client:
        yield client
