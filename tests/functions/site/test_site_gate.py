"""Pages and PDFs for who has access; for all others the free facts and where to go on."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from rigs.fakes import ManualClock

from functions.site.handler import app, may_read_replicas
from shared.domain.accounts.signing import hashed
from shared.domain.instants import stamp
from shared.platform.ports import Platform, Statement

PAGE, PDF = "/peptides/exemplin-12", "/peptides/exemplin-12.pdf"
TOKEN = "a-token-of-a-session"
QUOTED = "study"


@pytest.fixture
def paid(site: Platform) -> Platform:
    """The same site, read by who pays; its one peptide is invented, and no invented one is free."""
    return replace(site, env={**site.env, "PEPTALK_ACCESS": "paid", "PEPTALK_FREE_PEPTIDES": "-"})


def asking(platform: Platform, token: str | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    cookies = {"peptalk": token} if token else None
    return httpx.AsyncClient(transport=transport, base_url="http://site.test", cookies=cookies)


async def subscriber(platform: Platform, end: str, **more: str) -> None:
    now = stamp(platform.clock.now())
    later = stamp(platform.clock.now() + timedelta(days=90))
    await platform.db.batch(
        [
            Statement("INSERT INTO users (id, email) VALUES ('u1', 'ada@example.com')"),
            Statement(
                "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)"
                " VALUES ('s1', 'u1', ?1, ?2, ?2, ?3, 'test')",
                (hashed(TOKEN), now, later),
            ),
            Statement(
                "INSERT INTO subscriptions (id, user_id, status, current_period_end, stripe_status, stripe_period_end)"
                " VALUES ('sub_1', 'u1', 'active', ?1, 'active', ?1)",
                (end,),
            ),
        ]
    )


@pytest.mark.parametrize("path", [PAGE, PDF, f"{PAGE}/v/1", f"{PAGE}/v/1.pdf"])
async def test_who_is_not_signed_in_is_told_free_facts_and_where_to_sign_in(path, paid: Platform):
    async with asking(paid) as client:
        found = await client.get(path)

    assert (found.status_code, found.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert "Exemplin-12" in found.text
    assert "Subscription required. Sign in if you have one." in found.text
    assert 'href="/sign-in"' in found.text
    assert (found.headers["cache-control"], found.headers["vary"]) == ("private, no-store", "Cookie")
    assert "etag" not in found.headers
    assert "blockquote" not in found.text


@pytest.mark.parametrize(("path", "kind"), [(PAGE, "text/html; charset=utf-8"), (PDF, "application/pdf")])
async def test_who_pays_is_given_the_page_and_no_cache_may_keep_it(path, kind, paid: Platform, clock: ManualClock):
    await subscriber(paid, stamp(clock.now() + timedelta(days=5)))

    async with asking(paid, TOKEN) as client:
        found = await client.get(path)

    assert (found.status_code, found.headers["content-type"]) == (200, kind)
    assert (found.headers["cache-control"], found.headers["vary"]) == ("private, no-store", "Cookie")


async def test_who_stopped_paying_is_told_so_even_with_the_copy_at_hand(paid: Platform, clock: ManualClock):
    await subscriber(paid, stamp(clock.now() + timedelta(days=5)))
    async with asking(paid, TOKEN) as client:
        given = await client.get(PDF)
        clock.advance(7 * 86_400)
        later = await client.get(PDF, headers={"if-none-match": given.headers["etag"]})

    assert (later.status_code, "not confirmed yet" in later.text) == (403, True)
    assert 'href="/account/subscription"' in later.text


async def test_a_session_that_is_none_any_more_is_told_to_sign_in_again(paid: Platform):
    async with asking(paid, "of-yesterday") as client:
        found = await client.get(PAGE)

    assert (found.status_code, "Sign in again" in found.text) == (403, True)


async def test_a_free_page_is_the_same_for_all_and_may_be_kept(paid: Platform):
    free = replace(paid, env={**paid.env, "PEPTALK_FREE_PEPTIDES": "exemplin-12"})
    async with asking(free) as client:
        found, pdf = await client.get(PAGE), await client.get(PDF)

    assert [(each.status_code, each.headers["cache-control"]) for each in (found, pdf)] == [(200, "no-cache")] * 2
    assert "vary" not in found.headers


async def test_where_invited_ones_read_an_invitation_is_enough(paid: Platform, clock: ManualClock):
    invited = replace(paid, env={**paid.env, "PEPTALK_ACCESS": "invited"})
    await subscriber(invited, stamp(clock.now() - timedelta(days=5)))
    async with asking(invited, TOKEN) as client:
        before = await client.get(PAGE)
        await invited.db.run(Statement("UPDATE users SET invited_at = ?1, invited_by = 'x'", (stamp(clock.now()),)))
        after = await client.get(PAGE)

    assert (before.status_code, "Invitation required" in before.text) == (403, True)
    assert after.status_code == 200


def test_a_request_that_shows_a_cookie_is_answered_from_the_primary():
    assert may_read_replicas([(b"accept", b"*/*")])
    assert not may_read_replicas([(b"accept", b"*/*"), (b"Cookie", b"peptalk=x")])
