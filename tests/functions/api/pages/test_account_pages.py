"""An account in a browser without JavaScript: what it follows, its keys, its sessions, and the way to all of it."""

import json
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser

import httpx
import pytest
from rigs.fakes import ManualClock
from rigs.signed_in import COOKIE, sign_in

from functions.mail.content import Link
from functions.mail.to_accounts import payment_failed, welcome
from functions.site import pages
from shared.platform.ports import Platform

ADA = "ada@example.com"
PAGES = ["/account", "/account/following", "/account/following/find?q=exemplin", "/account/keys", "/account/sessions"]
LEAVE = "/account/leave"
SITE = {"/", "/methods", "/search"}
"""What the site serves, and the API does not."""


@pytest.fixture
async def browser(shelf: Platform, reader_of) -> AsyncIterator[httpx.AsyncClient]:
    async with reader_of(shelf) as client:
        client.cookies.set(COOKIE, await sign_in(shelf))
        yield client


class Way(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "form":
            self.forms.append((given["method"] or "", given["action"] or ""))


@pytest.mark.parametrize("path", PAGES)
async def test_who_is_not_signed_in_signs_in_first_and_comes_back(path, reader: httpx.AsyncClient):
    found = await reader.get(path)

    assert found.status_code == 303
    assert path.startswith(found.headers["location"].removeprefix("/sign-in?next="))


async def test_every_link_form_and_mail_leads_to_an_address_that_there_is(browser: httpx.AsyncClient):
    await browser.post("/account/following", data={"slug": "healin"})
    await browser.post("/account/keys", data={"name": "a notebook", "read": "yes"})
    await browser.post("/account/following/searches", data={"name": "hearts"})
    shown = [await browser.get(path) for path in [*PAGES, "/account/subscription", LEAVE]]
    ways = [Way(each.text) for each in shown]
    mails = (welcome(""), payment_failed(""))
    mailed = [block.url for content in mails for block in content.blocks if isinstance(block, Link)]
    links = {link for way in ways for link in way.links if not link.startswith(("/peptides/", "#"))} | set(mailed)
    forms = {form for way in ways for form in way.forms}

    assert {"/account/following", "/account/keys", "/account/sessions", "/account/subscription"} <= links
    for link in links - SITE:
        assert (await browser.get(link)).status_code == 200, link
    assert len(forms) > 8
    for method, action in forms - {("get", "/account/following/find")}:
        assert method == "post"
        # There is such a route: it asks for another method.
        assert (await browser.put(action)).status_code == 405, action
    for page in shown:
        assert page.status_code == 200
        assert page.text.count('aria-current="page"') == (page.url.path != LEAVE), page.url
        assert "<script" not in page.text


async def test_every_page_has_the_head_and_the_foot_of_the_site(browser: httpx.AsyncClient):
    listing = pages.listing([]).decode()

    (head,) = re.findall(r'<nav class="site".*?</nav>', listing)
    (links,) = re.findall(r"<footer>.*?(<p><a .*?)</footer>", listing, re.DOTALL)
    for path in (*PAGES, LEAVE, "/account/subscription", "/sign-in", "/sign-in/code", "/sign-in/confirm?token=x"):
        found = (await browser.get(path)).text
        assert head in found, path
        assert links in found, path
        assert "This page is not medical advice." in found
        assert found.count("<h1>") == 1
        assert found.index('href="#content"') < found.index("<header>") < found.index('<main id="content">')


async def test_a_peptide_is_found_by_its_alias_followed_changed_and_dropped(browser: httpx.AsyncClient):
    found = await browser.get("/account/following/find", params={"q": "hl-1"})
    sent = await browser.post("/account/following", data={"slug": "healin", "alert": "at_once"})
    followed = await browser.get("/account/following")
    await browser.post("/account/following", data={"slug": "healin", "alert": "weekly"})
    changed = (await browser.get("/api/account/saved")).json()["items"]
    await browser.post("/account/following/drop", data={"slug": "healin"})
    dropped = await browser.get("/account/following")

    assert re.findall(r'name="slug" value="([^"]*)"', found.text) == ["healin"]
    assert (sent.status_code, sent.headers["location"]) == (303, "/account/following")
    assert '<option value="at_once" selected>' in followed.text
    assert [(each["slug"], each["alert"]) for each in changed] == [("healin", "weekly")]
    assert "You follow no peptide yet." in dropped.text


@pytest.mark.parametrize("q", ["<b>none</b>", "", "%", "x" * 500])
async def test_what_is_looked_for_is_data(q, browser: httpx.AsyncClient):
    found = await browser.get("/account/following/find", params={"q": q})

    assert found.status_code == 200
    assert "<b>" not in found.text


async def test_what_readers_have_not_cannot_be_followed(browser: httpx.AsyncClient):
    for slug in ("nullipressin", "no-such", "", "'; DROP TABLE users; --"):
        told = await browser.post("/account/following", data={"slug": slug})

        assert told.status_code == 404
        assert "There is no such peptide." in told.text


async def test_a_search_is_kept_in_words_and_dropped(browser: httpx.AsyncClient):
    search = {"name": " Sore  tendons ", "q": "tendon", "grade": "low", "human": "yes", "alert": "weekly"}
    await browser.post("/account/following/searches", data=search)
    again = await browser.post("/account/following/searches", data={"name": "Sore tendons"})
    unnamed = await browser.post("/account/following/searches", data={"name": " ", "q": "tendon"})
    (kept,) = (await browser.get("/api/account/searches")).json()["items"]
    shown = await browser.get("/account/following")
    await browser.post("/account/following/searches/drop", data={"id": kept["id"]})

    assert (kept["name"], kept["alert"]) == ("Sore tendons", "weekly")
    assert kept["query"] == {"q": "tendon", "grade": ["low"], "category": "", "human": True}
    assert "Sore tendons: “tendon”, low certainty, studied in people; a mail a week with what is new" in shown.text
    assert (again.status_code, unnamed.status_code) == (409, 422)
    assert (await browser.get("/api/account/searches")).json()["items"] == []


async def test_a_key_is_shown_once_reads_and_is_revoked(browser: httpx.AsyncClient, reader_of, shelf: Platform):
    made = await browser.post("/account/keys", data={"name": "a <notebook>", "read": "yes", "days": "7"})
    shown = re.search(r'class="key">(ptk_[^<]+)<', made.text)
    assert shown is not None, made.text
    listed = await browser.get("/account/keys")
    async with reader_of(shelf) as program:
        program.headers["authorization"] = f"Bearer {shown[1]}"
        (one,) = (await browser.get("/api/keys")).json()["keys"]
        works = await program.get("/api/peptides/healin")
        await browser.post("/account/keys/revoke", data={"id": one["id"]})

    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    assert "a &lt;notebook&gt;" in listed.text
    assert shown[1] not in listed.text
    assert one["scopes"] == ["read"]
    assert works.status_code == 200
    assert (await browser.get("/api/keys")).json()["keys"][0]["revoked_at"]
    assert "ptk_" not in (await browser.get("/account/keys")).text


@pytest.mark.parametrize(
    "given",
    [{"name": "x"}, {"read": "yes"}, {"name": "x" * 81, "read": "yes"}, {"name": "x", "read": "y", "days": "0"}],
)
async def test_a_key_that_cannot_be_made_says_why(given, browser: httpx.AsyncClient):
    told = await browser.post("/account/keys", data=given)

    assert told.status_code == 422
    assert "Give the key a name" in told.text


async def test_another_site_can_neither_follow_nor_make_keys(browser: httpx.AsyncClient):
    for path in ("/account/following", "/account/keys"):
        told = await browser.post(path, data={"slug": "healin"}, headers={"origin": "https://evil.example"})

        assert told.status_code == 403
    assert "You follow no peptide yet." in (await browser.get("/account/following")).text


async def test_an_account_is_left_by_its_address_in_a_fresh_session_alone(browser, shelf: Platform, clock: ManualClock):
    shown = await browser.get(LEAVE)
    wrong = await browser.post(LEAVE, data={"address": "bob@example.com"})
    elsewhere = await browser.post(LEAVE, data={"address": ADA}, headers={"origin": "https://evil.example"})
    clock.advance(11 * 60)
    late = await browser.post(LEAVE, data={"address": ADA})
    still = await browser.get("/account")
    browser.cookies.set(COOKIE, await sign_in(shelf))
    gone = await browser.post(LEAVE, data={"address": f" {ADA.upper()}"})
    after = await browser.get("/account")

    assert f"type your email address: {ADA}" in shown.text
    assert (wrong.status_code, late.status_code, elsewhere.status_code) == (403, 403, 403)
    assert "That is not the account&#39;s address" in wrong.text
    assert 'href="/sign-in?next=/account/leave"' in late.text
    assert (still.status_code, gone.status_code, after.status_code) == (200, 200, 303)
    assert "Your account is closed" in gone.text
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert json.loads(shelf.queues["peptalk-stripe-events"].bodies[-1])["erasure"]
