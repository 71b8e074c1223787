"""Database, bucket, HTTP and queue on Cloudflare's simulators, for the tests that run in the Python of Workers.

The bindings are Miniflare's own, wrapped by workers-runtime-sdk as a Worker's `env` is, behind
`shared.platform.cloudflare.bindings`.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import host
import pytest
from invented.tables import PLAY
from pyodide.ffi import run_sync
from rigs.queue_line import received
from workers import fetch
from workers.rpc import _BindingWrapper, _EnvWrapper

from infra.local.machine.project import MIGRATIONS, SEARCH_MIGRATIONS
from infra.local.sqlite.migrate import statements
from shared.platform.cloudflare.bindings import D1Database, QueueProducer, R2Bucket, batch
from shared.platform.cloudflare.http import FetchHttp
from shared.platform.errors import DatabaseError
from shared.platform.ports import Batch, Database, Row, Statement

QUIET = 0.25
"""Seconds without a batch after which a queue counts as empty; Miniflare hands one over within a few milliseconds."""

DUE = 15
"""Seconds that a message may take that has to come: a busy machine holds Miniflare up."""

SHELF = Path("/work-of-the-host/shelf")

_OURS = "sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'"
_STANDING = f"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE {_OURS} "
_SAME = "name = value ->> 'name' AND sqlite_master.type = value ->> 'type' AND sql = value ->> 'sql'"

_LEFT = (
    f"{_STANDING} AND NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE {_SAME}) "
    "ORDER BY sql GLOB 'CREATE VIRTUAL*' DESC, type DESC"
)
"""What stands and is not in a list; a virtual table first, because its own tables go with it."""

_GONE = f"SELECT 1 FROM json_each(?1) WHERE NOT EXISTS (SELECT 1 FROM sqlite_master WHERE {_SAME}) LIMIT 1"
"""Whether something of a list stands no more, or otherwise."""

_DEFERRED = Statement("PRAGMA defer_foreign_keys = on")

_INDEXED = Statement("INSERT INTO words (words) VALUES ('rebuild')")

_INDEX = Statement(
    "SELECT 'documents' AS name, json_group_array(json_array(id, fresh, ref, body)) AS rows FROM documents "
    "UNION ALL SELECT 'pages', json_group_array(json_array(slug, version)) FROM pages "
    "UNION ALL SELECT 'progress', json_group_array(json_array(source, at, after)) FROM progress "
    "UNION ALL SELECT 'words', json_array((SELECT count(*) FROM words_docsize), (SELECT count(*) FROM words_data))"
)
"""All that a test may have changed of the search index."""


class Env:
    """The env of the simulated Worker, as its entry would see it."""

    def __init__(self) -> None:
        self.wrapped = _EnvWrapper(host.given.env)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.wrapped, name)


@pytest.fixture(scope="session")
def env() -> Env:
    return Env()


@dataclass
class Schema:
    """What the migrations of a database do, and what stood in it when they had run."""

    migrations: list[Statement]
    made: list[Row] = field(default_factory=list)

    @cached_property
    def looks(self) -> list[Statement]:
        """Asks what is left beside what was made, and whether something of that is gone."""
        made = json.dumps(self.made)
        return [Statement(_LEFT, (made,)), Statement(_GONE, (made,))]

    @cached_property
    def filled(self) -> Statement:
        """Asks which tables have rows."""
        tables = [row["name"] for row in self.made if row["type"] == "table"]
        return Statement("SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{name}") AS "{name}"' for name in tables))


@pytest.fixture(scope="session")
def _schema() -> Schema:
    return Schema(_migrations(MIGRATIONS))


@pytest.fixture(scope="session")
def _search_schema() -> Schema:
    return Schema(_migrations(SEARCH_MIGRATIONS))


def _migrations(folder: Path) -> list[Statement]:
    return [Statement(each.removesuffix(";")) for file in sorted(folder.glob("*.sql")) for each in statements(file)]


@pytest.fixture
def db(env: Env, _schema: Schema) -> D1Database:
    """D1, emptied and migrated."""
    database = D1Database(env.DB)
    run_sync(_renew(database, _schema))
    return database


@pytest.fixture
def search_db(env: Env, _search_schema: Schema) -> D1Database:
    """The D1 of the search index, emptied and migrated."""
    database = D1Database(env.SEARCH_DB)
    run_sync(_renew(database, _search_schema))
    return database


async def _renew(database: Database, schema: Schema) -> None:
    """Make the database as new; where all that the migrations made still stands, only the rest and the rows go."""
    if schema.made and not _virtual(schema.made):
        left, gone = await database.batch(schema.looks)
        if not gone.rows and not _virtual(left.rows):
            (found,) = await database.all(schema.filled)
            tables = {name for name, filled in found.items() if filled}
            if left.rows or tables:
                await database.batch([_DEFERRED, *_drops(left.rows), *_emptied(schema.made, tables)])
            return
    standing = await database.all(Statement(_LEFT, ("[]",)))
    await database.batch([_DEFERRED, *_drops(standing), *schema.migrations])
    schema.made = list(await database.all(Statement(_LEFT, ("[]",))))


def _virtual(rows: Sequence[Row]) -> bool:
    return any(row["sql"].startswith("CREATE VIRTUAL") for row in rows)


def _drops(standing: Sequence[Row]) -> list[Statement]:
    # Dropping a table deletes its rows, which follows each cascade to a table whose other parents must still be there.
    cascading_first = sorted(standing, key=lambda row: "ON DELETE CASCADE" not in (row["sql"] or ""))
    return [Statement(f'DROP {row["type"]} IF EXISTS "{row["name"]}"') for row in cascading_first]


def _emptied(made: Sequence[Row], filled: Collection[str]) -> list[Statement]:
    """What empties each of these tables; one that a trigger guards is made anew."""
    guarded = {row["tbl_name"] for row in made if row["type"] == "trigger" and row["tbl_name"] in filled}
    again = sorted((row for row in made if row["tbl_name"] in guarded), key=lambda row: row["type"] != "table")
    return [
        *(Statement(f'DELETE FROM "{name}"') for name in filled if name not in guarded),
        *(Statement(f'DROP TABLE "{name}"') for name in guarded),
        *(Statement(row["sql"]) for row in again),
    ]


@pytest.fixture(scope="session")
def _shelf(env: Env) -> tuple[list[Statement], R2Bucket]:
    """The rows of the shelf, and its objects in a bucket that no test writes to."""
    bucket = R2Bucket(env.SHELF)

    async def bring() -> None:
        for number, each in enumerate(json.loads((SHELF / "objects.json").read_text("utf-8"))):
            data = (SHELF / str(number)).read_bytes()
            await bucket.put(
                each["key"], data, content_type=each["content_type"], metadata=each["metadata"], only_if_absent=True
            )

    run_sync(bring())
    return _brought("rows.json"), bucket


@dataclass
class Index:
    """The search index of the shelf, which most tests only read: made once, and anew after a test that changed it."""

    database: D1Database
    schema: Schema
    rows: list[Statement]
    state: list[Row] = field(default_factory=list)

    async def ready(self) -> D1Database:
        if not self.state or await self._found() != self.state:
            await _renew(self.database, self.schema)
            await self.database.batch([*self.rows, _INDEXED])
            self.state = await self._found()
        return self.database

    async def _found(self) -> list[Row]:
        try:
            return await self.database.all(_INDEX)
        except DatabaseError:  # a table of it is gone
            return []


@pytest.fixture(scope="session")
def _index(env: Env, _search_schema: Schema) -> Index:
    return Index(D1Database(env.SEARCH_DB), _search_schema, _brought("search.json"))


@pytest.fixture
def shelved(
    db: D1Database, _shelf: tuple[list[Statement], R2Bucket], _index: Index
) -> tuple[D1Database, R2Bucket, D1Database]:
    """What `publications` publishes, as this machine's functions published it."""
    rows, bucket = _shelf
    run_sync(db.batch([_DEFERRED, *rows]))
    return db, bucket, run_sync(_index.ready())


def _brought(file: str) -> list[Statement]:
    tables: dict[str, list[Row]] = json.loads((SHELF / file).read_text("utf-8"))
    return [_inserted(name, rows) for name, rows in tables.items()]


def _inserted(table: str, rows: list[Row]) -> Statement:
    columns = list(rows[0])
    named, told = ", ".join(f'"{each}"' for each in columns), ", ".join(f"value ->> '{each}'" for each in columns)
    return Statement(f'INSERT INTO "{table}" ({named}) SELECT {told} FROM json_each(?1)', (json.dumps(rows),))


@pytest.fixture
def files(env: Env) -> R2Bucket:
    """R2, emptied."""
    bucket = R2Bucket(env.FILES)
    run_sync(_empty(bucket))
    return bucket


async def _empty(bucket: R2Bucket) -> None:
    while (page := await bucket.list()).objects:
        await bucket.delete(*(each.key for each in page.objects))


@pytest.fixture
def http() -> FetchHttp:
    return FetchHttp(fetch)


@pytest.fixture(params=["cloudflare", "cloudflare-session"])
async def database(request: pytest.FixtureRequest, env: Env, db: D1Database) -> D1Database:
    """A migrated database with a table to play with, by itself and through a session that replicas may answer."""
    await db.batch(PLAY)
    return db if request.param == "cloudflare" else D1Database(env.DB.withSession("first-unconstrained"))


@pytest.fixture(params=["cloudflare"])
def bucket(files: R2Bucket) -> R2Bucket:
    """An empty bucket."""
    return files


class SimulatedLine:
    """Both ends of Miniflare's queue. A batch stays with us until it is settled; Miniflare waits for it."""

    a_while = 2

    def __init__(self, env: Env) -> None:
        self.queue = QueueProducer(env.FETCH_QUEUE)
        self.held: list[Any] = []

    async def receive(self, due: bool = False) -> Batch | None:
        """The next batch; None where none came for a while, which is long where one is due."""
        held = await host.given.next_batch((DUE if due else QUIET) * 1000)
        if held is None:
            return None
        self.held.append(held)
        return batch(_BindingWrapper(held.batch))

    async def settle(self) -> None:
        self.held.pop().done()

    async def let_pass(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@pytest.fixture(params=["cloudflare"])
async def line(env: Env) -> AsyncIterator[SimulatedLine]:
    """A queue that hands over batches of 100, at once; what a test leaves in it is taken away."""
    both = SimulatedLine(env)
    yield both
    while both.held:
        await both.settle()
    await received(both)


@pytest.fixture
def loopback() -> str:
    """The address of a vendor that answers what the path asks for; it runs beside the isolate."""
    return os.environ["LOOPBACK"]


@pytest.fixture(params=["cloudflare"])
def client() -> FetchHttp:
    """A client of plain HTTP, over the host's fetch."""
    return FetchHttp(fetch)
