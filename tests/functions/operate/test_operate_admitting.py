"""Who is let in as operators decide it: sessions ended, accounts disabled and enabled, addresses blocked."""

import pytest
from rigs.offices import act

from functions.operate.readers.admitting import (
    BLOCK,
    BLOCKED,
    DISABLE,
    ENABLE,
    LIST,
    REVOKE,
    BlockAddress,
    DisableAccount,
    EnableAccount,
    ListBlocked,
    ListSessions,
    RevokeSessions,
)
from shared.domain.accounts.sign_in import Lifetimes
from shared.domain.accounts.signing import hashed
from shared.domain.instants import later
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform, Statement
from shared.store.accounts import sessions


@pytest.fixture
async def signed_in(platform: Platform) -> list[str]:
    """Ada with two sessions and Bob with one; the tokens that open them."""
    now = platform.clock.now()
    made = "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)"
    await platform.db.batch(
        [
            Statement("INSERT INTO users (id, email) VALUES ('u1', 'ada@example.com'), ('u2', 'bob@example.com')"),
            *(
                Statement(
                    f"{made} VALUES (?1, ?2, ?3, ?4, ?4, ?5, 'Firefox')",
                    (f"session-{token}", user, hashed(token), later(now, 0), later(now, 86_400)),
                )
                for token, user in (("one", "u1"), ("two", "u1"), ("three", "u2"))
            ),
        ]
    )
    return ["one", "two", "three"]


async def open_to(platform: Platform, tokens: list[str]) -> list[bool]:
    now = platform.clock.now()
    return [await sessions.holder(platform.db, token, Lifetimes(), now) is not None for token in tokens]


async def said(platform: Platform) -> list[tuple[str, str | None]]:
    rows = await platform.db.all(Statement("SELECT action, reason FROM audit ORDER BY id"))
    return [(row["action"], row["reason"]) for row in rows]


async def test_sessions_are_listed_and_ended_one_by_one_by_account_or_all(desk, platform, signed_in):
    listed = await desk.ask(LIST, ListSessions(email="ADA@example.com"))
    one = await desk.ask(REVOKE, RevokeSessions(session="session-one", act=act(1, "a lost phone")))
    after_one = await open_to(platform, signed_in)
    rest = await desk.ask(REVOKE, RevokeSessions(email="ada@example.com", act=act(2)))
    after_rest = await open_to(platform, signed_in)
    all_of_them = await desk.ask(REVOKE, RevokeSessions(everybody=True, act=act(3, "a breach")))

    assert {each.id for each in listed.sessions} == {"session-one", "session-two"}
    assert (one.ended, rest.ended, all_of_them.ended) == (1, 1, 1)
    assert (after_one, after_rest) == ([False, True, True], [False, False, True])
    assert await open_to(platform, signed_in) == [False, False, False]
    assert (await desk.ask(LIST, ListSessions(email="ada@example.com"))).sessions == ()
    over = (await desk.ask(LIST, ListSessions(email="ada@example.com", ended=True))).sessions
    assert [each.ended_by for each in over] == ["operator", "operator"]
    assert await said(platform) == [
        ("revoke-sessions", "a lost phone"), ("revoke-sessions", None), ("revoke-sessions", "a breach"),
    ]  # fmt: skip


async def test_a_disabled_account_loses_its_sessions_and_comes_back_without_them(desk, platform, signed_in):
    done = await desk.ask(DISABLE, DisableAccount(email="ada@example.com", act=act(1, "a shared login")))
    again = await desk.ask(DISABLE, DisableAccount(email="ada@example.com", act=act(2, "once more")))
    shut = await open_to(platform, signed_in)
    back = await desk.ask(ENABLE, EnableAccount(email="ada@example.com", act=act(3)))

    assert (done.changed, done.ended, again.changed, back.changed) == (True, 2, False, True)
    assert shut == [False, False, True]
    assert await open_to(platform, signed_in) == [False, False, True]
    assert await said(platform) == [("disable", "a shared login"), ("enable", None)]


async def test_addresses_and_domains_are_blocked_and_the_audit_names_none(desk, platform):
    first = await desk.ask(BLOCK, BlockAddress(address="Spam@Example.com", act=act(1, "abuse")))
    again = await desk.ask(BLOCK, BlockAddress(address="spam@example.com", act=act(2, "abuse")))
    await desk.ask(BLOCK, BlockAddress(address="@bad.example", act=act(3, "all of them")))
    listed = await desk.ask(BLOCKED, ListBlocked())
    lifted = await desk.ask(BLOCK, BlockAddress(address="SPAM@example.com", lift=True, act=act(4)))

    assert (first.changed, again.changed, lifted.changed) == (True, False, True)
    assert [(each.address, each.reason) for each in listed.blocked] == [
        ("@bad.example", "all of them"), ("spam@example.com", "abuse"),
    ]  # fmt: skip
    assert "example.com" not in str(await platform.db.all(Statement("SELECT * FROM audit")))


@pytest.mark.parametrize(
    ("case", "request_", "says"),
    [
        (REVOKE, RevokeSessions(act=act()), "say whose sessions end"),
        (REVOKE, RevokeSessions(email="a@b.example", everybody=True, act=act()), "say whose sessions end"),
        (REVOKE, RevokeSessions(session="nobody's-session", act=act()), "no running session has the id"),
        (REVOKE, RevokeSessions(email="a@b.example", act=act()), "no account has the address a@b.example"),
        (LIST, ListSessions(email="a@b.example"), "no account has the address"),
        (DISABLE, DisableAccount(email="ada@example.com", act=act()), "for a reason; give it with --reason"),
        (BLOCK, BlockAddress(address="a@b.example", act=act()), "for a reason; give it with --reason"),
    ],
)
async def test_what_cannot_be_done_says_why_and_changes_nothing(case, request_, says, desk, platform, signed_in):
    with pytest.raises(PermanentError, match=says):
        await desk.ask(case, request_)

    assert await open_to(platform, signed_in) == [True, True, True]
