"""operate on loopback: the very application of the Worker, behind the embedded web server, with a client to ask it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from pydantic import SecretStr

from functions.operate import handler
from infra.cloudflare.account.access import Operate, Target
from infra.cloudflare.account.operate import OperateClient, opened
from infra.local.triggers.web import Mount, serve
from shared.platform.ports import Platform

TOKEN = "invented-token-of-the-tests-0123456789"


@asynccontextmanager
async def office(platform: Platform, **env: str) -> AsyncIterator[str]:
    """operate on this platform; gives its URL."""
    working = replace(platform, function="operate", env={"PEPTALK_OPERATE_TOKEN": TOKEN, **env})
    mounts = [Mount(("/operate",), lambda: handler.app(lambda scope: working))]
    async with serve(mounts, "127.0.0.1", 0, platform.entropy, platform.log) as url:
        yield url


@asynccontextmanager
async def client(url: str, target: Target = Target.STAGING, token: str = TOKEN) -> AsyncIterator[OperateClient]:
    async with opened(Operate(url, SecretStr(token)), target) as found:
        yield found
