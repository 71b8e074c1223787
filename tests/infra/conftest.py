"""The stand-in on loopback, and the official SDK against it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from cloudflare import AsyncCloudflare
from pydantic import SecretStr
from rigs.ready import Ready
from rigs.shell import Done, Shell

from infra.cloudflare.account.access import Rest
from infra.sandbox.cloudflare.server import Cloudflare, serve


@pytest.fixture
async def cloudflare() -> AsyncIterator[Cloudflare]:
    async with serve() as running:
        yield running


@pytest.fixture
async def sdk(cloudflare: Cloudflare) -> AsyncIterator[AsyncCloudflare]:
    async with AsyncCloudflare(api_token=cloudflare.account.token, base_url=cloudflare.url, max_retries=0) as client:
        yield client


@pytest.fixture
def rest(cloudflare: Cloudflare) -> Rest:
    """What opens the stand-in."""
    return Rest(cloudflare.account.id, SecretStr(cloudflare.account.token), cloudflare.url)


@pytest.fixture
def peptalk(cloudflare: Cloudflare, tmp_path: Path, ready: Ready) -> Callable[..., Awaitable[Done]]:
    """The command in a process of its own, with the variables that make it talk to the stand-in."""
    shell = Shell(tmp_path / "home", cloudflare.env(), ready)

    async def run(*arguments: str, **more: Any) -> Done:
        return await asyncio.to_thread(shell, *arguments, **more)

    return run
