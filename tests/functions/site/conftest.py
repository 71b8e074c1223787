"""A site with published peptides behind it, made once and copied for every test."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from invented.published import publish
from rigs.fakes import ManualClock

from functions.site.handler import app
from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import apply
from shared.platform.ports import Bucket, Database, Platform


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    apply(folder / "app.db")
    asyncio.run(publish(folder))
    return folder


@pytest.fixture
async def site(platform: Platform, clock: ManualClock, tmp_path: Path, _published: Path) -> AsyncIterator[Platform]:
    """Exemplin-12 in two versions; Nullipressin in the catalog without one."""
    home = tmp_path / "site"
    shutil.copytree(_published, home)
    clock.advance(2 * 86_400)
    db = SQLiteDatabase(home / "app.db")
    env = {"PEPTALK_ACCESS": "open", "PEPTALK_ORIGIN": "http://site.test"}
    yield replace(platform, function="site", db=db, files=FolderBucket(home / "bucket"), env=env)
    await db.close()


@pytest.fixture
async def browser(site: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the ASGI application, without a network."""
    transport = httpx.ASGITransport(app(lambda scope: site))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        yield client


@pytest.fixture
def shelf(
    as_function: Callable[..., Platform], clock: ManualClock, shelved: tuple[Database, Bucket, Database]
) -> Platform:
    """The site with what `publications` publishes behind it, searched, open to all."""
    clock.advance(8 * 86_400)
    made = as_function("site", PEPTALK_ACCESS="open", PEPTALK_ORIGIN="http://site.test")
    return replace(made, db=shelved[0], files=shelved[1], search=shelved[2])


@pytest.fixture
async def reader(shelf: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A reader of the shelf."""
    transport = httpx.ASGITransport(app(lambda scope: shelf))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        yield client
