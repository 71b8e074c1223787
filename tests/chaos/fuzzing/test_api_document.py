"""The API does what its OpenAPI document says, for whatever schemathesis makes of it: all checks, all phases, all
routes, asked by nobody, by an account that pays, and with its key.

`make chaos` prints its 20,000 calls and more; `make test` asks as the account alone, without the phase of bounds.
"""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from invented import shelves
from invented.publications import DAY
from rigs.fakes import ManualClock
from rigs.places import ROOT
from rigs.signed_in import sign_in
from starlette.responses import JSONResponse

from chaos.amounts import FULL
from functions.api.handler import app
from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase
from infra.local.triggers.web import Mount, serve
from infra.sandbox.serving import served
from infra.sandbox.stripe import sample
from infra.sandbox.stripe.routes import router
from infra.sandbox.stripe.work import working
from shared.domain.accounts.gate import SCOPES
from shared.domain.accounts.rate import CLASSES
from shared.domain.instants import later
from shared.platform.ports import Platform, Statement
from shared.platform.web.asgi import Asgi
from shared.store.accounts import api_keys

HERE = Path(__file__).parent
ORIGIN = "https://peptalk.test"
EXAMPLES = {"nobody": 130, "session": 220, "key": 130}
"""Cases that are made up for each operation by the full campaign, beside those of the document's own bounds."""

PATHS = ("/api", "/livez", "/readyz", "/unsubscribe")
SUBSCRIBED = "INSERT INTO subscriptions (id, user_id, status, current_period_end, stripe_status, stripe_period_end) "
SUBSCRIBED += "VALUES ('sub_' || ?1, ?1, 'active', ?2, 'active', ?2)"


@pytest.fixture
async def stripe() -> AsyncIterator[str]:
    """The address of the stand-in for Stripe."""
    account = sample.empty()
    async with working(account) as worker:
        stand_in = FastAPI(openapi_url=None)
        stand_in.include_router(router(account, worker))
        async with served(stand_in) as port:
            yield f"http://127.0.0.1:{port}/stripe"


@pytest.fixture
async def shelf(
    as_function: Callable[..., Platform], clock: ManualClock, stripe: str, tmp_path: Path
) -> AsyncIterator[Platform]:
    """The API with what `publications` publishes behind it, for who pays."""
    home = tmp_path / "shelf"
    home.mkdir()
    await asyncio.to_thread(shelves.fill, home)
    clock.advance(8 * DAY)
    env = {
        "PEPTALK_ACCESS": "paid",
        "PEPTALK_FREE_PEPTIDES": "-",
        "PEPTALK_ORIGIN": ORIGIN,
        "PEPTALK_SIGNING_KEY": "5a" * 32,
        "PEPTALK_PRICES": "monthly=price_sandbox,yearly=price_sandbox_year",
        "PEPTALK_STRIPE_URL": stripe,
        "STRIPE_SECRET_KEY": "sk_test_of_nobody",
        "PEPTALK_RATE_LIMITS": ",".join(f"{each}=1000000" for each in CLASSES),
    }
    db, search = SQLiteDatabase(home / "app.db"), SQLiteDatabase(home / "search.db")
    yield replace(as_function("api", **env), db=db, files=FolderBucket(home / "bucket"), search=search)
    await db.close()
    await search.close()


class Accounts:
    """Makes accounts that pay, one for each request."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.made = 0

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        await JSONResponse(await self.another())(scope, receive, send)

    async def another(self) -> dict[str, str]:
        self.made += 1
        db, now = self._platform.db, self._platform.clock.now()
        address = f"reader-{self.made}@example.com"
        cookie = await sign_in(self._platform, address)
        row = await db.first(Statement("SELECT id FROM users WHERE email = ?1", (address,)))
        assert row is not None
        await db.run(Statement(SUBSCRIBED, (row["id"], later(now, 20 * DAY))))
        return {"cookie": cookie, "address": address, "user": row["id"]}


def from_everywhere(inner: Asgi) -> Asgi:
    """Each request comes from a network of its own: how many mails one may ask for is not what is looked for."""
    number = 0

    async def asked(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        nonlocal number
        number += 1
        client = (f"{10 + (number >> 16)}.{number >> 8 & 255}.{number & 255}.1", 1)
        await inner({**scope, "client": client}, receive, send)

    return asked


@pytest.mark.parametrize("who", ["nobody", "session", "key"] if FULL else ["session"])
async def test_no_call_finds_the_document_wrong(who: str, shelf: Platform, tmp_path: Path):
    accounts = Accounts(shelf)
    api = from_everywhere(app(lambda scope: shelf))
    mounted = [Mount(PATHS, lambda: api), Mount(("/campaign",), lambda: accounts)]

    async with serve(mounted, "127.0.0.1", 0, shelf.entropy, shelf.log) as url:
        calls = await ask(url, who, await shown(who, shelf, accounts), tmp_path)

    sys.stderr.write(f"\n{who}: {calls:,} calls, {accounts.made} accounts\n")
    assert calls > (5_000 if FULL else 100)
    assert accounts.made == {"nobody": 0, "key": 1}.get(who, accounts.made)
    assert accounts.made > 1 or who != "session"


async def shown(who: str, platform: Platform, accounts: Accounts) -> list[str]:
    """The headers of whoever asks; a session is put in by `document_hooks`."""
    if who != "key":
        return []
    account, now = await accounts.another(), platform.clock.now()
    key = f"{api_keys.MARK}{platform.entropy.token()}{platform.entropy.token()}"
    await api_keys.make(platform.db, "a" * 32, account["user"], key, "campaign", SCOPES, None, now)
    return ["--header", f"Authorization: Bearer {key}"]


async def ask(url: str, who: str, headers: list[str], work: Path) -> int:
    """Run schemathesis; how many calls it made, every one of which passed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    if who == "session":
        env |= {"SCHEMATHESIS_HOOKS": "chaos.fuzzing.document_hooks", "CAMPAIGN_ACCOUNTS": f"{url}/campaign/account"}
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(HERE / "schemathesis.toml")),
        *("run", f"{url}/api/openapi.json", "--checks", "all", "--no-color", "--seed", "1"),
        *("--phases", "examples,coverage,fuzzing,stateful" if FULL else "examples,fuzzing,stateful"),
        *("--max-examples", str(EXAMPLES[who] if FULL else 4), "--header", f"Origin: {ORIGIN}", *headers),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=work,
        env=env,
    )
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, said[-6_000:]
    counted = re.search(r"([0-9,]+) generated, ([0-9,]+) passed", said)
    assert counted is not None, said[-4_000:]
    assert counted[1] == counted[2]
    return int(counted[1].replace(",", ""))
