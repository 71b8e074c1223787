"""Who is signed in here and elsewhere, as the API shows and ends it."""

import httpx
import pytest
from rigs.signed_in import COOKIE, sign_in

from shared.domain.accounts.signing import hashed
from shared.platform.ports import Platform, Statement
from shared.store.accounts import users
from shared.store.audit import Act

DAY = 86_400


async def state(reader: httpx.AsyncClient) -> bool:
    found = await reader.get("/api/session")
    assert found.status_code == 200
    assert found.headers["cache-control"] == "no-store"
    return found.json()["signed_in"]


async def test_nobody_is_signed_in_at_first(reader: httpx.AsyncClient):
    found = (await reader.get("/api/session")).json()

    assert (found["signed_in"], found["user"], found["access"]["why"]) == (False, None, "open")
    for method, path in (("GET", "/api/sessions"), ("DELETE", "/api/sessions"), ("DELETE", "/api/sessions/ab")):
        refused = await reader.request(method, path)
        assert (refused.status_code, refused.json()["why"], refused.json()["next"]) == (401, "session", "/sign-in")


async def test_who_is_signed_in_is_told_with_his_access(as_function, reader_of):
    paid = as_function(
        "api", PEPTALK_ACCESS="paid", PEPTALK_ORIGIN="http://peptalk.test", PEPTALK_SIGNING_KEY="5a" * 32
    )
    token = await sign_in(paid)
    async with reader_of(paid) as reader:
        reader.cookies.set(COOKIE, token)

        before = (await reader.get("/api/session")).json()
        await paid.db.run(
            Statement(
                "INSERT INTO subscriptions (id, user_id, status, current_period_end)"
                " SELECT 's1', id, 'active', '2027-01-31T00:00:00.000Z' FROM users"
            )
        )
        after = (await reader.get("/api/session")).json()

    assert before["user"]["email"] == "ada@example.com"
    assert before["access"] == {
        "granted": False,
        "why": "subscription_required",
        "words": "Subscription required.",
        "until": None,
    }
    assert (after["access"]["granted"], after["access"]["until"]) == (True, "2027-01-31T00:00:00.000Z")


@pytest.mark.parametrize("value", ["", "x", "A" * 43, "é", "a" * 10_000])
async def test_a_cookie_that_is_no_session_is_nobody(api: Platform, reader: httpx.AsyncClient, value):
    await sign_in(api)

    found = await reader.get("/api/session", headers={"cookie": f"{COOKIE}={value}".encode()})

    assert found.json()["signed_in"] is False


async def test_what_the_database_keeps_opens_nothing(api: Platform, reader: httpx.AsyncClient):
    token = await sign_in(api)

    reader.cookies.set(COOKIE, hashed(token))

    assert await state(reader) is False


async def test_signing_out_ends_the_session_and_not_the_cookie_alone(api: Platform, reader: httpx.AsyncClient):
    token = await sign_in(api)
    reader.cookies.set(COOKIE, token)
    assert await state(reader)

    gone = await reader.delete("/api/session")

    assert gone.status_code == 204
    assert "peptalk=; Max-Age=0" in gone.headers["set-cookie"]
    reader.cookies.clear()
    reader.cookies.set(COOKIE, token)
    assert await state(reader) is False
    assert (await reader.delete("/api/session")).status_code == 204


async def test_sessions_are_listed_and_ended_one_by_one(api: Platform, reader: httpx.AsyncClient):
    here, there = await sign_in(api), await sign_in(api, browser="Safari on iPhone")
    other = await sign_in(api, "bob@example.com")
    reader.cookies.set(COOKIE, here)

    listed = (await reader.get("/api/sessions")).json()["sessions"]

    assert {(each["browser"], each["this"]) for each in listed} == {
        ("Firefox on Linux", True),
        ("Safari on iPhone", False),
    }
    assert not any(token in str(listed) for token in (here, there, hashed(here), hashed(there)))
    theirs = (await api.db.first(Statement("SELECT id FROM sessions WHERE token = ?1", (hashed(other),)))) or {}
    assert (await reader.delete(f"/api/sessions/{theirs['id']}")).status_code == 404
    away = next(each["id"] for each in listed if not each["this"])
    assert (await reader.delete(f"/api/sessions/{away}")).status_code == 204
    assert (await reader.delete(f"/api/sessions/{away}")).status_code == 404
    reader.cookies.clear()
    for token, still in ((here, True), (there, False), (other, True)):
        reader.cookies.set(COOKIE, token)
        assert await state(reader) is still


async def test_signing_out_everywhere_ends_all_of_the_account_and_no_other(api: Platform, reader: httpx.AsyncClient):
    here, there, other = await sign_in(api), await sign_in(api), await sign_in(api, "bob@example.com")
    reader.cookies.set(COOKIE, here)

    assert (await reader.delete("/api/sessions")).status_code == 204

    reader.cookies.clear()
    for token, still in ((here, False), (there, False), (other, True)):
        reader.cookies.set(COOKIE, token)
        assert await state(reader) is still


async def test_idle_and_absolute_time_end_a_session_as_they_are_set(as_function, reader_of, clock):
    api = as_function(
        "api",
        PEPTALK_SIGNING_KEY="5a" * 32,
        PEPTALK_ACCESS="open",
        PEPTALK_ORIGIN="http://peptalk.test",
        PEPTALK_SESSION_IDLE_DAYS="2",
        PEPTALK_SESSION_DAYS="5",
    )
    async with reader_of(api) as reader:
        reader.cookies.set(COOKIE, await sign_in(api))
        clock.advance(2 * DAY - 1)
        assert await state(reader)
        clock.advance(2 * DAY)
        assert await state(reader) is False


async def test_a_disabled_account_is_out_at_once_and_stays_out(api: Platform, reader: httpx.AsyncClient):
    reader.cookies.set(COOKIE, await sign_in(api))
    account = await users.by_address(api.db, "ada@example.com")
    assert account is not None

    await api.db.run(users.disabled(account.id, Act("0" * 12, "eve"), "abuse", api.clock.now()))

    assert await state(reader) is False


async def test_a_request_of_somebody_signed_in_is_one_query(api: Platform, reader: httpx.AsyncClient, counted):
    token = await sign_in(api)
    reader.cookies.set(COOKIE, token)

    counted.clear()
    await reader.get("/api/session")

    assert len(counted) == 1
