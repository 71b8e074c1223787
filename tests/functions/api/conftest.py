"""The API's application on a migrated database, asked as a reader's client does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from invented.publications import DAY
from rigs.fakes import ManualClock
from rigs.signed_in import COOKIE, session_of, sign_in

from functions.api.handler import app
from shared.domain.accounts.rate import CLASSES
from shared.domain.instants import stamp
from shared.platform.ports import Bucket, Database, Platform, Statement
from shared.store.accounts import api_keys

Shelved = tuple[Database, Bucket, Database]
"""Database, bucket and search index of the shelf."""

ORIGIN = "http://peptalk.test"
UNLIMITED = ",".join(f"{each}=1000000" for each in CLASSES)


@dataclass
class Counting:
    """A database that keeps the name of each request to it; a batch is one."""

    inner: Database
    asked: list[str]

    def __getattr__(self, name: str) -> Any:
        async def ask(*given: Any) -> Any:
            self.asked.append(name)
            return await getattr(self.inner, name)(*given)

        return ask


@pytest.fixture
def counted() -> list[str]:
    """What the database was asked by `api`, by name."""
    return []


@pytest.fixture
def api(as_function: Callable[..., Platform], counted: list[str]) -> Platform:
    made = as_function(
        "api",
        PEPTALK_ACCESS="open",
        PEPTALK_ORIGIN=ORIGIN,
        PEPTALK_SIGNING_KEY="5a" * 32,
        PEPTALK_RATE_LIMITS=UNLIMITED,
    )
    return replace(made, db=Counting(made.db, counted))


@pytest.fixture
def reader_of() -> Callable[[Platform], httpx.AsyncClient]:
    """`client_of`, for tests that make platforms of their own."""
    return client_of


@pytest.fixture
async def reader(api: Platform, reader_of: Callable[[Platform], httpx.AsyncClient]) -> AsyncIterator[httpx.AsyncClient]:
    async with reader_of(api) as client:
        yield client


@pytest.fixture
async def shelf(api: Platform, clock: ManualClock, shelved: Shelved) -> Platform:
    """The API with what `publications` publishes behind it, a day after the last of it; open to all."""
    clock.advance(8 * DAY)
    db, files, search = shelved
    return replace(api, db=db, files=files, search=search)


@pytest.fixture
async def member(shelf: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A reader of the shelf to whom everything is open."""
    async with client_of(shelf) as client:
        yield client


@pytest.fixture
async def stranger(shelf: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A reader of the same shelf, who would have to pay, and is not signed in."""
    async with client_of(paid(shelf)) as client:
        yield client


@pytest.fixture
async def subscriber(shelf: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A reader of the same shelf, signed in, whose subscription is active."""
    token = await sign_in(shelf)
    await shelf.db.run(
        Statement(
            "INSERT INTO subscriptions (id, user_id, status, current_period_end) "
            "SELECT 'sub_1', id, 'active', ?1 FROM users",
            (stamp(shelf.clock.now() + timedelta(days=30)),),
        )
    )
    async with client_of(paid(shelf)) as client:
        client.cookies.set(COOKIE, token)
        yield client


def paid(platform: Platform) -> Platform:
    """The same, read by who pays, invented peptides too."""
    return replace(platform, env={**platform.env, "PEPTALK_ACCESS": "paid", "PEPTALK_FREE_PEPTIDES": "-"})


def client_of(platform: Platform) -> httpx.AsyncClient:
    """A client on this platform, without a network, that says where it comes from as a page of ours does."""
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN})


AsReader = Callable[..., Awaitable[httpx.AsyncClient]]
"""A client of an account: with a session, with an API key, or of nobody."""


@pytest.fixture
async def as_reader(api: Platform) -> AsReader:
    """Clients of whoever is named; `usr_ann` and `usr_bob` have accounts."""
    for user in ("usr_ann", "usr_bob"):
        await api.db.run(Statement("INSERT INTO users (id, email) VALUES (?1, ?1 || '@example.com')", (user,)))

    async def make(user: str | None, via: str = "session", age: timedelta = timedelta()) -> httpx.AsyncClient:
        client = client_of(api)
        if user and via == "session":
            client.cookies.set(COOKIE, await session_of(api, user, age=age))
        elif user:
            key = api_keys.MARK + "c" * 32
            await api_keys.make(api.db, "c" * 32, user, key, "a key", {"read"}, None, api.clock.now())
            client.headers["authorization"] = f"Bearer {key}"
        return client

    return make
