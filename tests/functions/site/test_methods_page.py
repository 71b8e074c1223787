"""How pages are made, checked and graded, as any reader is shown it: in the site's frame, without signing in."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import httpx
import pytest
from invented.factories import SLUG

from functions.render.typesetting.page import places, texts
from functions.render.typesetting.texts import own
from functions.site.handler import app
from shared.gates.places import refused
from shared.gates.text import check

PATH = "/methods"
TITLE = "How pages are made, checked and graded"


class Outline(HTMLParser):
    """What a page is made of: headings with their level, ids, links, and the elements that are landmarks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if tag in ("header", "main", "nav", "footer"):
            self.marks.append(tag)


@pytest.fixture
async def page(browser) -> httpx.Response:
    answer = await browser.get(PATH)
    assert answer.status_code == 200
    return answer


async def test_it_is_the_document_in_the_sites_frame(page):
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<title>{TITLE} - PepTalk</title>" in page.text
    assert f"<h1>{TITLE}</h1>" in page.text
    assert "GRADE-informed, computed" in page.text
    assert "<code>cap-no-human-rct</code>" in page.text
    assert '<a href="/methods" aria-current="page">Methods</a>' in page.text
    assert "This page summarises published research. It is not medical advice" in page.text
    assert ".md" not in re.sub(r"docs/evaluation\.md", "", page.text), (
        "no document that readers cannot open is named as theirs"
    )


async def test_it_asks_nobody_who_reads_and_no_database(site):
    closed = replace(
        site, db=None, files=None, env={**site.env, "PEPTALK_ACCESS": "paid", "PEPTALK_FREE_PEPTIDES": "-"}
    )
    transport = httpx.ASGITransport(app(lambda scope: closed))
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        answer = await client.get(PATH)

    assert answer.status_code == 200
    assert "vary" not in answer.headers


async def test_a_copy_at_hand_is_asked_about_and_not_sent_again(page, browser):
    etag = page.headers["etag"]

    same = await browser.get(PATH, headers={"if-none-match": f'"x", W/{etag}'})
    other = await browser.get(PATH, headers={"if-none-match": '"x"'})
    head = await browser.head(PATH)

    assert page.headers["cache-control"] == same.headers["cache-control"] == "no-cache"
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
    assert (other.status_code, other.content) == (200, page.content)
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(page.headers))


async def test_it_has_one_first_heading_no_level_is_skipped_and_every_link_within_it_arrives(page):
    outline = Outline(page.text)

    assert outline.levels.count(1) == 1
    assert outline.levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids)) > 40
    within = [each[1:] for each in outline.links if each.startswith("#")]
    assert len(within) > 12
    assert set(within) <= set(outline.ids)
    assert outline.marks == ["header", "nav", "main", "nav", "footer"]


async def test_no_link_leads_to_nowhere(page, browser):
    for href in sorted({each for each in Outline(page.text).links if not each.startswith(("#", "/account"))}):
        assert (await browser.get(href)).status_code == 200, href


async def test_nothing_in_it_runs_or_is_styled_in_place(page):
    assert not re.search(r"<script| style=| on[a-z]+=|javascript:", page.text)
    assert re.findall(r"<(?:img|iframe|link|form|input)\b[^>]*>", page.text) == ['<link rel="icon" href="data:,">']
    assert "default-src 'none'; style-src 'sha256-" in page.headers["content-security-policy"]


async def test_no_word_of_it_breaks_a_rule_for_our_own_words(page):
    words = own(texts(page.content))

    assert len(words.split()) > 4_000
    assert [each for each in check(words) if each.severity == "block"] == []
    assert refused([("slug", PATH.strip("/")), *places(page.content)]) == []


@pytest.mark.parametrize("path", ["/methods/", "/methods/grade", "/methods.md", "/methods.html", "/Methods"])
async def test_nothing_lies_below_or_beside_it(browser, path):
    answer = await browser.get(path)

    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text


@pytest.mark.parametrize("path", ["/", "/peptides/none", f"/peptides/{SLUG}/v/9"])
async def test_every_page_of_the_site_leads_to_it(browser, path):
    text = (await browser.get(path)).text

    assert '<a href="/methods">Methods</a>' in text.partition("<main")[0]
    assert f'<a href="/methods">{TITLE}</a>' in text.partition("<footer")[2]


async def test_a_published_page_leads_to_it_and_each_of_its_rules_to_its_row(page, browser):
    published = await browser.get(f"/peptides/{SLUG}")

    links = [each for each in Outline(published.text).links if each.startswith("/methods")]
    assert PATH in links
    named = {each.partition("#")[2] for each in links} - {""}
    assert len(named) > 2
    assert named <= set(Outline(page.text).ids)
