"""Database, bucket, HTTP and queue of the embedded platform, for the tests that run on CPython.

`database`, `bucket` and `line` are for the suites of the ports: each has one parameter for every implementation.
"""

import hashlib
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from invented.tables import PLAY
from vendors.vendor_server import serving

from infra.local.buckets.bucket import FolderBucket
from infra.local.buckets.s3 import S3Bucket
from infra.local.machine.garbage import rarer_collections
from infra.local.machine.home import Home
from infra.local.machine.project import SEARCH_MIGRATIONS
from infra.local.network.http import HttpxHttp
from infra.local.queues.broker import Broker
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.sqlite.migrate import apply
from queues.topology import QUEUES
from rigs.bindings import D1, R2
from rigs.fakes import CountingEntropy, ManualClock
from rigs.places import ROOT
from rigs.queue_line import NAME
from rigs.ready import Ready
from shared.platform.cloudflare.bindings import D1Database, R2Bucket
from shared.platform.ports import Batch, Bucket, Database, Http

_set_aside = ExitStack()
"""Open from the end of collecting to the end of the process."""


def pytest_collection_finish() -> None:
    """All that was imported and collected stays: no collection of garbage goes through it while tests run."""
    _set_aside.enter_context(rarer_collections())


@pytest.fixture(scope="session")
def ready() -> Iterator[Ready]:
    """Forks the command, for tests of what it says and does rather than of how it starts."""
    process = Ready(ROOT)
    yield process
    process.close()


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


@pytest.fixture(scope="session")
def _search_migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("searched") / "search.db"
    apply(path, SEARCH_MIGRATIONS)
    return path


@pytest.fixture
def search_file(tmp_path: Path, _search_migrated: Path) -> Path:
    """A migrated search database file of its own."""
    path = tmp_path / "search.db"
    path.write_bytes(_search_migrated.read_bytes())
    return path


@pytest.fixture
async def search_db(search_file: Path) -> AsyncIterator[SQLiteDatabase]:
    """The search database, opened."""
    database = SQLiteDatabase(search_file)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from invented import shelves

    folder = tmp_path_factory.mktemp("filled")
    shelves.fill(folder)
    return folder


@pytest.fixture
async def shelved(tmp_path: Path, _shelf: Path) -> AsyncIterator[tuple[SQLiteDatabase, FolderBucket, SQLiteDatabase]]:
    """What `publications` publishes: database, bucket and search index, for this test alone."""
    home = tmp_path / "shelf"
    shutil.copytree(_shelf, home)
    db, search = SQLiteDatabase(home / "app.db"), SQLiteDatabase(home / "search.db")
    yield db, FolderBucket(home / "bucket"), search
    await db.close()
    await search.close()


@pytest.fixture
def files(tmp_path: Path) -> FolderBucket:
    return FolderBucket(tmp_path / "bucket")


@pytest.fixture
async def http() -> AsyncIterator[HttpxHttp]:
    client = HttpxHttp()
    yield client
    await client.close()


@pytest.fixture(params=["embedded", "fakes"])
async def database(request: pytest.FixtureRequest, app_db: Path) -> AsyncIterator[Database]:
    """A migrated database with a table to play with."""
    if request.param == "fakes":
        binding = D1(app_db)
        bound = D1Database(binding)
        await bound.batch(PLAY)
        yield bound
        binding.connection.close()
    else:
        opened = SQLiteDatabase(app_db)
        await opened.batch(PLAY)
        yield opened
        await opened.close()


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
    name = hashlib.sha256(str(tmp_path).encode()).hexdigest()[:20]
    client: Any = boto3.client(
        "s3", endpoint_url=s3_endpoint, aws_access_key_id="a", aws_secret_access_key="s", region_name="us-east-1"
    )
    client.create_bucket(Bucket=name)
    return S3Bucket(name, endpoint=s3_endpoint, access_key="a", secret_key="s", region="us-east-1")


@pytest.fixture(params=["embedded", "moto", "fakes"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Bucket:
    """An empty bucket."""
    if request.param == "embedded":
        return FolderBucket(tmp_path / "bucket")
    if request.param == "fakes":
        return R2Bucket(R2())
    return request.getfixturevalue("s3_bucket")


class BrokerLine:
    """Both ends of the embedded broker's queue, on a clock that moves when told."""

    a_while = 60

    def __init__(self, broker: Broker, clock: ManualClock) -> None:
        self.broker = broker
        self.clock = clock
        self.queue = broker.producer(NAME)
        self.held: list[Any] = []

    async def receive(self, due: bool = False) -> Batch | None:
        handed = await self.broker.lease(NAME)
        if handed is None:
            return None
        self.held.append(handed)
        return Batch(handed.queue, handed.deliveries)

    async def settle(self) -> None:
        await self.broker.settle(self.held.pop())

    async def let_pass(self, seconds: float) -> None:
        self.clock.advance(seconds)


@pytest.fixture(params=["embedded"])
async def line(tmp_path: Path, clock: ManualClock, entropy: CountingEntropy) -> AsyncIterator[BrokerLine]:
    """An empty queue that hands over batches of 100, at once."""
    home = Home(tmp_path / "home")
    home.create()
    queues = {**QUEUES, NAME: replace(QUEUES[NAME], max_batch_size=100, max_batch_timeout=0, max_retries=100)}
    broker = Broker(home, clock, entropy, queues)
    yield BrokerLine(broker, clock)
    await broker.close()


@pytest.fixture
def loopback() -> Iterator[str]:
    """The address of a vendor that answers what the path asks for."""
    with serving() as address:
        yield address


@pytest.fixture(params=["embedded"])
async def client() -> AsyncIterator[Http]:
    """A client of plain HTTP."""
    opened = HttpxHttp()
    yield opened
    await opened.close()
