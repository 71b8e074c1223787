"""Signing in by mail: people get in, whatever reads their mail does not."""

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest
from rigs.fakes import ManualClock
from rigs.mailed import ADA, KEY, ORIGIN, ask, client_of, newest, press, signed_in
from rigs.signed_in import COOKIE, sign_in

from shared.domain.accounts.sign_in import ATTEMPTS
from shared.domain.accounts.signing import confirm_url, link_token, typed_code
from shared.platform.ports import Platform, Statement
from shared.store.accounts import users
from shared.store.audit import Act

ASKED = "peptalk-asked"


async def test_a_link_signs_in_the_browser_that_asked(api: Platform, reader: httpx.AsyncClient):
    id = await ask(api, reader)

    done = await press(reader, id)

    assert (done.status_code, done.headers["location"]) == (303, "/account")
    assert await signed_in(reader)
    assert ASKED not in reader.cookies
    account = await users.by_address(api.db, ADA)
    assert account is not None
    assert account.confirmed_at is not None
    page = await reader.get("/account/sessions")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert ADA in page.text


async def test_a_code_signs_in_the_browser_that_asked(api: Platform, reader: httpx.AsyncClient):
    await reader.post("/api/sign-in", json={"email": ADA, "next": "/peptides/x"})
    code = typed_code(KEY, await newest(api))

    done = await reader.post("/api/sign-in/code", json={"code": f"{code[:4]} {code[4:]}"})

    assert (done.status_code, done.json()) == (200, {"state": "signed_in", "next": "/peptides/x"})
    assert await signed_in(reader)


async def test_a_code_is_typed_on_the_page_too(api: Platform, reader: httpx.AsyncClient):
    code = typed_code(KEY, await ask(api, reader))
    assert (await reader.get("/sign-in/code")).status_code == 200

    wrong = await reader.post("/sign-in/code", data={"code": "1234"})
    done = await reader.post("/sign-in/code", data={"code": code})

    assert (wrong.status_code, "eight digits" in wrong.text) == (400, True)
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    assert await signed_in(reader)


# What is done with a mail's link before its reader comes: (request with the link's address and token) each.

Scan = Callable[[httpx.AsyncClient, str, str], Awaitable[object]]


async def _nothing(client: httpx.AsyncClient, url: str, token: str) -> None:
    del client, url, token


async def _get(client, url, token):
    return await client.get(url)


async def _head(client, url, token):
    return await client.head(url)


async def _options(client, url, token):
    return await client.options(url)


async def _get_often(client, url, token):
    return [await client.get(url) for _ in range(20)]


async def _post_bare(client, url, token):
    return await client.post(url)


async def _post(client, url, token):
    return await client.post("/sign-in/confirm", data={"token": token})


async def _post_twice(client, url, token):
    return [await _post(client, url, token) for _ in range(2)]


async def _post_to_link(client, url, token):
    return await client.post(url, data={"token": token})


async def _post_json(client, url, token):
    return await client.post("/sign-in/confirm", json={"token": token})


async def _post_without_origin(client, url, token):
    return await client.post("/sign-in/confirm", data={"token": token}, headers={"origin": "null"})


async def _post_cross_site(client, url, token):
    return await client.post("/sign-in/confirm", data={"token": token}, headers={"sec-fetch-site": "cross-site"})


async def _get_and_press(client, url, token):
    await client.get(url)
    return await _post(client, url, token)


async def _prefetch(client, url, token):
    return await client.get(url, headers={"purpose": "prefetch", "sec-purpose": "prefetch;prerender"})


async def _put(client, url, token):
    return [await client.request(each, url) for each in ("PUT", "DELETE", "PATCH")]


async def _rewritten(client, url, token):
    return await client.get(f"{url}&utm_source=mail&x=%3Cscript%3E")


async def _with_a_nonce_of_its_own(client, url, token):
    await client.post("/sign-in", data={"email": "scanner@example.net"})
    return await _get_and_press(client, url, token)


async def _with_a_made_up_nonce(client, url, token):
    client.cookies.set(ASKED, "0" * 64)
    return await _get_and_press(client, url, token)


async def _with_a_session_of_its_own(client, url, token):
    await client.post("/sign-in", data={"email": "scanner@example.net"})
    return [await _get_and_press(client, url, token), await client.get("/account/sessions")]


async def _types_codes(client, url, token):
    await client.post("/sign-in", data={"email": "scanner@example.net"})
    return [await client.post("/sign-in/code", data={"code": f"{n:08d}"}) for n in range(8)]


async def _types_the_code_of_the_mail(client, url, token):
    # A scanner reads the whole mail. Its code is good in the browser that asked alone.
    await client.post("/sign-in", data={"email": "scanner@example.net"})
    return await client.post("/sign-in/code", data={"code": client.headers["x-code-of-mail"]})


async def _everything(client, url, token):
    for scan in (_head, _get, _prefetch, _post, _post_bare, _get_and_press, _with_a_nonce_of_its_own):
        await scan(client, url, token)


SCANS: list[Scan] = [
    *(_nothing, _get, _head, _options, _get_often, _post_bare, _post, _post_twice, _post_to_link, _post_json),
    *(_post_without_origin, _post_cross_site, _get_and_press, _prefetch, _put, _rewritten, _with_a_nonce_of_its_own),
    *(_with_a_made_up_nonce, _with_a_session_of_its_own, _types_codes, _types_the_code_of_the_mail, _everything),
]


@pytest.mark.parametrize("by", ["link", "code"])
@pytest.mark.parametrize("scan", SCANS, ids=lambda scan: scan.__name__.strip("_"))
async def test_a_scanner_is_never_signed_in_and_its_reader_always(scan, by, api: Platform, reader: httpx.AsyncClient):
    id = await ask(api, reader)
    async with client_of(api) as scanner:
        scanner.headers["x-code-of-mail"] = typed_code(KEY, id)
        await scan(scanner, confirm_url(ORIGIN, KEY, id), link_token(KEY, id))

        assert not await signed_in(scanner)
    assert await api.db.all(Statement("SELECT id FROM sessions")) == []

    if by == "link":
        await press(reader, id)
    else:
        await reader.post("/sign-in/code", data={"code": typed_code(KEY, id)})
    assert await signed_in(reader)


async def test_what_a_scanner_is_told_is_to_type_the_code(api: Platform, reader: httpx.AsyncClient):
    id = await ask(api, reader)
    async with client_of(api) as scanner:
        told = await press(scanner, id)

    assert (told.status_code, "Type the code instead" in told.text) == (409, True)
    assert "set-cookie" not in told.headers


async def test_a_double_click_is_one_session_and_both_answers_carry_it(api: Platform, reader: httpx.AsyncClient):
    id = await ask(api, reader)
    nonce = reader.cookies[ASKED]
    first = await press(reader, id)
    # The browser gave up on the first answer: it holds the nonce still, and no session.
    reader.cookies.clear()
    reader.cookies.set(ASKED, nonce)

    second = await press(reader, id)

    assert first.headers.get_list("set-cookie") == second.headers.get_list("set-cookie")
    assert await signed_in(reader)
    assert len(await api.db.all(Statement("SELECT id FROM sessions"))) == 1


async def test_a_used_link_is_of_no_use_a_minute_later(api: Platform, reader: httpx.AsyncClient, clock: ManualClock):
    id = await ask(api, reader)
    nonce = reader.cookies[ASKED]
    await press(reader, id)
    await reader.delete("/api/session")
    clock.advance(61)
    reader.cookies.set(ASKED, nonce)

    again = await press(reader, id)

    assert again.status_code == 410
    assert not await signed_in(reader)
    code = await reader.post("/api/sign-in/code", json={"code": typed_code(KEY, id)})
    assert (code.status_code, code.json()["why"]) == (410, "gone")


async def test_a_session_that_was_ended_is_not_given_again_by_a_second_click(api: Platform, reader: httpx.AsyncClient):
    id = await ask(api, reader)
    nonce = reader.cookies[ASKED]
    await press(reader, id)
    await reader.delete("/api/session")
    reader.cookies.set(ASKED, nonce)

    assert (await press(reader, id)).status_code == 410
    assert not await signed_in(reader)


async def test_after_ten_minutes_link_and_code_are_over(api: Platform, reader: httpx.AsyncClient, clock: ManualClock):
    id = await ask(api, reader)
    clock.advance(600)

    assert (await press(reader, id)).status_code == 410
    assert (await reader.post("/sign-in/code", data={"code": typed_code(KEY, id)})).status_code == 410
    assert not await signed_in(reader)


async def test_after_five_codes_only_the_link_is_left(api: Platform, reader: httpx.AsyncClient):
    id = await ask(api, reader)
    code = typed_code(KEY, id)
    wrong = f"{(int(code) + 1) % 10**8:08d}"

    tried = [(await reader.post("/api/sign-in/code", json={"code": wrong})).json()["why"] for _ in range(ATTEMPTS)]

    assert tried == ["code_wrong"] * ATTEMPTS
    assert (await reader.post("/api/sign-in/code", json={"code": code})).status_code == 410
    assert (await press(reader, id)).status_code == 303


async def test_who_asks_twice_may_use_the_first_mail(api: Platform, reader: httpx.AsyncClient, clock: ManualClock):
    first = await ask(api, reader)
    clock.advance(60)
    await ask(api, reader)

    await press(reader, first)

    assert await signed_in(reader)


async def test_every_sign_in_gives_another_session_and_ends_the_one_before(api: Platform, reader: httpx.AsyncClient):
    await press(reader, await ask(api, reader))
    old = reader.cookies[COOKIE]

    await press(reader, await ask(api, reader))

    assert reader.cookies[COOKIE] != old
    reader.cookies.clear()
    reader.cookies.set(COOKIE, old)
    assert not await signed_in(reader)


async def test_a_session_that_somebody_planted_is_never_taken_up(api: Platform, reader: httpx.AsyncClient):
    reader.cookies.set(COOKIE, "planted" * 6, domain="peptalk.test")

    await press(reader, await ask(api, reader))

    assert reader.cookies[COOKIE] != "planted" * 6
    assert await signed_in(reader)


ACT = Act("0" * 12, "eve")


async def _known(api: Platform) -> None:
    await sign_in(api, ADA)


async def _disabled(api: Platform) -> None:
    await sign_in(api, ADA)
    account = await users.by_address(api.db, ADA)
    assert account is not None
    await api.db.run(users.disabled(account.id, ACT, "abuse", api.clock.now()))


async def _blocked(api: Platform) -> None:
    await api.db.run(users.block("@example.com", ACT, "spam", api.clock.now()))


async def _limited(api: Platform) -> None:
    async with client_of(api) as other:
        for _ in range(5):
            await other.post("/sign-in", data={"email": ADA})


async def test_every_address_has_the_same_answer_by_the_same_steps(api: Platform, db, counted, clock: ManualClock):
    seen: dict[str, tuple[object, ...]] = {}
    for state in (_nothing, _known, _disabled, _blocked, _limited):
        for table in ("sessions", "sign_ins", "blocked_addresses", "mails", "users"):
            await db.run(Statement(f"DELETE FROM {table}"))
        await (state(api) if state is not _nothing else _nothing(*([None] * 3)))  # type: ignore[arg-type]
        async with client_of(api) as asking:
            counted.clear()
            sent = len(api.queues["peptalk-mail"].bodies)  # type: ignore[attr-defined]
            answer = await asking.post("/api/sign-in", json={"email": ADA})
            headers = {
                name: value
                for name, value in answer.headers.items()
                if not re.match("set-cookie|ratelimit|x-ratelimit", name)
            }
            cookie = re.sub(r"=[0-9a-f]{64};", "=;", answer.headers["set-cookie"])
            told = (answer.status_code, answer.text, headers, cookie)
            mails = await db.all(Statement("SELECT count(*) AS n FROM mails WHERE state = 'queued'"))
            sent = len(api.queues["peptalk-mail"].bodies) - sent  # type: ignore[attr-defined]
        seen[state.__name__] = (*told, counted[-2:], sent, mails[0]["n"] >= 1)

    assert all(each == seen["_nothing"] for each in seen.values()), seen
    assert seen["_nothing"][0] == 202
    assert seen["_nothing"][4] == ["first", "batch"]


@pytest.mark.parametrize(
    ("state", "why"), [(_disabled, "disabled"), (_blocked, "blocked"), (_limited, "limited"), (_known, None)]
)
async def test_what_is_withheld_is_on_record_and_leads_nowhere(state, why, api: Platform, reader: httpx.AsyncClient):
    await state(api)
    id = await ask(api, reader)

    row = await api.db.first(Statement("SELECT withheld FROM sign_ins WHERE id = ?1", (id,)))

    assert row == {"withheld": why}
    assert (await press(reader, id)).status_code == (303 if why is None else 410)
    assert await signed_in(reader) is (why is None)


async def test_one_network_cannot_ask_for_everybody(api: Platform, reader: httpx.AsyncClient, clock: ManualClock):
    answers = [(await reader.post("/api/sign-in", json={"email": f"u{n}@example.com"})).status_code for n in range(61)]
    assert answers == [202] * 60 + [429]
    refused = await reader.post("/sign-in", data={"email": ADA})
    assert (refused.status_code, "in an hour" in refused.text) == (429, True)

    clock.advance(3_600)

    assert (await reader.post("/api/sign-in", json={"email": ADA})).status_code == 202


@pytest.mark.parametrize("address", ["", "ada", "ada@", "@", "a b@example.com", "a@b@c", "ada@localhost"])
async def test_what_is_no_address_is_said_and_not_repeated(address, reader: httpx.AsyncClient):
    told = await reader.post("/api/sign-in", json={"email": address})

    assert told.status_code == (422 if len(address) < 3 else 400)
    assert not address or f"{address} " not in told.text
    assert (await reader.post("/sign-in", data={"email": address})).status_code == 400


async def test_neither_log_nor_database_holds_what_opens_a_door(api: Platform, reader: httpx.AsyncClient, lines):
    id = await ask(api, reader)
    secrets = {link_token(KEY, id), typed_code(KEY, id), reader.cookies[ASKED]}
    await press(reader, id)
    secrets |= {reader.cookies[COOKIE], ADA}

    logged = "\n".join(lines)
    tables = [row["name"] for row in await api.db.all(Statement("SELECT name FROM sqlite_schema WHERE type = 'table'"))]
    rows = [row for name in tables for row in await api.db.all(Statement(f'SELECT * FROM "{name}"'))]

    assert not [each for each in secrets if each in logged]
    assert [each for each in secrets if each in str(rows)] == [ADA]
    assert {"sign_in_asked", "signed_in"} <= set(re.findall(r'"event": "(\w+)"', logged))


async def test_signing_in_takes_three_queries_at_most(api: Platform, reader: httpx.AsyncClient, counted):
    for step in ("ask", "link", "code"):
        reader.cookies.clear()
        id = await ask(api, reader)
        counted.clear()
        if step == "ask":
            await reader.post("/sign-in", data={"email": ADA})
        elif step == "link":
            await reader.post("/sign-in/confirm", data={"token": link_token(KEY, id)})
        else:
            await reader.post("/sign-in/code", data={"code": typed_code(KEY, id)})
        assert len(counted) <= 3, step
