"""An account gets another address once both are confirmed, in the browser that asked and is signed in."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta

import httpx
import pytest
from rigs.fakes import HandDelivery, ManualClock
from rigs.mailed import ADA, KEY, client_of, newest, press, signed_in
from rigs.signed_in import COOKIE, sign_in

from functions.mail.handler import queue as mail_queue
from shared.domain.accounts.signing import typed_code
from shared.platform.pace import UNPACED, Pace
from shared.platform.ports import Batch, OutgoingMail, Platform, Statement
from shared.store.accounts import users
from shared.store.audit import Act

NEW = "ada@new.example"
OLD_MAIL, NEW_MAIL = (ADA, "old_address"), (NEW, "new_address")


@dataclass
class Carrier:
    """Keeps what it is handed."""

    name: str = "carrier"
    keeps: bool = False
    pace: Pace = UNPACED
    taken: list[OutgoingMail] = field(default_factory=list[OutgoingMail])

    async def send(self, mail: OutgoingMail) -> str | None:
        self.taken.append(mail)


@pytest.fixture
async def ada(api: Platform) -> httpx.AsyncClient:
    """Ada's browser, signed in."""
    browser = client_of(api)
    browser.cookies.set(COOKIE, await sign_in(api))
    return browser


async def ask(browser: httpx.AsyncClient, email: str = NEW) -> httpx.Response:
    return await browser.post("/api/account/address", json={"email": email})


async def typed(api: Platform, browser: httpx.AsyncClient, mail: tuple[str, str]) -> httpx.Response:
    """Type the code of the newest mail of this purpose to this address."""
    return await browser.post("/api/sign-in/code", json={"code": typed_code(KEY, await newest(api, *mail))})


async def address(api: Platform) -> str:
    (user,) = await api.db.all(Statement("SELECT email FROM users WHERE email LIKE 'ada@%'"))
    return user["email"]


async def mailed(api: Platform) -> list[OutgoingMail]:
    """What mail sends of all that was asked for."""
    carrier, bodies = Carrier(), api.queues["peptalk-mail"].bodies
    while bodies:
        one = replace(api, function="mail", mailer=carrier)
        await mail_queue(Batch("peptalk-mail", [HandDelivery(bodies.pop(0))]), one)
    return carrier.taken


@pytest.mark.parametrize("order", [(OLD_MAIL, NEW_MAIL), (NEW_MAIL, OLD_MAIL)], ids=["old first", "new first"])
async def test_both_are_confirmed_in_either_order_and_the_second_changes_it(order, api, ada):
    asked = await ask(ada)
    first = await typed(api, ada, order[0])
    between = await address(api)
    second = await typed(api, ada, order[1])

    assert (asked.status_code, asked.json()) == (202, {"state": "asked", "expires_in": 600})
    assert (first.json()["state"], between) == ("address_confirmed", ADA)
    assert (second.json()["state"], await address(api)) == ("address_changed", NEW)
    assert (await ada.get("/api/session")).json()["user"]["email"] == NEW


async def test_each_address_is_sent_its_own_mail_and_either_link_works(api, ada):
    await ask(ada)
    sent = await mailed(api)

    first = await press(ada, await newest(api, *OLD_MAIL))
    second = await press(ada, await newest(api, *NEW_MAIL))

    assert [(each.to, each.subject) for each in sent] == [
        (ADA, "Confirm that your PepTalk address shall change"),
        (NEW, "Confirm your new address at PepTalk"),
    ]
    assert (first.status_code, second.status_code, await address(api)) == (200, 200, NEW)


@pytest.mark.parametrize("mail", [OLD_MAIL, NEW_MAIL], ids=["old", "new"])
async def test_one_mailbox_alone_changes_nothing_however_often(mail, api, ada):
    await ask(ada)

    answers = [await typed(api, ada, mail) for _ in range(3)]

    assert [each.json().get("state") for each in answers] == ["address_confirmed"] * 3
    assert await address(api) == ADA


async def test_every_other_session_ends_with_the_change_and_what_was_asked_for_before_is_void(api, ada):
    elsewhere, waiting = client_of(api), client_of(api)
    elsewhere.cookies.set(COOKIE, await sign_in(api))
    await waiting.post("/api/sign-in", json={"email": ADA})
    pending = await newest(api)
    await ask(ada)
    await typed(api, ada, OLD_MAIL)
    await typed(api, ada, NEW_MAIL)

    assert [await signed_in(each) for each in (ada, elsewhere)] == [True, False]
    assert (await waiting.post("/api/sign-in/code", json={"code": typed_code(KEY, pending)})).status_code == 410
    assert not await signed_in(waiting)


@pytest.mark.parametrize("late", [OLD_MAIL, NEW_MAIL], ids=["old", "new"])
async def test_after_ten_minutes_neither_confirms_anything(late, api, ada, clock: ManualClock):
    early = NEW_MAIL if late is OLD_MAIL else OLD_MAIL
    await ask(ada)
    await typed(api, ada, early)
    clock.advance(600)

    answer = await typed(api, ada, late)

    assert (answer.status_code, answer.json()["why"]) == (410, "gone")
    assert await address(api) == ADA


async def test_of_an_address_that_was_blocked_since_nothing_says_that_it_is_confirmed(api, ada):
    await ask(ada)
    await api.db.run(users.block(NEW, Act("0" * 12, "eve"), "spam", api.clock.now()))

    pressed, code = await press(ada, await newest(api, *NEW_MAIL)), await typed(api, ada, NEW_MAIL)

    assert (pressed.status_code, "does not work any more" in pressed.text) == (410, True)
    assert (code.status_code, code.json()["why"]) == (410, "gone")


async def test_a_taken_address_is_answered_alike_gets_no_mail_and_is_never_given(api, ada):
    bob = await sign_in(api, "bob@new.example")
    free, taken = await ask(ada), await ask(ada, "bob@new.example")
    sent = await mailed(api)

    answers = [await typed(api, ada, (ADA, "old_address")), await typed(api, ada, ("bob@new.example", "new_address"))]

    assert (free.status_code, free.json()) == (taken.status_code, taken.json())
    assert [each.to for each in sent] == [ADA, NEW, ADA]
    assert [each.status_code for each in answers] == [200, 400]
    assert (await address(api), bob != "") == (ADA, True)


async def test_an_address_that_somebody_took_meanwhile_is_not_given(api, ada):
    await ask(ada)
    await typed(api, ada, OLD_MAIL)
    await sign_in(api, NEW)

    answer = await typed(api, ada, NEW_MAIL)

    assert answer.json()["state"] == "address_confirmed"
    assert (await ada.get("/api/session")).json()["user"]["email"] == ADA


@pytest.mark.parametrize("end", ["disabled", "revoked", "elsewhere"])
async def test_only_who_is_signed_in_in_the_browser_that_asked_confirms(end, api, ada, clock: ManualClock):
    await ask(ada)
    browser = ada
    if end == "disabled":
        await api.db.run(Statement("UPDATE users SET disabled_at = 'x', disabled_by = 'op', disabled_reason = 'x'"))
    elif end == "revoked":
        await api.db.run(Statement("UPDATE sessions SET ended_at = 'x', ended_by = 'operator'"))
    else:
        browser = client_of(api)
        browser.cookies.set(COOKIE, await sign_in(api))

    answers = [await typed(api, browser, mail) for mail in (OLD_MAIL, NEW_MAIL)]

    assert {each.json()["why"] for each in answers} <= {"other_browser", "gone"}
    assert {each.status_code for each in answers} <= {409, 410}
    assert await address(api) == ADA


async def test_what_cannot_be_asked_says_why(api, ada):
    nobody = await ask(client_of(api))
    same, none = await ask(ada, "ADA@example.com"), await ask(ada, "ada@nowhere")
    await api.db.run(Statement("UPDATE users SET disabled_at = 'x', disabled_by = 'op', disabled_reason = 'x'"))
    disabled = await ask(ada)

    told = [(each.status_code, each.json()["why"]) for each in (nobody, same, none, disabled)]
    assert told == [(401, "session"), (409, "same_address"), (400, "no_address"), (401, "session")]
    assert json.dumps(await api.db.all(Statement("SELECT address FROM mails"))) == "[]"


async def test_an_account_asks_five_times_an_hour_and_then_no_mail_goes_out(api, ada, clock: ManualClock):
    answers = [await ask(ada, f"ada{number}@new.example") for number in range(6)]
    sent = await mailed(api)
    clock.moment += timedelta(hours=1)
    await ask(ada)

    assert [each.status_code for each in answers] == [202] * 6
    assert {each.to for each in sent} == {ADA, *(f"ada{number}@new.example" for number in range(5))}
    assert [each.to for each in await mailed(api)] == [ADA, NEW]
