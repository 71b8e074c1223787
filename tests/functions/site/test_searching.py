"""The search of claims for readers: what is found, how it is told, to whom, and what cannot be typed into it."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import httpx
import pytest
from invented.factories import SLUG
from rigs.fakes import ManualClock
from rigs.signed_in import COOKIE, sign_in

from functions.site import searching
from functions.site.handler import app
from shared.domain.instants import stamp
from shared.domain.publishing.words import GRADES
from shared.domain.vocabulary import Level
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Platform, Statement
from shared.store.publishing import notices
from shared.store.reading import search_index

DAY = 86_400


def client_of(platform: Platform, token: str | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    cookies = {COOKIE: token} if token else None
    return httpx.AsyncClient(transport=transport, base_url="http://site.test", cookies=cookies)


def paid(platform: Platform, free: str = "-") -> Platform:
    return replace(platform, env={**platform.env, "PEPTALK_ACCESS": "paid", "PEPTALK_FREE_PEPTIDES": free})


def said(answer: httpx.Response) -> str:
    """The page's words, without markup and with single spaces."""
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub("</?mark>", "", main))).split())


def groups(answer: httpx.Response) -> list[str]:
    return re.findall(r'<h2 id="of-[^"]+"><a href="/peptides/([a-z0-9-]+)">', answer.text)


def finds(answer: httpx.Response) -> list[str]:
    """Where each claim that was found is read."""
    return re.findall(r'href="/peptides/([a-z0-9-]+#[^"]+)"', answer.text)


async def asked(client: httpx.AsyncClient, q: str, **more: str) -> httpx.Response:
    answer = await client.get("/search", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    return answer


async def followed(client: httpx.AsyncClient, path: str) -> list[httpx.Response]:
    """The page at this address and all that follow it."""
    seen: list[httpx.Response] = []
    while path:
        answer = await client.get(path)
        assert answer.status_code == 200
        seen.append(answer)
        more = re.search(r'<a href="([^"]+)" rel="next">', answer.text)
        path = unescape(more[1]) if more else ""
    return seen


async def test_without_words_it_is_a_form_and_asks_nothing(shelf: Platform, reader: httpx.AsyncClient):
    for path in ("/search", "/search?q=", "/search?q=%20%09", "/search?other=1"):
        answer = await reader.get(path)
        assert answer.status_code == 200
        assert '<form method="get" action="/search" role="search">' in answer.text
        assert '<label for="q">' in answer.text
        assert 'role="status"' not in answer.text
        assert "x-robots-tag" not in answer.headers
        assert "form-action 'self'" in answer.headers["content-security-policy"]
    async with client_of(replace(shelf, search=None)) as client:
        assert (await client.get("/search")).status_code == 200


async def test_what_is_found_stands_under_its_peptide_with_its_words_marked(reader: httpx.AsyncClient):
    answer = await asked(reader, "tnf fell")

    assert groups(answer) == list(dict.fromkeys(groups(answer)))
    assert set(groups(answer)) == {SLUG, "healin", "newenin"}
    assert "In rats, <mark>TNF</mark>-α <mark>fell</mark>." in answer.text
    assert "Statements with “tnf fell”:" in said(answer)
    assert "All of these are invented samples. No such peptide or study exists." in said(answer)
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "<title>tnf fell - statements - PepTalk</title>" in answer.text


async def test_each_find_leads_to_its_own_words_on_the_page(reader: httpx.AsyncClient):
    answer = await asked(reader, "rats")

    assert finds(answer)
    for each in finds(answer):
        slug, _, id = each.partition("#")
        page = await reader.get(f"/peptides/{slug}")
        assert f'<li id="{id}">' in page.text
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    for name in " ".join(re.findall(r'aria-labelledby="([^"]+)"', answer.text)).split():
        assert name in ids


async def test_what_was_seen_in_animals_or_cells_never_wears_a_certainty(reader: httpx.AsyncClient):
    certain = {GRADES[each][0] for each in (Level.HIGH, Level.MODERATE, Level.LOW, Level.VERY_LOW)}

    other = await asked(reader, "in", **{"in": "other"})
    people = await asked(reader, "in", **{"in": "people"})

    assert "Preclinical: in animals" in said(other)
    assert 'class="grade"' not in other.text
    assert not any(each in said(other) for each in certain)
    assert 'class="grade"' in people.text
    assert "Preclinical" not in said(people)
    assert not set(finds(other)) & set(finds(people))


async def test_more_of_a_peptide_than_a_page_shows_is_counted_and_led_to(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(searching, "CLAIMS_OF_EACH", 1)
    monkeypatch.setattr(searching, "CLAIMS_ON_A_PAGE", 1)
    answer = await asked(reader, "in")
    links = {of: unescape(link) for link, of in re.findall(r'<a href="([^"]+&amp;of=([a-z0-9-]+))">', answer.text)}

    assert set(links) == set(groups(answer))
    for slug, link in links.items():
        many = re.search(rf"All (\d+) statements of {slug} with these words", said(answer), re.IGNORECASE)
        assert many is not None
        pages = await followed(reader, link)
        assert ["continued" in said(page) for page in pages] == [False] + [True] * (len(pages) - 1)
        seen = [each for page in pages for each in finds(page)]
        assert len(seen) == len(set(seen)) == int(many[1])
        assert {each.partition("#")[0] for each in seen} == {slug}
        assert "In all peptides" in said(pages[0])


@pytest.mark.parametrize("q", ["in", "rats", "exemplin"])
async def test_page_by_page_each_peptide_comes_once_and_in_the_same_order(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, q: str
):
    whole = groups(await asked(reader, q))
    monkeypatch.setattr(searching, "PEPTIDES_ON_A_PAGE", 1)

    pages = await followed(reader, f"/search?q={q}")

    assert [each for page in pages for each in groups(page)] == whole
    assert all(f'value="{q}"' in page.text for page in pages)


async def test_the_peptide_with_the_best_claim_comes_first_and_its_best_claim_before_its_others(
    shelf: Platform, reader: httpx.AsyncClient
):
    assert shelf.search is not None
    rows = await shelf.search.all(
        Statement(
            "SELECT d.owner, d.ref FROM words JOIN documents AS d ON d.id = words.rowid WHERE words MATCH '\"in\"' "
            "AND d.kind = 'claim' AND d.owner NOT IN ('goneol', 'oldenin') "
            "ORDER BY CAST(round(bm25(words, 4.0, 1.0) * 1e9) AS INTEGER), d.ref"
        )
    )

    answer = await asked(reader, "in")

    assert groups(answer) == list(dict.fromkeys(row["owner"] for row in rows))
    for slug in groups(answer):
        best = [row["ref"].replace("/", "#") for row in rows if row["owner"] == slug]
        assert [each for each in finds(answer) if each.startswith(f"{slug}#")] == best[: searching.CLAIMS_OF_EACH]


async def test_of_one_peptide_alone_and_an_old_name_leads_to_the_new(reader: httpx.AsyncClient):
    assert groups(await asked(reader, "rats", of="healin")) == ["healin"]
    assert groups(await asked(reader, "rats", of="oldenin")) == ["newenin"]
    nothing = await asked(reader, "rats", of="nobody")
    assert "No statement of this peptide that is published has “rats”." in said(nothing)
    assert '<a href="/search?q=rats">In all peptides</a>' in nothing.text


async def test_where_nothing_is_found_it_says_so_and_leads_on(reader: httpx.AsyncClient):
    answer = await asked(reader, "notaword", **{"in": "people"})

    assert "No statement that is published has “notaword” and is of people." in said(answer)
    assert '<a href="/?q=notaword">the list of peptides</a>' in answer.text
    assert "invented samples" not in said(answer)


@pytest.mark.parametrize(
    "q",
    [
        *('rats"', '"rats', "rats AND", "rats NOT fell", "NEAR(rats fell)", "title:rats", "body : rats", "-rats"),
        *("^rats", "rats*", "(rats", "rats)", "{title} : rats", "rats + fell", "rats;--", "rats\\", "rats OR fell"),
        *("' OR 1=1 --", '"><script>alert(1)</script> rats', "rats\x00", "\x1b[31mrats", "rats\ue000\ue001", "%_"),
        *(
            "\ud800",
            "rats \ud800\udc00",
            "a" * 5_000,
            "a " * 60,
            "\N{GRINNING FACE}",
            "...",
            '""',
            "-*",
            "\u65e5\u672c",
        ),
    ],
)
async def test_what_is_typed_is_words_and_no_language(reader: httpx.AsyncClient, q: str):
    typed = q.encode("utf-8", "surrogatepass").hex()

    answer = await reader.get("/search?q=" + "".join(f"%{typed[at : at + 2]}" for at in range(0, len(typed), 2)))

    assert answer.status_code in (200, 400)
    assert "<script" not in answer.text
    assert ("This cannot be searched for:" in said(answer)) == (answer.status_code == 400)
    assert len(answer.text) < 30_000
    assert answer.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    ("q", "why"),
    [
        ("a" * 5_000, "it has 5,000 characters, and a search takes 120 at most"),
        ("...", "there is no word in it"),
        ("\N{GRINNING FACE}", "there is no word in it"),
        (" ".join("ab" * 20), "those are 40 words; search for at most 32"),
    ],
)
async def test_what_cannot_be_searched_for_is_refused_in_words(reader: httpx.AsyncClient, q: str, why: str):
    answer = await reader.get("/search", params={"q": q})

    assert answer.status_code == 400
    assert f"This cannot be searched for: {why}." in said(answer)
    assert f'value="{q[:120]}"' in answer.text


async def test_an_address_that_was_cut_or_made_up_leads_back(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(searching, "PEPTIDES_ON_A_PAGE", 1)
    cursor = re.findall(r"cursor=([A-Za-z0-9_-]+)", (await asked(reader, "rats")).text)[0]

    for wrong in (
        f"q=rats&cursor={cursor[:-3]}",
        f"q=fell&cursor={cursor}",
        f"q=rats&of=healin&cursor={cursor}",
        f"q=rats&in=people&cursor={cursor}",
        "q=rats&cursor=%00",
        "q=rats&cursor=" + "A" * 4_000,
        "q=rats&in=men",
        "q=rats&of=../x",
        "q=rats&of=" + "a" * 4_000,
    ):
        answer = await reader.get(f"/search?{wrong}")
        assert answer.status_code == 404, wrong
        assert "This address is of no search." in said(answer)


async def test_what_does_not_stand_never_comes_out_though_the_index_lags(shelf: Platform, reader: httpx.AsyncClient):
    await shelf.db.batch(notices.withdraw("healin", 1, "It was wrong.", shelf.clock.now()))
    await shelf.db.run(Statement("UPDATE peptides SET current_version = 2 WHERE slug = ?1", (SLUG,)))
    await shelf.db.run(Statement("UPDATE peptides SET name = 'Newenin' WHERE slug = 'newenin'"))

    answer = await asked(reader, "rats")

    assert groups(answer) == ["newenin"]
    assert "1 page was published a short time ago and cannot be searched yet." in said(answer)


async def test_nobody_finds_out_by_words_what_is_kept_from_him(shelf: Platform, reader: httpx.AsyncClient):
    typed = ["rats", '"TNF-α fell"', "exemplin", "healin"]
    for q in typed:
        assert groups(await asked(reader, q))

    async with client_of(paid(shelf)) as stranger:
        nothing = (await asked(stranger, "notaword")).text
        assert "Subscription required. Sign in if you have one." in nothing
        assert '<a href="/sign-in">Sign in</a>' in nothing
        for q in typed:
            answer = await asked(stranger, q)
            written = {"q=notaword": str(httpx.QueryParams({"q": q})), "notaword": unescape(q).replace('"', "&#34;")}
            expected = nothing
            for old, new in written.items():
                expected = expected.replace(old, new)
            # Not one byte differs from the answer to what stands nowhere.
            assert unescape(answer.text) == unescape(expected)
            assert (answer.headers["cache-control"], answer.headers["vary"]) == ("private, no-store", "Cookie")


async def test_a_stranger_searches_free_peptides_and_is_told_that_there_is_more(shelf: Platform):
    async with client_of(paid(shelf, "healin")) as stranger:
        answer = await asked(stranger, "rats")

    assert groups(answer) == ["healin"]
    assert "Only statements of pages that are free are searched." in said(answer)


async def test_a_subscriber_searches_all_and_is_told_nothing_of_it_who_stopped_paying_is(
    shelf: Platform, clock: ManualClock, reader: httpx.AsyncClient
):
    token = await sign_in(shelf)
    await shelf.db.run(
        Statement(
            "INSERT INTO subscriptions (id, user_id, status, current_period_end) "
            "SELECT 'sub_1', id, 'active', ?1 FROM users",
            (stamp(clock.now() + timedelta(days=30)),),
        )
    )
    async with client_of(paid(shelf), token) as subscriber:
        answer = await asked(subscriber, "rats")
        assert answer.text == (await asked(reader, "rats")).text
        assert (answer.headers["cache-control"], answer.headers["vary"]) == ("private, no-store", "Cookie")

        await shelf.db.run(Statement("UPDATE subscriptions SET status = 'canceled', current_period_end = '2026-01-01'"))
        ended = await asked(subscriber, "rats")

    assert groups(ended) == []
    assert '<a href="/account/subscription">To your subscription</a>' in ended.text


async def test_where_claims_are_free_any_cache_may_ask_again(shelf: Platform, reader: httpx.AsyncClient):
    assert (await asked(reader, "rats")).headers["cache-control"] == "no-cache"
    free = replace(shelf, env={**paid(shelf).env, "PEPTALK_FREE_FIELDS": "claims"})
    async with client_of(free) as stranger:
        answer = await asked(stranger, "rats")

    assert groups(answer)
    assert answer.headers["cache-control"] == "no-cache"
    assert "vary" not in answer.headers


class Down:
    """A search database that does not answer."""

    async def batch(self, statements: Any) -> Any:
        raise DatabaseUnavailable("gone away")


@pytest.mark.parametrize("broken", ["missing", "down", "rebuilt", "unmigrated"])
async def test_without_its_index_it_says_so_and_the_rest_goes_on(broken: str, shelf: Platform, lines: list[str]):
    search: Any = {"missing": None, "down": Down()}.get(broken, shelf.search)
    if broken == "rebuilt":
        await search_index.empty(search)
    if broken == "unmigrated":
        await search.run(Statement("DROP TABLE documents"))

    async with client_of(replace(shelf, search=search)) as client:
        answer = await client.get("/search?q=rats")
        assert answer.status_code == 503
        assert "The search cannot be asked now" in said(answer)
        assert 'value="rats"' in answer.text
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["cache-control"] == "no-store"
        assert (await client.get("/")).status_code == 200
    assert any("request_failed" in line and "/search" in line for line in lines)
    assert not any("rats" in line for line in lines)


async def test_the_list_leads_to_it_with_what_was_looked_for(reader: httpx.AsyncClient):
    assert '<a href="/search">Search the statements of all pages</a>' in (await reader.get("/")).text
    looked = await reader.get("/", params={"q": 'a&b "c"'})
    link = re.search(r'<a href="(/search\?[^"]+)">', looked.text)
    assert link is not None
    assert 'value="a&amp;b &#34;c&#34;"' in (await reader.get(unescape(link[1]))).text


async def test_it_can_be_read_and_nothing_else(reader: httpx.AsyncClient):
    assert (await reader.post("/search", data={"q": "rats"})).status_code == 405
    head = await reader.head("/search?q=rats")
    assert (head.status_code, head.content) == (200, b"")
