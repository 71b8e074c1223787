"""What most tests stand on: a real database, a real folder bucket, and small working fakes for time and queues."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import CountingEntropy, ListQueue, ManualClock
from places import REAL_DATA, ROOT

from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from infra.local.http import HttpxHttp
from infra.local.migrate import apply
from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Platform

pytest_plugins = ["vendored"]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def entropy() -> CountingEntropy:
    return CountingEntropy()


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "app.db"
    apply(path)
    return path


@pytest.fixture
def app_db(tmp_path: Path, _migrated: Path) -> Path:
    """A migrated database file of its own."""
    path = tmp_path / "app.db"
    path.write_bytes(_migrated.read_bytes())
    return path


@pytest.fixture
async def db(app_db: Path) -> AsyncIterator[SQLiteDatabase]:
    """A migrated database of its own, opened."""
    database = SQLiteDatabase(app_db)
    yield database
    await database.close()


@pytest.fixture
def files(tmp_path: Path) -> FolderBucket:
    return FolderBucket(tmp_path / "bucket")


@pytest.fixture
async def http() -> AsyncIterator[HttpxHttp]:
    client = HttpxHttp()
    yield client
    await client.close()


@pytest.fixture
def lines() -> list[str]:
    """The log lines that the platform wrote."""
    return []


@pytest.fixture
def platform(
    db: SQLiteDatabase,
    files: FolderBucket,
    http: HttpxHttp,
    clock: ManualClock,
    entropy: CountingEntropy,
    lines: list[str],
) -> Platform:
    """The platform of function `test`; `as_function` makes it another's."""
    return Platform(
        function="test",
        holder="holder-1",
        db=db,
        files=files,
        queues={name: ListQueue() for name in QUEUES},
        http=http,
        clock=clock,
        entropy=entropy,
        log=Log(lines.append, clock.now),
        env={},
    )


@pytest.fixture
def as_function(platform: Platform) -> Callable[..., Platform]:
    """The same platform for a function of that name, with these variables."""

    def make(name: str, **env: str) -> Platform:
        return replace(platform, function=name, env=env)

    return make


@pytest.fixture
def real_data() -> Path:
    """The folder of real records, where this checkout has one beside it."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the folder of real records is absent: {REAL_DATA.relative_to(ROOT.parent)} beside the checkout")
    return REAL_DATA
