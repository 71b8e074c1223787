"""What most tests stand on: a real database, a real folder bucket, and small working fakes for time and queues."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from infra.local.http import HttpxHttp
from infra.local.migrate import apply

from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Platform

ROOT = Path(__file__).parents[1]
REAL_DATA = ROOT.parent / "shared" / "data"


@dataclass
class ManualClock:
    """Time that moves when told; sleeping moves it too."""

    moment: datetime = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class CountingEntropy:
    """Tokens that count up, and no jitter."""

    count: int = 0

    def token(self) -> str:
        self.count += 1
        return f"{self.count:032x}"

    def fraction(self) -> float:
        return 0.0


@dataclass
class ListQueue:
    """A producer's end that keeps what it was sent."""

    bodies: list[str] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)

    async def send(self, body: str, *, delay_seconds: int = 0) -> None:
        await self.send_batch([body], delay_seconds=delay_seconds)

    async def send_batch(self, bodies: Sequence[str], *, delay_seconds: int = 0) -> None:
        self.bodies += bodies
        self.delays += [delay_seconds] * len(bodies)


@dataclass
class HandDelivery:
    """A delivery handed over by the test, which can see how it was settled; the first settlement counts."""

    body: str
    attempts: int = 1
    id: str = "hand"
    settled: str | None = None
    delay: int | None = None

    def ack(self) -> None:
        if self.settled is None:
            self.settled = "acked"

    def retry(self, *, delay_seconds: int = 0) -> None:
        if self.settled is None:
            self.settled, self.delay = "retried", delay_seconds


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
