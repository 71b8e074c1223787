"""A site with published peptides behind it, made once and copied for every test."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from editions import asked, catalog, edition
from factories import peptide
from fakes import CountingEntropy, ListQueue, ManualClock

from functions.render.handler import handle
from functions.site.handler import app
from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from infra.local.http import HttpxHttp
from infra.local.migrate import apply
from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Platform


async def _publish(folder: Path) -> None:
    db, http, clock = SQLiteDatabase(folder / "app.db"), HttpxHttp(), ManualClock()
    platform = Platform(
        function="render",
        holder="holder-1",
        db=db,
        files=FolderBucket(folder / "bucket"),
        queues={name: ListQueue() for name in QUEUES},
        http=http,
        clock=clock,
        entropy=CountingEntropy(),
        log=Log(now=clock.now),
        env={},
    )
    unpublished = peptide(slug="nullipressin", name="Nullipressin", aliases=[], terms=["Nullipressin"], sample=True)
    await catalog(db, clock.now(), peptide(sample=True), unpublished)
    for number in range(2):
        outcome = await handle(await asked(platform, edition(more=number), f"run-{number}"), platform)
        await db.batch(outcome.writes)
        clock.advance(86_400)
    await http.close()
    await db.close()


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    apply(folder / "app.db")
    asyncio.run(_publish(folder))
    return folder


@pytest.fixture
async def site(platform: Platform, clock: ManualClock, tmp_path: Path, _published: Path) -> AsyncIterator[Platform]:
    """Exemplin-12 in two versions; Nullipressin in the catalog without one."""
    home = tmp_path / "site"
    shutil.copytree(_published, home)
    clock.advance(2 * 86_400)
    db = SQLiteDatabase(home / "app.db")
    yield replace(platform, function="site", db=db, files=FolderBucket(home / "bucket"))
    await db.close()


@pytest.fixture
async def browser(site: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the ASGI application, without a network."""
    transport = httpx.ASGITransport(app(lambda scope: site))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        yield client
