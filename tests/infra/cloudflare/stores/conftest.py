"""Cloudflare's stand-in with a migrated database in it."""

from collections.abc import AsyncIterator

import pytest
from rigs.fakes import CountingEntropy

from infra.cloudflare.account.access import Access, Need, Target
from infra.cloudflare.account.rest import opened
from infra.cloudflare.stores.d1_rest import RestDatabase
from infra.local.machine.project import MIGRATIONS
from infra.sandbox.cloudflare.account import Account, Database
from infra.sandbox.cloudflare.server import Cloudflare, serve


@pytest.fixture
def account() -> Account:
    """An account with the databases of both environments, the migrations applied."""
    account = Account()
    for target in (Target.STAGING, Target.PRODUCTION):
        database = Database(account.new_uuid(), target.database, account.now())
        database.sqlite.executescript(
            "CREATE TABLE d1_migrations(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, "
            "applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);"
        )
        for file in sorted(MIGRATIONS.glob("*.sql")):
            database.sqlite.executescript(file.read_text("utf-8"))
            database.sqlite.execute("INSERT INTO d1_migrations (name) VALUES (?)", (file.name,))
        account.databases[database.id] = database
    return account


@pytest.fixture
async def cloudflare(account: Account) -> AsyncIterator[Cloudflare]:
    async with serve(account) as running:
        yield running
    for each in account.databases.values():
        each.sqlite.close()


@pytest.fixture
def waits() -> list[float]:
    """How long the client waited between its tries; nobody waits for real."""
    return []


@pytest.fixture
async def remote(cloudflare: Cloudflare, waits: list[float]) -> AsyncIterator[RestDatabase]:
    """Staging's database over REST."""

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    access = Access.read(cloudflare.env(), Target.STAGING, Need.REST)
    async with opened(access.rest) as client:
        yield RestDatabase(client, access.rest, Target.STAGING, sleep, CountingEntropy())
