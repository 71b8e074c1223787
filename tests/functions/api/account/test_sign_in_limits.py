"""How many mails to sign in one network can have sent, and what that leaves to everybody else."""

import json

import httpx
import pytest
from rigs.fakes import ManualClock
from rigs.mailed import ADA, ask, client_of, newest, press

from shared.domain.accounts.sign_in import USUAL
from shared.platform.ports import Platform, Statement

KNOWN = "peptalk-known"


async def test_one_network_cannot_use_up_the_mails_of_a_reader_elsewhere(api: Platform):
    async with client_of(api, "198.51.100.7") as stranger, client_of(api, "203.0.113.9") as reader:
        for _ in range(USUAL.network_hour):
            await ask(api, stranger)
        id = await ask(api, reader)

        sent = await api.db.all(Statement("SELECT id FROM sign_ins WHERE withheld IS NULL"))
        assert len(sent) == USUAL.address_network_hour + 1
        assert (await press(reader, id)).status_code == 303


NETWORKS = tuple(f"198.51.{number}.7" for number in range(USUAL.address_hour // USUAL.address_network_hour))
"""As many as use up together what strangers have of one address."""


async def used_up(api: Platform, *networks: str) -> None:
    """Strangers have mails sent to Ada from these networks, until none is sent any more."""
    for network in networks:
        async with client_of(api, network) as stranger:
            for _ in range(USUAL.address_network_hour + 1):
                await ask(api, stranger)


async def came_in(api: Platform, address: str = ADA, network: str = "203.0.113.9") -> httpx.AsyncClient:
    """A browser in which an account signed in and out again."""
    browser = client_of(api, network)
    assert (await press(browser, await ask(api, browser, address))).status_code == 303
    assert (await browser.delete("/api/session")).status_code == 204
    return browser


async def gets_in(api: Platform, browser: httpx.AsyncClient) -> bool:
    """Whether Ada is sent a mail from this browser that signs her in."""
    return (await press(browser, await ask(api, browser))).status_code == 303


async def test_strangers_in_many_networks_keep_nobody_from_signing_in_where_he_did_before(api: Platform):
    known, other = await came_in(api), client_of(api, "203.0.113.9")
    await used_up(api, *NETWORKS)

    assert not await gets_in(api, other)
    assert await gets_in(api, known)


async def test_a_stranger_in_the_same_network_keeps_nobody_out_either(api: Platform):
    known, stranger = await came_in(api), client_of(api, "203.0.113.77")
    for number in range(USUAL.network_hour):
        await stranger.post("/sign-in", data={"email": f"somebody{number}@example.com"})

    assert (await stranger.post("/sign-in", data={"email": ADA})).status_code == 429
    assert await gets_in(api, known)


async def test_a_browser_that_is_known_has_five_mails_an_hour_of_its_own(api: Platform, clock: ManualClock):
    known = await came_in(api)
    await used_up(api, *NETWORKS)
    asked = [await ask(api, known) for _ in range(USUAL.known_hour + 1)]

    rows = await api.db.all(Statement("SELECT id, withheld FROM sign_ins WHERE known IS NOT NULL"))
    assert {row["id"]: row["withheld"] for row in rows} == dict.fromkeys(asked[:-1]) | {asked[-1]: "limited"}
    clock.advance(3_600)
    assert await gets_in(api, known)


async def test_what_it_was_sent_takes_nothing_from_a_browser_that_is_new(api: Platform):
    known, new = await came_in(api), client_of(api, "203.0.113.9")
    for _ in range(USUAL.known_hour):
        await ask(api, known)

    assert await gets_in(api, new)


@pytest.mark.parametrize("shown", ["own", "bob", "changed", "none", "a word", "ä" * 9, "." * 128, "x" * 5_000])
async def test_nothing_but_the_accounts_own_is_known(api: Platform, shown: str):
    known, bob = await came_in(api), await came_in(api, "bob@example.com")
    await used_up(api, *NETWORKS)
    own = known.cookies[KNOWN]
    id, _, mark = own.partition(".")
    values = {"own": own, "bob": bob.cookies[KNOWN], "changed": f"{id}.{mark[::-1]}", "none": f"{id}."}
    cookie = f"{KNOWN}={values.get(shown, shown)}".encode()
    sent = await client_of(api).post("/sign-in", data={"email": ADA}, headers=[(b"cookie", cookie)])

    row = await api.db.first(Statement("SELECT withheld FROM sign_ins WHERE id = ?1", (await newest(api),)))
    assert (sent.status_code, row) == (303, {"withheld": None if shown == "own" else "limited"})


async def test_it_holds_after_a_change_of_address_and_ends_with_the_account(api: Platform):
    known = await came_in(api)
    await api.db.run(Statement("UPDATE users SET email = 'ada@new.example' WHERE email = ?1", (ADA,)))
    for network in NETWORKS:
        async with client_of(api, network) as stranger:
            for _ in range(USUAL.address_network_hour):
                await ask(api, stranger, "ada@new.example")
    moved = await press(known, await ask(api, known, "ada@new.example"))
    await api.db.batch([Statement("DELETE FROM sign_ins"), Statement("DELETE FROM users")])
    await used_up(api, *NETWORKS)

    assert moved.status_code == 303
    assert not await gets_in(api, known)


async def test_it_opens_nothing_and_neither_log_nor_database_holds_it(api: Platform, lines):
    known = await came_in(api)
    await ask(api, known)

    alone = client_of(api)
    alone.cookies.set(KNOWN, known.cookies[KNOWN])
    assert (await alone.get("/api/session")).json()["signed_in"] is False
    mark = known.cookies[KNOWN].partition(".")[2]
    rows = await api.db.all(Statement("SELECT * FROM sign_ins"))
    assert not any(mark in text for text in (*lines, json.dumps(rows)))


async def test_a_blocked_address_and_a_disabled_account_are_sent_nothing_there_either(api: Platform):
    known = await came_in(api)
    await api.db.run(Statement("UPDATE users SET disabled_at = 'x', disabled_by = 'op', disabled_reason = 'x'"))
    id = await ask(api, known)

    row = await api.db.first(Statement("SELECT withheld FROM sign_ins WHERE id = ?1", (id,)))
    assert row == {"withheld": "disabled"}
