"""The list of peptides: what readers look for, how it goes on, and what an address cannot make it say."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from html import unescape

import httpx
import pytest
from invented.factories import SLUG
from rigs.fakes import ManualClock

from functions.site import listing
from functions.site.handler import app
from shared.platform.ports import Bucket, Database, Platform

DAY = 86_400


@pytest.fixture
async def reader(
    as_function: Callable[..., Platform], clock: ManualClock, shelved: tuple[Database, Bucket, Database]
) -> AsyncIterator[httpx.AsyncClient]:
    """A reader of Exemplin-12, Healin and Newenin, who would have to pay for more than the list."""
    clock.advance(8 * DAY)
    made = as_function("site", PEPTALK_ACCESS="paid", PEPTALK_ORIGIN="http://site.test")
    site = replace(made, db=shelved[0], files=shelved[1])
    transport = httpx.ASGITransport(app(lambda scope: site))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        yield client


def said(answer: httpx.Response) -> str:
    """The page's words, without markup and with single spaces."""
    main = answer.text[answer.text.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def listed(answer: httpx.Response) -> list[str]:
    return re.findall(r'<h2><a href="/peptides/([a-z0-9-]+)">', answer.text)


@pytest.mark.parametrize(
    ("q", "there", "why"),
    [
        ("", [SLUG, "healin", "newenin"], ""),
        ("exemplin", [SLUG], ""),
        ("  HEALIN ", ["healin"], ""),
        ("hl1", ["healin"], "Also known as HL-1."),
        ("β-EXEMPLAR", [SLUG], "Also known as Thymosin β-exemplar."),
        ("wound", ["healin"], "Listed under wound healing."),
        ("tendon", [SLUG, "healin"], "Listed under tendon injury."),
    ],
)
async def test_it_holds_what_a_reader_looks_for_and_says_why(
    reader: httpx.AsyncClient, q: str, there: list[str], why: str
) -> None:
    answer = await reader.get("/", params={"q": q})

    assert answer.status_code == 200
    assert listed(answer) == there
    assert said(answer).count("Also known as") + said(answer).count("Listed under") == (len(there) if why else 0)
    assert why in said(answer)


async def test_what_nobody_published_is_said_and_near_names_are_offered(reader: httpx.AsyncClient) -> None:
    answer = await reader.get("/", params={"q": "Exemplim-12"})

    assert answer.status_code == 200
    assert listed(answer) == []
    assert "No published page has “Exemplim-12” in a name, another name or a condition." in said(answer)
    assert f'<a href="/peptides/{SLUG}">Exemplin-12</a>' in answer.text
    assert "Nothing is published yet." not in said(answer)


@pytest.mark.parametrize("q", ["", "n"])
async def test_page_by_page_everything_comes_once(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, q: str
) -> None:
    monkeypatch.setattr(listing, "ON_A_PAGE", 1)
    path, seen, answer = f"/?q={q}", [], None
    while path:
        answer = await reader.get(path)
        seen += listed(answer)
        assert f'name="q" type="search" maxlength="120" autocomplete="off" value="{q}"' in answer.text
        more = re.search(r'<a href="([^"]+)" rel="next">', answer.text)
        path = unescape(more[1]) if more else ""

    assert seen == [SLUG, "healin", "newenin"]
    assert answer is not None
    assert "continued" in said(answer)


async def test_an_address_that_was_cut_or_made_up_leads_back_to_the_list(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ON_A_PAGE", 1)
    cursor = re.findall(r"cursor=([A-Za-z0-9_-]+)", (await reader.get("/")).text)[0]

    for asked in (f"cursor={cursor[:-3]}", f"q=n&cursor={cursor}", "cursor=%00", "cursor=" + "A" * 4_000):
        answer = await reader.get(f"/?{asked}")
        assert answer.status_code == 404, asked
        assert "This address is of no page of the list." in said(answer)
        assert "To the list of peptides" in said(answer)


async def test_what_is_looked_for_is_data(reader: httpx.AsyncClient) -> None:
    for q in ('"><script>alert(1)</script>', "%", "_", "' OR 1=1 --", "\x00\x1b[31m", "a" * 5_000, "\ud800"):
        asked = q.encode("utf-8", "surrogatepass").hex()
        answer = await reader.get("/?q=" + "".join(f"%{asked[at : at + 2]}" for at in range(0, len(asked), 2)))
        assert answer.status_code == 200, q
        assert listed(answer) == [], q
        assert "<script" not in answer.text
        assert len(answer.text) < 12_000


async def test_its_form_may_be_sent_here_and_no_other_page_has_one(reader: httpx.AsyncClient) -> None:
    whole, found = await reader.get("/"), await reader.get("/?q=healin")

    assert "form-action 'self'" in whole.headers["content-security-policy"]
    assert "form-action 'none'" in (await reader.get("/nowhere")).headers["content-security-policy"]
    assert "x-robots-tag" not in whole.headers
    assert found.headers["x-robots-tag"] == "noindex"


async def test_other_parameters_change_nothing(reader: httpx.AsyncClient) -> None:
    assert (await reader.get("/?page=2&slug=x")).text == (await reader.get("/")).text
