"""What most tests stand on: a real database, a real folder bucket, and small working fakes for time and queues."""

import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import CountingEntropy, ListQueue, ManualClock
from places import REAL_DATA, ROOT

from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from infra.local.http import HttpxHttp
from infra.local.migrate import apply
from infra.local.s3 import S3Bucket
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


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """moto's S3 service on loopback."""
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def s3_bucket(s3_endpoint: str, tmp_path: Path) -> S3Bucket:
    """An empty bucket of moto's."""
    import boto3

    name = hashlib.sha256(str(tmp_path).encode()).hexdigest()[:20]
    client: Any = boto3.client(
        "s3", endpoint_url=s3_endpoint, aws_access_key_id="a", aws_secret_access_key="s", region_name="us-east-1"
    )
    client.create_bucket(Bucket=name)
    return S3Bucket(name, endpoint=s3_endpoint, access_key="a", secret_key="s", region="us-east-1")
