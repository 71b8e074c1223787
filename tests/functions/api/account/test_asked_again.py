"""Who took an address off a kind of mail gets it again once he asks for it, and at another address as little."""

from urllib.parse import urlsplit

import pytest
from invented.factories import peptide
from rigs.mailed import ADA, KEY, client_of, newest
from rigs.signed_in import COOKIE, sign_in

from shared.domain.accounts.signing import typed_code
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import address_mark, unsubscribe_url
from shared.platform.ports import Platform, Statement
from shared.store.evidence import peptides
from shared.store.mailing import suppressions

ALERT, DIGEST, MAINTENANCE = MailKind.EVIDENCE_ALERT, MailKind.WEEKLY_DIGEST, MailKind.MAINTENANCE
SEARCH = {"name": "hearts", "query": {"q": "heart"}}


@pytest.fixture
async def ada(api: Platform):
    """Ada's browser, signed in; she took her address off three kinds of mail."""
    await api.db.batch(peptides.sync([peptide(slug="aa", name="Peptide A", aliases=())], "catalog", api.clock.now()))
    await api.db.run(Statement("UPDATE peptides SET current_version = 1"))
    async with client_of(api) as browser:
        browser.cookies.set(COOKIE, await sign_in(api))
        for kind in (ALERT, DIGEST, MAINTENANCE):
            url = urlsplit(unsubscribe_url("", KEY, ADA, kind) or "")
            assert (await browser.post(f"{url.path}?{url.query}")).status_code == 200
        yield browser


async def refused(api: Platform, address: str = ADA) -> set[MailKind]:
    kinds = (ALERT, DIGEST, MAINTENANCE)
    return {each for each in kinds if await suppressions.why_not(api.db, address_mark(KEY, address), each)}


@pytest.mark.parametrize(
    ("alert", "left"),
    [
        ("never", {ALERT, DIGEST, MAINTENANCE}),
        ("at_once", {DIGEST, MAINTENANCE}),
        ("weekly", {ALERT, MAINTENANCE}),
    ],
)
@pytest.mark.parametrize("by", ["peptide", "search", "changed search", "peptide's form", "search's form"])
async def test_whoever_asks_for_an_alert_gets_its_mail_again_and_no_other(by, alert, left, api, ada):
    match by:
        case "peptide":
            done = await ada.put("/api/account/saved/aa", json={"alert": alert})
        case "search":
            done = await ada.post("/api/account/searches", json={**SEARCH, "alert": alert})
        case "changed search":
            id = (await ada.post("/api/account/searches", json=SEARCH)).json()["id"]
            done = await ada.put(f"/api/account/searches/{id}", json={**SEARCH, "alert": alert})
        case "peptide's form":
            done = await ada.post("/account/following", data={"slug": "aa", "alert": alert})
        case _:
            done = await ada.post("/account/following/searches", data={"name": "hearts", "q": "heart", "alert": alert})

    assert done.status_code in (200, 201, 303)
    assert await refused(api) == left


async def test_what_cannot_be_followed_asks_for_nothing(api, ada):
    assert (await ada.put("/api/account/saved/bb", json={"alert": "at_once"})).status_code == 404
    assert (await ada.post("/account/following", data={"slug": "bb", "alert": "at_once"})).status_code == 404

    assert await refused(api) == {ALERT, DIGEST, MAINTENANCE}


@pytest.mark.parametrize("last", ["old_address", "new_address"])
async def test_a_refusal_goes_along_to_another_address(last, api, ada):
    new = "ada@new.example"
    addresses = {"old_address": ADA, "new_address": new}
    await ada.post("/api/account/address", json={"email": new})
    for purpose in sorted(addresses, key=lambda each: each == last):
        code = typed_code(KEY, await newest(api, addresses[purpose], purpose))
        done = await ada.post("/api/sign-in/code", json={"code": code})

    assert done.json()["state"] == "address_changed"
    assert await refused(api, new) == {ALERT, DIGEST, MAINTENANCE}
