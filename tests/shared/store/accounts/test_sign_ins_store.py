"""Requests to sign in and sessions as rows: used once, ended once, and found by no more than their hashes."""

import asyncio
from datetime import datetime, timedelta

import pytest
from rigs.fakes import ManualClock
from rigs.signed_in import by_token

from shared.domain.accounts.sign_in import ATTEMPTS, Lifetimes
from shared.domain.accounts.signing import hashed
from shared.platform.ports import Database, Statement
from shared.store.accounts import sessions, sign_ins, users
from shared.store.accounts.sessions import Holder
from shared.store.accounts.sign_ins import SignIn
from shared.store.audit import Act

LIVES = Lifetimes()
ADA = "ada@example.com"
ACT = Act("0" * 12, "eve", "because")


async def ask(db: Database, id: str, now: datetime, address=ADA, browser="nonce", **more) -> SignIn:
    fields = {"purpose": "sign_in", "user_id": None, "network": "n", "withheld": None, **more}
    await db.run(sign_ins.asked(id, address=address, browser=browser, token=f"token-{id}", now=now, **fields))
    found = await by_token(db, f"token-{id}")
    assert found is not None
    return found


async def use(db: Database, one: SignIn, now: datetime, *, browser="nonce", before=None) -> sessions.Opened | None:
    """As the API uses a request: one batch, which ends with what it came to."""
    token = f"session-{one.id}"
    results = await db.batch(
        [
            sign_ins.used(one, browser, now),
            users.opened(f"user-{one.id}", one.id, now),
            *sessions.opened(one.id, token, browser, "Firefox", before, LIVES, now),
            sessions.just_opened(one.id, token, browser, now),
        ]
    )
    return sessions.read_opened(results[-1].rows[0]) if results[-1].rows else None


async def attempted(db: Database, clock: ManualClock) -> list[SignIn]:
    return sign_ins.read((await db.run(sign_ins.attempt("nonce", clock.now()))).rows)


async def held(db: Database, id: str, now: datetime) -> Holder | None:
    return await sessions.holder(db, f"session-{id}", LIVES, now)


async def test_a_request_opens_an_account_and_one_session(db: Database, clock: ManualClock):
    one = await ask(db, "a", clock.now())

    opened = await use(db, one, clock.now())

    assert opened is not None
    assert (opened.id, opened.user_id) == ("a", "user-a")
    account = await users.by_address(db, "ADA@example.com")
    assert account is not None
    assert (account.id, account.confirmed_at) == ("user-a", "2026-11-23T02:00:00.000Z")
    found = await held(db, "a", clock.now())
    assert found is not None
    assert (found.user_id, found.email, found.subscriptions) == ("user-a", ADA, ())


async def test_the_next_request_of_an_address_finds_its_account(db: Database, clock: ManualClock):
    await db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', 'Ada@example.com')"))

    opened = await use(db, await ask(db, "a", clock.now()), clock.now())

    assert opened is not None
    assert opened.user_id == "u1"


async def test_of_a_double_click_both_have_the_one_session_and_later_ones_have_none(db: Database, clock: ManualClock):
    one = await ask(db, "a", clock.now())

    both = await asyncio.gather(use(db, one, clock.now()), use(db, one, clock.now()))
    clock.advance(59)
    soon = await use(db, one, clock.now())
    clock.advance(2)
    later = await use(db, one, clock.now())

    assert [each and each.id for each in (*both, soon, later)] == ["a", "a", "a", None]
    assert len(await db.all(Statement("SELECT id FROM sessions"))) == 1


async def test_another_browser_neither_uses_it_nor_uses_it_up(db: Database, clock: ManualClock):
    one = await ask(db, "a", clock.now())

    assert await use(db, one, clock.now(), browser="another") is None
    assert await use(db, one, clock.now()) is not None
    assert await use(db, one, clock.now(), browser="another") is None


@pytest.mark.parametrize("withheld", ["blocked", "disabled", "limited", "taken"])
async def test_what_is_withheld_cannot_be_used(db: Database, clock: ManualClock, withheld):
    one = await ask(db, "a", clock.now(), withheld=withheld)

    assert await use(db, one, clock.now()) is None


async def test_after_ten_minutes_it_is_over(db: Database, clock: ManualClock):
    one, other = await ask(db, "a", clock.now()), await ask(db, "b", clock.now())
    clock.advance(599)
    assert await use(db, one, clock.now()) is not None
    clock.advance(1)
    assert await use(db, other, clock.now()) is None


async def test_of_codes_that_are_typed_at_once_five_are_compared(db: Database, clock: ManualClock):
    one = await ask(db, "a", clock.now())
    await ask(db, "b", clock.now(), browser="another")

    tries = await asyncio.gather(*(attempted(db, clock) for _ in range(40)))

    assert [[each.id for each in found] for found in tries if found] == [["a"]] * ATTEMPTS
    # The link, which nobody can guess, still leads in.
    assert await use(db, one, clock.now()) is not None


async def test_a_code_may_be_meant_for_the_five_newest_requests_of_its_browser(db: Database, clock: ManualClock):
    for id in "abcdefg":
        await ask(db, id, clock.now(), withheld="limited" if id == "g" else None)
        clock.advance(1)

    assert [each.id for each in await attempted(db, clock)] == ["f", "e", "d", "c", "b"]


async def test_who_was_disabled_or_blocked_since_does_not_sign_in(db: Database, clock: ManualClock):
    await db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', ?1)", (ADA,)))
    disabled = await ask(db, "a", clock.now())
    await db.run(users.disabled("u1", ACT, "abuse", clock.now()))
    blocked = await ask(db, "b", clock.now(), address="bob@spam.example")
    await db.run(users.block("@spam.example", ACT, "spam", clock.now()))

    assert await use(db, disabled, clock.now()) is None
    assert await use(db, blocked, clock.now()) is None
    await db.batch([users.enabled("u1"), users.unblock("@SPAM.example")])
    assert await use(db, disabled, clock.now()) is not None
    assert await use(db, blocked, clock.now()) is not None


async def test_an_address_is_known_by_one_read(db: Database, clock: ManualClock):
    await db.run(Statement("INSERT INTO users (id, email) VALUES ('u1', ?1)", (ADA,)))
    await ask(db, "a", clock.now())
    await ask(db, "b", clock.now(), network="other")
    await ask(db, "c", clock.now(), address="bob@example.com")
    await ask(db, "d", clock.now(), withheld="limited")
    await ask(db, "e", clock.now(), network="third", known="mine")
    await ask(db, "f", clock.now(), network="third", known="another")
    await ask(db, "g", clock.now(), network="third", known="mine", address="bob@example.com")
    clock.advance(3_599)

    found = await sign_ins.standing(db, "ADA@example.com", "n", clock.now(), shown="mine")

    assert found.user_id == "u1"
    counts = found.standing
    assert (counts.address_hour, counts.address_network_hour, counts.network_hour) == (2, 1, 3)
    assert counts.known_hour == 1
    assert (counts.user_hour, counts.disabled, counts.blocked) == (0, False, False)
    clock.advance(1)
    assert (await sign_ins.standing(db, ADA, "n", clock.now())).standing.network_hour == 0


async def test_nothing_that_opens_a_door_is_stored(db: Database, clock: ManualClock):
    one = await ask(db, "a", clock.now())
    await use(db, one, clock.now())

    rows = [*await db.all(Statement("SELECT * FROM sign_ins")), *await db.all(Statement("SELECT * FROM sessions"))]
    kept = [str(value) for row in rows for value in row.values()]

    assert hashed("nonce") in kept
    assert not {"nonce", "token-a", "session-a"} & set(kept)


async def test_a_session_ends_unused_or_when_its_time_has_come(db: Database, clock: ManualClock):
    for id in ("a", "b"):
        assert await use(db, await ask(db, id, clock.now(), browser=id), clock.now(), browser=id) is not None
    clock.advance(14 * 86_400 - 1)
    used = await held(db, "a", clock.now())
    assert used is not None
    await sessions.see(db, used, clock.now())

    clock.advance(1)

    assert await held(db, "b", clock.now()) is None
    for _ in range(6):
        clock.advance(12 * 86_400)
        if (used := await held(db, "a", clock.now())) is not None:
            await sessions.see(db, used, clock.now())
    assert used is not None
    clock.advance(4 * 86_400)
    assert await held(db, "a", clock.now()) is None


async def test_its_use_is_kept_once_an_hour(db: Database, clock: ManualClock):
    await use(db, await ask(db, "a", clock.now()), clock.now())
    clock.advance(3_599)
    first = await held(db, "a", clock.now())
    assert first is not None
    await sessions.see(db, first, clock.now())
    again = await held(db, "a", clock.now())
    assert again is not None
    assert again.last_seen_at == "2026-11-23T02:00:00.000Z"

    clock.advance(1)
    await sessions.see(db, again, clock.now())

    last = await held(db, "a", clock.now())
    assert last is not None
    assert last.last_seen_at == "2026-11-23T03:00:00.000Z"


async def test_signing_in_again_ends_the_browsers_session_alone(db: Database, clock: ManualClock):
    await use(db, await ask(db, "a", clock.now()), clock.now())
    await use(db, await ask(db, "b", clock.now(), browser="other"), clock.now(), browser="other")

    await use(db, await ask(db, "c", clock.now()), clock.now(), before="session-a")

    assert [await held(db, id, clock.now()) is not None for id in "abc"] == [False, True, True]


async def test_a_request_that_leads_nowhere_ends_no_session(db: Database, clock: ManualClock):
    await use(db, await ask(db, "a", clock.now()), clock.now())
    spent = await ask(db, "b", clock.now(), withheld="limited")

    await use(db, spent, clock.now(), before="session-a")

    assert await held(db, "a", clock.now()) is not None


async def test_sessions_are_ended_one_by_one_all_but_one_and_all(db: Database, clock: ManualClock):
    for id in "abcd":
        await use(db, await ask(db, id, clock.now(), browser=id), clock.now(), browser=id)
    user = "user-a"

    assert (await db.run(sessions.ended("a", "another", "reader", clock.now()))).rows == []
    assert len((await db.run(sessions.ended("a", user, "reader", clock.now()))).rows) == 1
    assert (await db.run(sessions.ended("a", user, "reader", clock.now()))).rows == []
    assert len((await db.run(sessions.all_ended(user, "signed_out", clock.now(), kept="c"))).rows) == 2
    assert [await held(db, id, clock.now()) is not None for id in "abcd"] == [False, False, True, False]
    listed = await sessions.of_user(db, user, LIVES, clock.now(), ended=True)
    assert {each.id: each.ended_by for each in listed} == {
        "a": "reader",
        "b": "signed_out",
        "c": None,
        "d": "signed_out",
    }
    assert [each.id for each in await sessions.of_user(db, user, LIVES, clock.now(), ended=False)] == ["c"]
    await db.run(sessions.everybody_ended(clock.now()))
    assert await held(db, "c", clock.now()) is None


async def test_a_disabled_account_is_signed_in_nowhere(db: Database, clock: ManualClock):
    await use(db, await ask(db, "a", clock.now()), clock.now())

    await db.run(users.disabled("user-a", ACT, "abuse", clock.now()))

    assert await held(db, "a", clock.now()) is None
    account = await users.by_address(db, ADA)
    assert account is not None
    assert (account.disabled_by, account.disabled_reason) == ("eve", "abuse")


async def test_a_holder_comes_with_his_subscriptions(db: Database, clock: ManualClock):
    await use(db, await ask(db, "a", clock.now()), clock.now())
    for id in ("s1", "s2"):
        await db.run(
            Statement(
                "INSERT INTO subscriptions (id, user_id, status, current_period_end, cancel_at_period_end)"
                " VALUES (?1, 'user-a', 'active', '2027-01-01T00:00:00.000Z', 1)",
                (id,),
            )
        )

    found = await held(db, "a", clock.now())

    assert found is not None
    assert sorted((each.id, each.status, each.cancel_at_period_end) for each in found.subscriptions) == [
        ("s1", "active", True),
        ("s2", "active", True),
    ]


async def change(db: Database, now: datetime, new="new@example.com", id="1", user="user-a") -> tuple[SignIn, SignIn]:
    old = await ask(db, f"o{id}", now, purpose="old_address", user_id=user, change=id)
    return old, await ask(db, f"n{id}", now, address=new, purpose="new_address", user_id=user, change=id)


async def confirm(db: Database, one: SignIn, now: datetime) -> sign_ins.Change:
    assert one.change is not None
    assert one.user_id is not None
    results = await db.batch(
        [
            sign_ins.used(one, "nonce", now),
            *sign_ins.changed(one.change, one.user_id, now),
            sessions.others_ended(one.user_id, "a", one.change, now),
            sign_ins.of_change(one.change, one.user_id),
        ]
    )
    return sign_ins.read_change(results[-1].rows[0])


@pytest.fixture
async def ada(db: Database, clock: ManualClock) -> None:
    """Signed in in two browsers."""
    await use(db, await ask(db, "a", clock.now()), clock.now())
    await use(db, await ask(db, "b", clock.now(), browser="b"), clock.now(), browser="b")


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("first", [0, 1])
async def test_an_address_changes_once_both_are_confirmed(db: Database, clock: ManualClock, first):
    both = await change(db, clock.now())
    pending = await ask(db, "p", clock.now())

    half = await confirm(db, both[first], clock.now())
    assert (half.old, half.new, half.changed) == (first == 0, first == 1, False)
    assert await users.by_address(db, "new@example.com") is None
    whole = await confirm(db, both[1 - first], clock.now())

    assert (whole.old, whole.new, whole.changed) == (True, True, True)
    account = await users.by_address(db, "new@example.com")
    assert account is not None
    assert account.id == "user-a"
    # What was asked for with the old address leads nowhere, and other browsers are signed out.
    assert await use(db, pending, clock.now()) is None
    assert [await held(db, id, clock.now()) is not None for id in "ab"] == [True, False]


@pytest.mark.usefixtures("ada")
async def test_an_address_that_somebody_else_has_by_then_is_not_taken(db: Database, clock: ManualClock):
    old, new = await change(db, clock.now())
    await confirm(db, old, clock.now())
    await db.run(Statement("INSERT INTO users (id, email) VALUES ('u9', 'NEW@example.com')"))

    found = await confirm(db, new, clock.now())

    assert (found.old, found.new, found.changed) == (True, True, False)
    account = await users.by_address(db, ADA)
    assert account is not None
    assert account.id == "user-a"


@pytest.mark.usefixtures("ada")
async def test_an_account_s_changes_are_counted_for_it(db: Database, clock: ManualClock):
    await change(db, clock.now())

    found = await sign_ins.standing(db, "x@example.com", "n", clock.now(), asker="user-a")

    assert (found.user_id, found.standing.user_hour) == (None, 2)


@pytest.mark.usefixtures("ada")
async def test_of_two_changes_the_second_comes_to_nothing(db: Database, clock: ManualClock):
    one, two = await change(db, clock.now()), await change(db, clock.now(), "third@example.com", "2")
    await confirm(db, two[0], clock.now())
    await confirm(db, one[0], clock.now())
    assert (await confirm(db, one[1], clock.now())).changed

    assert not (await confirm(db, two[1], clock.now())).changed
    account = await users.by_address(db, "new@example.com")
    assert account is not None
    assert account.id == "user-a"


async def test_rows_of_long_ago_are_forgotten_in_portions(db: Database, clock: ManualClock):
    for id in "abc":
        await use(db, await ask(db, id, clock.now(), browser=id), clock.now(), browser=id)
    clock.advance(timedelta(days=2).total_seconds() + 1)
    await ask(db, "new", clock.now())

    assert [await sign_ins.forget(db, clock.now(), 2) for _ in range(3)] == [2, 1, 0]
    assert await sessions.forget(db, clock.now(), 10) == 0
    clock.advance(timedelta(days=118).total_seconds())
    assert await sessions.forget(db, clock.now(), 10) == 3
    assert [row["id"] for row in await db.all(Statement("SELECT id FROM sign_ins"))] == ["new"]


async def test_blocks_are_listed_in_order(db: Database, clock: ManualClock):
    for address in ("b@x.example", "@a.example", "B@X.example"):
        await db.run(users.block(address, ACT, "spam", clock.now()))

    first = await users.blocked(db, "", 1)

    assert [each.address for each in first] == ["@a.example"]
    assert [each.address for each in await users.blocked(db, "@a.example", 9)] == ["b@x.example"]
