"""No operation of the API but a read asks the database more than three times; a batch is one question.

The reads are counted in `test_api_queries`. Whoever asks is signed in and used the session within the hour: the first
request of an hour writes that it is in use, which is one question more.
"""

import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from invented.published import published
from rigs.counting import Counted
from rigs.fakes import ManualClock
from rigs.signed_in import COOKIE, session_of

from functions.api import handler, reads
from functions.api.handler import app, described
from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase
from infra.sandbox.serving import served
from infra.sandbox.stripe import sample
from infra.sandbox.stripe.clock import Clock
from infra.sandbox.stripe.routes import router
from infra.sandbox.stripe.work import working
from shared.domain.accounts.signing import hashed, link_token, typed_code
from shared.domain.instants import stamp
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import unsubscribe_url
from shared.platform.ports import Platform, Statement

ORIGIN = "http://peptalk.test"
KEY = "5a" * 32
ADDRESS = "ada@example.com"
ID, NONCE = "c" * 32, "d" * 64
"""Of what is there already: a search, an API key, another session; and the nonce of the browser that asks."""

SLUG = "exemplin-12"


@dataclass(frozen=True)
class Call:
    """One request: what it sends, and what is answered."""

    path: str
    status: int = 200
    json: Any = None
    form: Mapping[str, str] | None = None


def _code(id: str) -> str:
    return typed_code(bytes.fromhex(KEY), id)


def _link(id: str) -> dict[str, str]:
    return {"token": link_token(bytes.fromhex(KEY), id)}


SEARCH = {"name": "another", "query": {"q": "tendon"}}
UNSUBSCRIBE = (unsubscribe_url(ORIGIN, bytes.fromhex(KEY), ADDRESS, MailKind.WEEKLY_DIGEST) or "").removeprefix(ORIGIN)

CALLS: dict[str, Call] = {
    "GET /livez": Call("/livez"),
    "GET /readyz": Call("/readyz"),
    "GET /api/health": Call("/api/health"),
    "POST /api/sign-in": Call("/api/sign-in", 202, {"email": ADDRESS}),
    "POST /api/sign-in/code": Call("/api/sign-in/code", json={"code": _code("asked")}),
    "POST /api/sign-in/code of a change": Call("/api/sign-in/code", json={"code": _code("old")}),
    "GET /sign-in": Call("/sign-in"),
    "POST /sign-in": Call("/sign-in", 303, form={"email": ADDRESS}),
    "GET /sign-in/code": Call("/sign-in/code"),
    "POST /sign-in/code": Call("/sign-in/code", 303, form={"code": _code("asked")}),
    "POST /sign-in/code of a change": Call("/sign-in/code", form={"code": _code("new")}),
    "GET /sign-in/confirm": Call("/sign-in/confirm"),
    "POST /sign-in/confirm": Call("/sign-in/confirm", 303, form=_link("asked")),
    "POST /sign-in/confirm of a change": Call("/sign-in/confirm", form=_link("old")),
    "GET /api/session": Call("/api/session"),
    "DELETE /api/session": Call("/api/session", 204),
    "GET /api/sessions": Call("/api/sessions"),
    "DELETE /api/sessions": Call("/api/sessions", 204),
    "DELETE /api/sessions/{id}": Call(f"/api/sessions/{ID}", 204),
    "GET /account/sessions": Call("/account/sessions"),
    "POST /account/sign-out": Call("/account/sign-out", 303),
    "POST /account/sessions/end": Call("/account/sessions/end", 303, form={"id": "all"}),
    "POST /account/address": Call("/account/address", 303, form={"email": "new@example.com"}),
    "POST /api/account/address": Call("/api/account/address", 202, {"email": "new@example.com"}),
    "GET /api/account/export": Call("/api/account/export"),
    "DELETE /api/account": Call("/api/account", 202, {"address": ADDRESS}),
    "GET /api/account/saved": Call("/api/account/saved"),
    "PUT /api/account/saved/{slug}": Call(f"/api/account/saved/{SLUG}", json={"alert": "weekly"}),
    "PUT /api/account/saved/{slug} of none": Call("/api/account/saved/none", 404, {}),
    "DELETE /api/account/saved/{slug}": Call(f"/api/account/saved/{SLUG}", 404),
    "GET /api/account/searches": Call("/api/account/searches"),
    "POST /api/account/searches": Call("/api/account/searches", 201, SEARCH),
    "POST /api/account/searches of a taken name": Call("/api/account/searches", 409, SEARCH | {"name": "one"}),
    "PUT /api/account/searches/{id}": Call(f"/api/account/searches/{ID}", json=SEARCH),
    "DELETE /api/account/searches/{id}": Call(f"/api/account/searches/{ID}", 204),
    "GET /unsubscribe": Call(UNSUBSCRIBE),
    "POST /unsubscribe": Call(UNSUBSCRIBE),
    "GET /api/prices": Call("/api/prices"),
    "POST /api/checkout": Call("/api/checkout", json={"price": "monthly"}),
    "POST /api/portal": Call("/api/portal", 409),
    "GET /account": Call("/account"),
    "GET /account/following": Call("/account/following"),
    "GET /account/following/find": Call("/account/following/find?q=exemplin"),
    "POST /account/following": Call("/account/following", 303, form={"slug": SLUG, "alert": "weekly"}),
    "POST /account/following of none": Call("/account/following", 404, form={"slug": "none"}),
    "POST /account/following/drop": Call("/account/following/drop", 303, form={"slug": SLUG}),
    "POST /account/following/searches": Call("/account/following/searches", 303, form={"name": "another"}),
    "POST /account/following/searches/drop": Call("/account/following/searches/drop", 303, form={"id": ID}),
    "GET /account/keys": Call("/account/keys"),
    "POST /account/keys": Call("/account/keys", 201, form={"name": "a notebook", "read": "on"}),
    "POST /account/keys/revoke": Call("/account/keys/revoke", 303, form={"id": ID}),
    "GET /account/leave": Call("/account/leave"),
    "POST /account/leave": Call("/account/leave", form={"address": ADDRESS}),
    "GET /account/subscription": Call("/account/subscription"),
    "POST /account/checkout": Call("/account/checkout", 303, form={"price": "monthly"}),
    "POST /account/portal": Call("/account/portal", 303),
    "GET /account/checkout/success": Call("/account/checkout/success"),
    "GET /api/peptides/{slug}/pdf": Call(f"/api/peptides/{SLUG}/pdf"),
    "GET /api/peptides/{slug}/versions/{version}/pdf": Call(f"/api/peptides/{SLUG}/versions/1/pdf"),
    "GET /api/keys": Call("/api/keys"),
    "POST /api/keys": Call("/api/keys", 201, {"name": "a notebook"}),
    "DELETE /api/keys/{id}": Call(f"/api/keys/{ID}", 204),
}
"""By method and route; what follows ` of ` tells a second way through one."""

MORE = {"POST /account/following of none": 5}
"""A form that is refused finds out why, and shows the whole page once more: two questions about what is followed."""


def test_every_operation_is_counted_here_or_among_the_reads():
    there = {
        f"{method} {route.path}"
        for router in handler.ROUTERS
        if router not in reads.ROUTERS
        for route in router.routes
        for method in getattr(route, "methods", ())
    }

    assert {name.split(" of ")[0] for name in CALLS} == there


@pytest.fixture(scope="module")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("published"))


@pytest.fixture
async def stripe(clock: ManualClock) -> AsyncIterator[str]:
    """Stripe's stand-in, by the API's clock; where it is."""
    account = sample.empty()
    account.clock = Clock(lambda: clock.now().timestamp())
    async with working(account) as worker:
        stand_in = FastAPI(openapi_url=None)
        stand_in.include_router(router(account, worker))
        async with served(stand_in) as port:
            yield f"http://127.0.0.1:{port}/stripe"


@pytest.fixture
async def signed_in(
    platform: Platform, clock: ManualClock, tmp_path: Path, _published: Path, stripe: str
) -> AsyncIterator[tuple[httpx.AsyncClient, Counted]]:
    """Ada's browser, over a database that counts. She has something of everything, and mails that wait for a code."""
    home = tmp_path / "home"
    shutil.copytree(_published, home)
    clock.advance(2 * 86_400)
    db = SQLiteDatabase(home / "app.db")
    env = {
        "PEPTALK_ACCESS": "open", "PEPTALK_ORIGIN": ORIGIN, "PEPTALK_SIGNING_KEY": KEY, "PEPTALK_FREE_PEPTIDES": "-",
        "PEPTALK_PRICES": "monthly=price_sandbox", "PEPTALK_STRIPE_URL": stripe, "STRIPE_SECRET_KEY": "sk_of_nobody",
    }  # fmt: skip
    made = replace(platform, function="api", db=db, files=FolderBucket(home / "bucket"), env=env)
    token = await _planted(made)
    counted = Counted(db)
    asked = replace(made, db=counted)
    transport = httpx.ASGITransport(app(lambda scope: asked))  # pyright: ignore[reportArgumentType]
    cookies = {COOKIE: token, "peptalk-asked": NONCE}
    async with httpx.AsyncClient(
        transport=transport, base_url=ORIGIN, cookies=cookies, headers={"origin": ORIGIN}
    ) as client:
        yield client, counted
    await db.close()


async def _planted(made: Platform) -> str:
    now, later = (stamp(made.clock.now() + timedelta(seconds=seconds)) for seconds in (0, 600))
    asked = [("asked", "sign_in", ADDRESS), ("old", "old_address", ADDRESS), ("new", "new_address", "new@example.com")]
    await made.db.batch(
        [
            Statement("INSERT INTO users (id, email) VALUES ('usr_ada', ?1)", (ADDRESS,)),
            Statement("INSERT INTO saved_searches VALUES (?1, 'usr_ada', 'one', '{}', 'never', ?2)", (ID, now)),
            Statement(
                "INSERT INTO api_keys (id, user_id, name, token, prefix, scopes, created_at) "
                "VALUES (?1, 'usr_ada', 'a key', 't', 'ptk', '[]', ?2)",
                (ID, now),
            ),
            Statement(
                "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent) "
                "VALUES (?1, 'usr_ada', 'other', ?2, ?2, '2030', 'test')",
                (ID, now),
            ),
            *(
                Statement(
                    "INSERT INTO sign_ins (id, purpose, address, user_id, change, browser, token, network, next, "
                    "created_at, expires_at) VALUES (?1, ?2, ?3, 'usr_ada', iif(?1 = 'asked', NULL, 'change'), ?4, ?5, "
                    "'n', '/', ?6, ?7)",
                    (id, purpose, to, hashed(NONCE), hashed(_link(id)["token"]), now, later),
                )
                for id, purpose, to in asked
            ),
        ]
    )
    return await session_of(made, "usr_ada")


@pytest.mark.parametrize("name", CALLS)
async def test_an_operation_asks_at_most_three_times(name: str, signed_in: tuple[httpx.AsyncClient, Counted]):
    client, counted = signed_in
    call = CALLS[name]

    answer = await client.request(name.split(" ", maxsplit=1)[0], call.path, json=call.json, data=call.form)

    assert answer.status_code == call.status, answer.text[:500]
    assert counted.asked <= MORE.get(name, 3)


async def test_the_first_request_of_an_hour_asks_once_more(signed_in, clock: ManualClock):
    client, counted = signed_in
    await client.get("/api/keys")
    before = counted.asked
    clock.advance(3_601)
    await client.get("/api/keys")

    assert (before, counted.asked) == (2, 5)


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.path.startswith("/api/")])
async def test_the_document_says_which_operations_want_a_session(name: str, signed_in):
    client, _ = signed_in
    client.cookies.clear()
    call, method = CALLS[name], name.split(" ", maxsplit=1)[0]
    told = described().openapi()["paths"][name.split(" of ", maxsplit=1)[0].partition(" ")[2]][method.lower()]

    answer = await client.request(method, call.path, json=call.json)

    assert (answer.status_code == 401) is (told["security"] == [{"session": []}])
