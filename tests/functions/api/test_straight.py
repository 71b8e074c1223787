"""The reads that are asked for most: the same answer whichever way they take, and never from memory what may not be."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from invented.factories import SLUG
from invented.subscribers import paying
from rigs.fakes import ManualClock

from functions.api.handler import app, described
from functions.api.straight import Straight
from shared.domain.instants import stamp
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.platform.ports import Bucket, Platform, Statement
from shared.store.publishing import notices

ORIGIN = "http://peptalk.test"
PAID = {"PEPTALK_ACCESS": "paid", "PEPTALK_FREE_PEPTIDES": "-"}
TOKEN = "a-token-of-a-session"
MEMBER = {"cookie": f"peptalk={TOKEN}"}
LIST, ONE, PDF = "/api/peptides", f"/api/peptides/{SLUG}", "/api/peptides/healin/pdf"

PATHS = [LIST, ONE, PDF]
for slug in (
    SLUG,
    "healin",
    "goneol",
    "oldenin",
    "newenin",
    "nullipressin",
    "unknown",
    "a" * 80,
    "a" * 81,
    "Healin",
    "a--b",
):
    PATHS += [f"{LIST}/{slug}", f"{LIST}/{slug}/pdf"]
PATHS += [
    f"{LIST}/",
    f"{ONE}/",
    f"{PDF}/x",
    f"{LIST}?count=2",
    f"{LIST}?count=0",
    f"{ONE}?a=b",
    f"{ONE}%0A",
    f"{LIST}/%2e%2e",
]

HEADERS: list[dict[str, str]] = [
    {},
    MEMBER,
    {"cookie": "peptalk=never-given-out"},
    {"authorization": "Bearer ptk_none"},
    {"authorization": "Basic YTpi"},
    {"range": "bytes=10-19"},
    {**MEMBER, "range": "bytes=10-19"},
    {**MEMBER, "range": "bytes=99999999-"},
    {"origin": "https://lab.example"},
    {"origin": "https://other.example"},
    {"if-none-match": "*"},
]


@pytest.fixture
async def shop(shelf: Platform, clock: ManualClock) -> Platform:
    """The shelf, read by who pays; u1 does."""
    now, far = stamp(clock.now()), stamp(clock.now() + timedelta(days=9))
    await shelf.db.batch(paying(TOKEN, since=now, signed_in_until=far, paid_until=far))
    return replace(shelf, env={**shelf.env, **PAID, "PEPTALK_CORS_ORIGINS": "https://lab.example"})


def client_of(platform: Callable[[], Platform]) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app(lambda scope: platform()))  # pyright: ignore[reportArgumentType]
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN)


async def answers(platform: Platform, env: dict[str, str], paths: list[str]) -> list[tuple[Any, ...]]:
    """Of every request, twice, so that the second comes from memory where it may."""
    found: list[tuple[Any, ...]] = []
    async with client_of(lambda: replace(platform, env=env)) as client:
        for path in paths:
            for headers in HEADERS if path in (LIST, ONE, PDF) else HEADERS[:3]:
                for method in ("GET", "GET", "HEAD", "POST"):
                    answer = await client.request(method, path, headers=headers)
                    client.cookies.clear()
                    told = sorted(answer.headers.multi_items())
                    found.append((method, path, headers, answer.status_code, told, answer.content))
    return found


USUAL = {200, 206, 304, 308, 404, 405, 410, 416, 422}
CASES: dict[str, tuple[dict[str, str], set[int]]] = {
    "paid": ({}, USUAL | {401}),
    "open": ({"PEPTALK_ACCESS": "open"}, USUAL),
    "limited": ({"PEPTALK_RATE_LIMITS": "public=8,paid=4"}, {200, 429}),
    "not set up": ({"PEPTALK_SIGNING_KEY": ""}, {503}),
}


@pytest.mark.parametrize("case", CASES)
async def test_either_way_gives_the_same_answer(case, shop: Platform, monkeypatch: pytest.MonkeyPatch):
    changed, statuses = CASES[case]
    env, paths = {**shop.env, **changed}, PATHS if statuses >= USUAL else PATHS[:3]

    straight = await answers(shop, env, paths)
    await shop.db.run(Statement("DELETE FROM rate_counts"))
    with monkeypatch.context() as patched:
        patched.setattr(Straight, "_read", lambda self, scope: None)
        around = await answers(shop, env, paths)

    assert [each for each, other in zip(straight, around, strict=True) if each != other] == []
    assert {each[3] for each in straight} >= statuses


def test_an_address_that_goes_straight_is_that_of_one_route_alone():
    straight, paths = Straight(described()), list(described().openapi()["paths"])
    asked = {path: re.sub(r"{[a-z]+}", "1", path) for path in paths}

    going = {
        path
        for path, plain in asked.items()
        if straight._read({"method": "GET", "query_string": b"", "path": plain}) is not None
    }

    assert len(paths) > 30
    assert going == {"/api/peptides", "/api/peptides/{slug}", "/api/peptides/{slug}/pdf"}


@dataclass
class Living:
    """A platform that can be changed between two requests, and a client of who pays and of who does not."""

    platform: Platform
    member: httpx.AsyncClient
    stranger: httpx.AsyncClient

    async def both(self, path: str) -> tuple[httpx.Response, httpx.Response]:
        return await self.member.get(path, headers=MEMBER), await self.stranger.get(path)


@pytest.fixture
async def living(shop: Platform) -> AsyncIterator[Living]:
    held: list[Living] = []
    async with client_of(lambda: held[0].platform) as one:
        held.append(Living(shop, one, one))
        yield held[0]


async def test_a_second_answer_is_the_first_and_asks_the_bucket_nothing(living: Living):
    before = [await living.both(path) for path in (LIST, ONE, PDF)]

    living.platform = replace(living.platform, files=Nothing())
    after = [await living.both(path) for path in (LIST, ONE, PDF)]

    assert [[(each.status_code, each.content) for each in pair] for pair in after] == [
        [(each.status_code, each.content) for each in pair] for pair in before
    ]
    assert before[1][0].content != before[1][1].content


class Nothing(Bucket):
    """A bucket that cannot be read."""

    async def get(self, key: str) -> bytes | None:
        raise AssertionError(f"{key} was asked for")

    async def part(self, key: str, offset: int, length: int) -> bytes | None:
        raise AssertionError(f"{key} was asked for")


async def test_what_is_withdrawn_is_gone_with_the_next_request(living: Living, clock: ManualClock):
    before = [await living.both(f"{LIST}/healin{rest}") for rest in ("", "/pdf")]

    await living.platform.db.batch(list(notices.withdraw("healin", 1, "It was withdrawn.", clock.now())))
    after = [await living.both(f"{LIST}/healin{rest}") for rest in ("", "/pdf")]
    listed = await living.both(LIST)

    assert [[each.status_code for each in pair] for pair in before] == [[200, 200], [200, 401]]
    assert [[each.status_code for each in pair] for pair in after] == [[410, 410], [410, 410]]
    assert all("healin" not in {one["slug"] for one in each.json()["peptides"]} for each in listed)


async def test_a_notice_stands_in_the_next_answer_and_takes_the_pdf_away(living: Living, clock: ManualClock):
    before = await living.both(f"{LIST}/healin")
    had = await living.member.get(PDF, headers=MEMBER)

    found = Finding(kind=NoticeKind.RETRACTION, pmid="990000001")
    await living.platform.db.run(notices.issue("healin", 1, [found], state="judging", run_id=None, now=clock.now()))
    after = await living.both(f"{LIST}/healin")
    lost = await living.member.get(PDF, headers=MEMBER)

    assert [len(each.json()["notices"]) for each in (*before, *after)] == [0, 0, 1, 1]
    assert after[1].headers["etag"] != before[1].headers["etag"]
    assert (had.status_code, lost.status_code) == (200, 410)


async def test_access_that_ends_ends_with_the_next_request(living: Living):
    had = [await living.member.get(path, headers=MEMBER) for path in (ONE, PDF)]

    await living.platform.db.run(Statement("UPDATE subscriptions SET status = 'canceled', stripe_status = 'canceled'"))
    lost = [await living.member.get(path, headers=MEMBER) for path in (ONE, PDF)]

    assert had[0].json()["claims"]
    assert had[0].json()["withheld"] is None
    assert (lost[0].json()["claims"], lost[0].json()["withheld"]["parts"]) == (None, ["claims", "quotes", "proof"])
    assert [each.status_code for each in (*had, *lost)] == [200, 200, 200, 403]


async def test_another_gate_is_that_of_the_next_answer(living: Living):
    before = await living.stranger.get(ONE)

    living.platform = replace(living.platform, env={**living.platform.env, "PEPTALK_ACCESS": "open"})
    after = await living.stranger.get(ONE)

    assert before.json()["claims"] is None
    assert after.json()["claims"]


async def test_another_origin_is_that_of_the_next_answer(living: Living):
    before = [await living.stranger.get(path) for path in (ONE, LIST)]

    env = {**living.platform.env, "PEPTALK_ORIGIN": "https://peptalk.example"}
    living.platform = replace(living.platform, env=env)
    after = [await living.stranger.get(path) for path in (ONE, LIST)]

    assert all(f'"url":"{ORIGIN}/' in each.text for each in before)
    assert all('"url":"https://peptalk.example/' in each.text and ORIGIN not in each.text for each in after)


async def test_a_peptide_that_got_another_name_leads_on_with_the_next_request(living: Living):
    before = await living.stranger.get(f"{LIST}/healin")

    await living.platform.db.run(Statement("UPDATE peptides SET redirect_to = 'newenin' WHERE slug = 'healin'"))
    after = await living.stranger.get(f"{LIST}/healin")

    assert (before.status_code, after.status_code, after.headers["location"]) == (200, 308, f"{LIST}/newenin")
