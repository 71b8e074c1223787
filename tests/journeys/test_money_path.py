"""One reader's money, by processes as an operator starts them: signed up by a mailed link, paid, failed, without
access, paid again, erased; and nothing that tells of her is found afterwards, nor where yesterday's copy is restored.

`walked` lives through all of it once; each test looks at one part of what it saw.
"""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rigs.money import PDF, SIGN_IN, Reader, Town, reader, town, until
from rigs.ready import Ready
from rigs.traces import by_place, traces

from infra.local.buckets.bucket import FolderBucket
from infra.sandbox.samples import CATALOG, CORPUS
from shared.domain.accounts.erasure import erasure_of, id_mark

BEGUN, FAILED = "Your PepTalk subscription has begun", "Your payment for PepTalk did not go through"
ADDRESS = "Nora.Journey@mail.example"
_STRIPES = re.compile(r"\b(?:evt|cus|sub|si|in|il|pi|ch|py|pm|cs|bps|inpay|seti|re)_[A-Za-z0-9_]+")
"""Ids of Stripe's that are one customer's; prices, products and endpoints are everybody's."""

Download = tuple[int, str]
Found = set[tuple[str, str]]


@dataclass
class Walk:
    """What was seen on the way: downloads, and places with what told of her there."""

    before_paying: Download = (0, "")
    paid: Download = (0, "")
    in_grace: Download = (0, "")
    after_grace: Download = (0, "")
    paid_again: Download = (0, "")
    why_after_a_month: str = ""
    subjects: list[str] = field(default_factory=list[str])
    days_of_mails: list[str] = field(default_factory=list[str])
    telling: set[str] = field(default_factory=set[str])
    while_there: Found = field(default_factory=set[tuple[str, str]])
    erased_as: tuple[int, int] = (0, 0)
    at_stripe: list[str] = field(default_factory=list[str])
    afterwards: Found = field(default_factory=set[tuple[str, str]])
    tombstones: Found = field(default_factory=set[tuple[str, str]])
    yesterday: Found = field(default_factory=set[tuple[str, str]])
    restored: Found = field(default_factory=set[tuple[str, str]])
    exits: list[int] = field(default_factory=list[int])


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, ready: Ready) -> Walk:
    folder = tmp_path_factory.mktemp("money")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name in ("exemplin-12.xml", "trials.json"):
        shutil.copy(CORPUS / name, corpus)
    seen = Walk()
    with town(folder, ready, corpus) as here:
        here.run("catalog", "sync", str(CATALOG))
        here.run("run-single", "exemplin-12")
        here.up()
        with reader(here, ADDRESS) as nora:
            _subscribes(here, nora, seen)
            _fails_and_pays_again(here, nora, seen)
            _lives(here, nora)
            yesterday = _copied(here)
            # What cannot be undone takes a sign-in of a moment ago.
            nora.sign_in()
            user = nora.session()["user"]["id"]
            seen.telling = _telling(here, user, nora.secrets)
            seen.while_there = traces(here.shell.home, seen.telling, here.said)
            asked = nora.browser.request("DELETE", "/api/account", json={"address": ADDRESS})
            seen.erased_as = asked.status_code, nora.browser.get(PDF).status_code
        _is_erased(here, user, seen)
        _is_restored(here, folder, yesterday, seen)
    return seen


def _subscribes(here: Town, nora: Reader, seen: Walk) -> None:
    nora.sign_in()
    seen.before_paying = nora.pdf()
    back = nora.subscribe()
    until(lambda: "You have access" in nora.browser.get(back).text, "access")
    seen.paid = nora.pdf()
    until(lambda: BEGUN in nora.subjects(), "the mail of a subscription")


def _fails_and_pays_again(here: Town, nora: Reader, seen: Walk) -> None:
    here.stripes("decline", ADDRESS)
    here.later("31d12h", "31d12h")
    # Away for a month, she signs in anew.
    seen.why_after_a_month = nora.why()
    nora.sign_in()
    until(lambda: nora.why() == "grace", "grace")
    seen.in_grace = nora.pdf()
    until(lambda: FAILED in nora.subjects(), "the mail of a failed payment")

    here.later("7d12h", "39d")
    until(lambda: nora.why() == "payment_failed", "the end of access")
    seen.after_grace = nora.pdf()
    nora.pay_in_the_portal()
    until(lambda: nora.why() == "active", "access again")
    seen.paid_again = nora.pdf()
    seen.subjects = nora.subjects()
    seen.days_of_mails = [str(each["Date"].datetime.date()) for each in nora.mails()]


def _lives(here: Town, nora: Reader) -> None:
    """All else that is kept of a reader: a key, what she follows and searches for, an object, a letter that died, what
    an operator did."""
    browser = nora.browser
    made = browser.post("/api/keys", json={"name": "a notebook", "scopes": ["read"]})
    followed = browser.put("/api/account/saved/exemplin-12", json={"alert": "weekly"})
    kept = browser.post("/api/account/searches", json={"name": "Tendons", "query": {"q": "tendon"}, "alert": "never"})
    assert (made.status_code, followed.status_code, kept.status_code) == (201, 200, 201), kept.text
    nora.secrets += [made.json()["id"], made.json()["key"], kept.json()["id"]]
    key = f"private/{nora.session()['user']['id']}/notes.json"
    asyncio.run(FolderBucket(here.shell.home / "bucket").put(key, json.dumps({"of": ADDRESS}).encode()))

    _until_idle(here)
    faults = {"faults": [{"at": "stripe/subscriptions", "fault": "400", "times": 1}]}
    assert here.stripe.post("/sandbox/faults", json=faults).is_success
    here.run("subscribers", "sync", ADDRESS)
    until(lambda: _rows(here, "SELECT 1 FROM dead_letters WHERE stage = 'billing'"), "the dead letter")
    here.run("subscribers", "set", ADDRESS, "--until", "2031-01-01", "--reason", "a journey", "--yes")


def _copied(here: Town) -> str:
    _until_idle(here)
    here.run("backup", "create")
    return here.run("backup", "list", "--json").json[0]["id"]


def _is_erased(here: Town, user: str, seen: Walk) -> None:
    until(lambda: _rows(here, "SELECT 1 FROM erasures WHERE erased_at IS NOT NULL"), "the erasure")
    _until_idle(here)
    # Stripe has told of her end too, and tells everything once more.
    seen.telling |= _events_of(here, seen.telling)
    here.stripes("resend", *_events(seen))
    # Within the hour whatever waits to be tried again has come again.
    here.later("1h", "39d1h")
    _until_idle(here, emptied=True)
    seen.exits.append(here.down())
    seen.at_stripe = [each["email"] for each in here.objects("customers")]
    seen.afterwards = traces(here.shell.home, seen.telling, here.said)
    seen.tombstones = traces(here.shell.home, {erasure_of(user), id_mark("user", user)}, here.said)


def _is_restored(here: Town, folder: Path, yesterday: str, seen: Walk) -> None:
    """Yesterday's copy as it is; and as a restore leaves it, where PepTalk runs on and is told everything by Stripe."""
    raw, again, said = folder / "raw", folder / "again", folder / "said-again"
    tombstones = str(here.shell.home / "bucket")
    said.mkdir()
    here.run("backup", "restore", yesterday, "--yes", home=raw)
    seen.yesterday = traces(raw, seen.telling)
    here.run("backup", "restore", yesterday, "--tombstones", tombstones, "--yes", home=again)
    here.shell.home, here.said = again, said
    here.up("39d1h")
    here.stripes("resend", *_events(seen))
    _until_idle(here, emptied=True)
    seen.exits.append(here.down())
    seen.restored = traces(again, seen.telling, said)


def _telling(here: Town, user: str, secrets: list[str]) -> set[str]:
    """The address, and every id and token that is hers."""
    customers = {row[0] for row in _rows(here, "SELECT stripe_customer_id FROM users WHERE id = ?1", user)}
    found = {ADDRESS, user, *secrets, *customers}
    for table in ("subscriptions", "sign_ins", "sessions", "mails"):
        found |= {row[0] for row in _rows(here, f"SELECT id FROM {table} WHERE user_id = ?1", user)}
    return found | _events_of(here, customers)


def _events_of(here: Town, telling: set[str]) -> set[str]:
    """Everything of Stripe's that is named by events which name one of these."""
    named = [set(_STRIPES.findall(json.dumps(each))) for each in here.objects("events")]
    found = {each for each in telling if _STRIPES.fullmatch(each)}
    while more := {each for one in named if one & found for each in one} - found:
        found |= more
    return found


def _events(seen: Walk) -> list[str]:
    return sorted(each for each in seen.telling if each.startswith("evt_"))


def _until_idle(here: Town, *, emptied: bool = False) -> None:
    """Stripe has told everything and no work of readers' waits; where `emptied`, no message either."""
    here.stripe.post("/sandbox/stripe/settle", json={})
    until(lambda: not _rows(here, _WAITING), "quiet")
    if emptied:
        until(lambda: not _rows(here, _MESSAGES, database="queue.db"), "empty queues")


_WAITING = "SELECT 1 FROM work WHERE stage IN ('billing', 'mail', 'notify') AND state NOT IN ('done', 'dead')"
_MESSAGES = "SELECT 1 FROM messages WHERE queue IN ('peptalk-stripe-events', 'peptalk-mail')"


def _rows(here: Town, sql: str, *params: str, database: str = "app.db") -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(here.shell.home / database, timeout=20)) as opened:
        return opened.execute(sql, params).fetchall()


def test_a_reader_downloads_what_she_has_paid_for(walked: Walk):
    assert walked.before_paying == (403, "subscription_required")
    assert walked.paid == (200, "%PDF-")


def test_a_failed_payment_leaves_access_for_a_week_and_a_new_card_brings_it_back(walked: Walk):
    assert walked.why_after_a_month == "session_invalid"
    assert walked.in_grace == (200, "%PDF-")
    assert walked.after_grace == (403, "payment_failed")
    assert walked.paid_again == (200, "%PDF-")


def test_she_is_written_to_when_it_concerns_her_and_at_the_hour_that_it_is(walked: Walk):
    assert walked.subjects[:2] == [SIGN_IN, BEGUN]
    assert sorted(walked.subjects[2:]) == [SIGN_IN, FAILED]
    assert walked.days_of_mails[0] == walked.days_of_mails[1] < min(walked.days_of_mails[2:])


def test_the_search_finds_her_wherever_she_is_while_she_is_there(walked: Walk):
    places = {place for place, _ in walked.while_there}

    for each in (
        "users.email",
        "subscriptions.id",
        "stripe_events.body",
        "sessions.id",
        "mails.address",
        "api_keys.id",
    ):
        assert f"app.db {each}" in places
    for each in ("dead_letters.identity", "audit.subject", "access_changes.subscription", "saved_peptides.user_id"):
        assert f"app.db {each}" in places
    assert any(place.endswith(".eml") for place in places)
    assert any(place.startswith("bucket/") for place in places)
    assert {place for place, _ in walked.yesterday} > {"app.db users.email", "app.db stripe_events.body"}


def test_an_erasure_closes_the_account_and_deletes_the_customer(walked: Walk):
    assert walked.erased_as == (202, 401)
    assert walked.at_stripe
    assert ADDRESS not in walked.at_stripe
    assert walked.exits == [0, 0]


def test_after_the_erasure_nothing_tells_of_her(walked: Walk):
    assert by_place(walked.afterwards) == {}


def test_what_is_left_is_the_tombstone_alone(walked: Walk):
    places = {place for place, _ in walked.tombstones}

    assert places >= {"app.db tombstones.mark", "app.db erasures.id"}
    assert any(place.startswith("bucket/") for place in places)


def test_after_yesterdays_copy_is_restored_nothing_tells_of_her(walked: Walk):
    assert by_place(walked.restored) == {}
