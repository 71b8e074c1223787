"""How much a reader may ask for in a minute: counted near, then together; told in every answer."""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from rigs.fakes import ManualClock

from functions.api.handler import app, described
from functions.api.http.limits import Limits, class_of
from shared.domain.accounts.networks import network_64
from shared.domain.accounts.rate import CLASSES, USUAL, Quota, quotas
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform, Statement
from shared.store.accounts import rate_counts

ORIGIN = "http://peptalk.test"
KEY = "00" * 32


@pytest.fixture
def limited(as_function: Callable[..., Platform]) -> Platform:
    return as_function(
        "api",
        PEPTALK_ACCESS="open",
        PEPTALK_ORIGIN=ORIGIN,
        PEPTALK_SIGNING_KEY=KEY,
        PEPTALK_RATE_LIMITS="public=8,account=2",
        PEPTALK_CORS_ORIGINS="https://lab.example",
    )


def asking(platform: Platform, address: str = "203.0.113.7") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app(lambda scope: platform), client=(address, 1))  # pyright: ignore[reportArgumentType]
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN)


async def test_what_is_left_is_told_and_beyond_it_a_reader_waits_for_the_next_minute(
    limited: Platform, clock: ManualClock
):
    async with asking(limited) as client:
        found = [await client.get("/api/peptides") for _ in range(10)]
        clock.advance(60)
        later = await client.get("/api/peptides")

    assert [each.status_code for each in found] == [200] * 8 + [429] * 2
    assert found[0].headers["ratelimit-policy"] == '"public";q=8;w=60'
    assert [each.headers["ratelimit"].split(";")[1] for each in found[:8]] == [f"r={left}" for left in range(7, -1, -1)]
    refused = found[-1]
    assert (refused.json()["why"], refused.headers["content-type"]) == ("rate_limited", "application/problem+json")
    assert refused.headers["retry-after"] == refused.headers["ratelimit"].split("t=")[1]
    assert later.status_code == 200


async def test_each_network_and_each_class_has_its_own(limited: Platform):
    async with asking(limited) as one, asking(limited, "2001:db8::1") as other:
        spent = [(await one.get("/api/session")).status_code for _ in range(3)]
        public, elsewhere = await one.get("/api/peptides"), await other.get("/api/session")
        health = await one.get("/livez")

    assert spent == [200, 200, 429]
    assert (public.status_code, elsewhere.status_code) == (200, 200)
    assert "ratelimit" not in health.headers


async def test_processes_share_what_is_beyond_their_own_share(limited: Platform):
    quota, one, other = Quota("public", 40), Limits(), Limits()

    passed = {"one": 0, "other": 0}
    for name, limits in (("one", one), ("other", other)):
        for _ in range(60):
            passed[name] += (await limits.spend(limited, quota, "network x")).passes

    # Ten each for themselves, and thirty of all, which the first took.
    assert passed == {"one": 40, "other": 10}
    rows = await limited.db.all(Statement("SELECT subject, count FROM rate_counts"))
    assert len(rows) == 1
    assert "x" not in rows[0]["subject"]


async def test_many_at_once_never_pass_more_than_the_quota(limited: Platform):
    limits, quota = Limits(), Quota("export", 20)

    found = await asyncio.gather(*(limits.spend(limited, quota, "user u") for _ in range(50)))

    assert sum(each.passes for each in found) == 20


async def test_a_usual_reader_costs_no_write(limited: Platform):
    limits = Limits()
    for _ in range(USUAL["public"] // 4):
        assert (await limits.spend(limited, quotas("")["public"], "network x")).passes

    assert await limited.db.all(Statement("SELECT * FROM rate_counts")) == []


async def test_counts_are_forgotten_within_the_hour(limited: Platform, clock: ManualClock):
    await rate_counts.take(limited.db, "m", int(clock.now().timestamp()), 1)
    clock.advance(3_000)
    await rate_counts.forget(limited.db, clock.now())

    assert await limited.db.all(Statement("SELECT * FROM rate_counts")) == []


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7/32"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_network_is_what_one_line_has(address, network):
    assert network_64(address) == network


def test_paths_have_their_class():
    assert class_of("/api/peptides/a/versions/3/pdf") == class_of("/api/peptides/a/pdf") == "paid"
    assert class_of("/api/peptides/a") == "public"
    assert class_of("/sign-in/confirm") == "sign-in"
    assert class_of("/account/checkout") == class_of("/api/keys/1") == "account"
    assert {class_of(path) for path in described().openapi()["paths"]} <= set(CLASSES)


def test_quotas_are_written_by_class():
    assert quotas("mcp=7")["mcp"].limit == 7
    with pytest.raises(ValueError, match="no such class of routes"):
        quotas("all=7")
    with pytest.raises(ValueError, match="a number of requests a minute"):
        quotas("mcp=0")


async def test_pages_elsewhere_read_where_they_may_and_never_with_a_cookie(limited: Platform):
    preflight = {"access-control-request-method": "GET", "access-control-request-headers": "authorization"}
    async with asking(limited) as client:
        may = await client.get("/api/peptides", headers={"origin": "https://lab.example"})
        not_may = await client.get("/api/peptides", headers={"origin": "https://evil.example"})
        before = await client.options("/api/peptides", headers={"origin": "https://lab.example", **preflight})
        refused = await client.options("/api/peptides", headers={"origin": "https://evil.example", **preflight})

    assert may.headers["access-control-allow-origin"] == "https://lab.example"
    assert "Origin" in may.headers["vary"]
    assert "Origin" in not_may.headers["vary"]
    assert before.status_code == 204
    assert "Authorization" in before.headers["access-control-allow-headers"]
    assert refused.status_code == 405
    for each in (may, not_may, before, refused):
        assert "access-control-allow-credentials" not in each.headers
    for each in (not_may, refused):
        assert "access-control-allow-origin" not in each.headers


async def test_an_origin_that_is_none_is_told(as_function: Callable[..., Platform]):
    from functions.api.settings import ApiSettings

    env = as_function("api", PEPTALK_ORIGIN=ORIGIN, PEPTALK_CORS_ORIGINS="lab.example", PEPTALK_SIGNING_KEY=KEY).env
    with pytest.raises(ConfigurationError, match=r"PEPTALK_CORS_ORIGINS: 'lab\.example' is no origin"):
        ApiSettings.read(env)
