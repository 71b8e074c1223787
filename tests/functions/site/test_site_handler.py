"""The readers' site, asked over ASGI, and once over a real socket."""

import asyncio
import io
import re
from dataclasses import replace
from datetime import datetime
from html import unescape

import httpx
import pytest
import uvicorn
from invented.editions import catalog
from invented.factories import SLUG, peptide
from pypdf import PdfReader
from rigs.fakes import ManualClock

from functions.api.handler import app as api
from functions.site.handler import app
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Database, Platform, Row, Statement
from shared.store.evidence import peptides
from shared.store.publishing import notices, versions

ALWAYS = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}


class Down:
    """A database that answers nothing."""

    def __init__(self, inner: Database) -> None:
        self.run, self.batch, self.first = inner.run, inner.batch, inner.first

    async def all(self, statement: Statement) -> list[Row]:
        del statement
        raise DatabaseUnavailable("secret-host:5432 refused")


async def test_the_list_shows_grade_people_version_and_date(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/")

    assert answer.status_code == 200
    said = unescape(re.sub(r"<[^>]+>", " ", answer.text))
    assert "Exemplin-12" in said
    assert "Low certainty" in said or "Very low certainty" in said
    assert "2 randomised trials" in said
    assert "Version 2, updated  24 November 2026" in said
    assert "No such peptide or study exists." in said
    assert "Nullipressin" not in said
    assert "not medical advice" in said


async def test_what_left_the_catalog_is_not_listed_but_its_page_stands(
    browser: httpx.AsyncClient, site: Platform, clock: ManualClock
) -> None:
    await catalog(site.db, clock.now(), peptide(slug="another", name="Another", sample=True))

    assert "Exemplin-12" not in (await browser.get("/")).text
    assert (await browser.get(f"/peptides/{SLUG}")).status_code == 200


async def test_a_page_is_the_artifact_to_the_byte(browser: httpx.AsyncClient, site: Platform) -> None:
    current = await versions.current(site.db, SLUG)
    assert current is not None

    answer = await browser.get(f"/peptides/{SLUG}")

    assert answer.content == await site.files.get(current.page)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_old_versions_stay_and_never_change(browser: httpx.AsyncClient) -> None:
    first = await browser.get(f"/peptides/{SLUG}/v/1")

    assert first.status_code == 200
    assert "This is the first version." in first.text
    # Kept for ever without being asked about, a copy would never show a notice that came since.
    assert first.headers["cache-control"] == "no-cache"


async def test_a_pdf_has_a_name_of_ours(browser: httpx.AsyncClient) -> None:
    newest = await browser.get(f"/peptides/{SLUG}.pdf")
    first = await browser.get(f"/peptides/{SLUG}/v/1.pdf")

    assert newest.content.startswith(b"%PDF-")
    assert newest.headers["content-type"] == "application/pdf"
    assert newest.headers["content-disposition"] == 'inline; filename="exemplin-12-v2.pdf"'
    assert first.headers["content-disposition"] == 'inline; filename="exemplin-12-v1.pdf"'
    assert newest.content != first.content


async def test_the_pdf_of_a_superseded_version_says_so_as_the_api_gives_it(site: Platform, browser: httpx.AsyncClient):
    path = f"/peptides/{SLUG}/v/1.pdf"
    given = await browser.get(path)
    again = await browser.get(path, headers={"if-none-match": given.headers["etag"]})
    served = replace(site, function="api", env={**site.env, "PEPTALK_SIGNING_KEY": "5a" * 32})
    transport = httpx.ASGITransport(api(lambda scope: served))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        of_api = await client.get(f"/api/peptides/{SLUG}/versions/1/pdf")
        assert of_api.status_code == 200, of_api.text

    pages = PdfReader(io.BytesIO(given.content)).pages
    published = PdfReader(io.BytesIO((await browser.get(f"/peptides/{SLUG}.pdf")).content)).pages
    assert "Superseded" in pages[0].extract_text()
    assert "Superseded" not in published[0].extract_text()
    assert (given.content, given.headers["etag"]) == (of_api.content, of_api.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


async def test_the_page_links_to_its_own_pdf(browser: httpx.AsyncClient) -> None:
    page = await browser.get(f"/peptides/{SLUG}")

    link = re.search(r'href="(/peptides/[^"]+\.pdf)"', page.text)

    assert link is not None
    assert (await browser.get(link[1])).headers["content-disposition"] == 'inline; filename="exemplin-12-v2.pdf"'


@pytest.mark.parametrize("path", [f"/peptides/{SLUG}", f"/peptides/{SLUG}.pdf", f"/peptides/{SLUG}/v/1.pdf"])
async def test_a_copy_at_hand_is_not_sent_again(browser: httpx.AsyncClient, path: str) -> None:
    etag = (await browser.get(path)).headers["etag"]

    same = await browser.get(path, headers={"if-none-match": f'"x", W/{etag}'})
    other = await browser.get(path, headers={"if-none-match": '"x"'})

    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/", "/methods", f"/peptides/{SLUG}", f"/peptides/{SLUG}.pdf", "/healthz"])
async def test_head_says_what_get_would_without_a_body(browser: httpx.AsyncClient, path: str) -> None:
    got, head = await browser.get(path), await browser.head(path)

    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize(
    "path", ["/", "/methods", f"/peptides/{SLUG}", f"/peptides/{SLUG}.pdf", "/peptides/none", "/healthz"]
)
async def test_every_answer_is_guarded(browser: httpx.AsyncClient, path: str) -> None:
    headers = (await browser.get(path)).headers

    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    assert "set-cookie" not in headers
    if path != "/healthz":
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy


@pytest.mark.parametrize("path", ["/", "/methods", f"/peptides/{SLUG}", "/peptides/none"])
async def test_the_policy_allows_exactly_the_pages_own_style(browser: httpx.AsyncClient, path: str) -> None:
    import base64
    import hashlib

    answer = await browser.get(path)

    styles = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert len(styles) == 1
    own = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{own}';" in answer.headers["content-security-policy"]
    assert " style=" not in answer.text


async def test_an_old_slug_leads_to_the_new_one(browser: httpx.AsyncClient, site: Platform, clock: ManualClock) -> None:
    moved = peptide(slug="exemplin", formerly=[SLUG], sample=True)
    await catalog(site.db, clock.now(), moved)

    answers = [await browser.get(f"/peptides/{SLUG}{ending}") for ending in ("", ".pdf")]
    cited = [await browser.get(f"/peptides/{SLUG}/v/1{ending}") for ending in ("", ".pdf")]

    assert [each.status_code for each in answers] == [301] * 2
    assert [each.headers["location"] for each in answers] == ["/peptides/exemplin", "/peptides/exemplin.pdf"]
    # Who cited a version finds that very version for ever.
    assert [each.status_code for each in cited] == [200] * 2


async def test_a_name_nearly_right_finds_its_neighbours(browser: httpx.AsyncClient) -> None:
    for path in ("/peptides/exemplin-13", "/peptides/Exemplin-12", "/peptides/ex12"):
        answer = await browser.get(path)

        assert answer.status_code == 404
        assert f'<a href="/peptides/{SLUG}">Exemplin-12</a>' in answer.text, path


@pytest.mark.parametrize(
    "path",
    [
        "/peptides/nullipressin",
        "/peptides/nullipressin.pdf",
        f"/peptides/{SLUG}/v/3",
        f"/peptides/{SLUG}/v/0",
        f"/peptides/{SLUG}/v/1e3",
        f"/peptides/{SLUG}/v/99999999999999999999",
        "/peptides/" + "a" * 5000,
        "/peptides/%3Cscript%3Ealert(1)%3C/script%3E",
        "/peptides/..%2f..%2fetc%2fpasswd",
        "/peptides/%00",
        "/nowhere",
        "/docs",
        "/openapi.json",
        "/peptides/",
    ],
)
async def test_what_is_not_there_is_a_page_that_says_so(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_nothing_can_be_done_to_a_page(browser: httpx.AsyncClient, method: str) -> None:
    answer = await browser.request(method, f"/peptides/{SLUG}")

    assert answer.status_code == 405
    assert set(answer.headers["allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}
    assert "Pages can be read" in answer.text


async def test_a_query_string_changes_no_page(browser: httpx.AsyncClient) -> None:
    plain = await browser.get(f"/peptides/{SLUG}")
    asked = await browser.get(f"/peptides/{SLUG}?q=%3Cscript%3E&version=1&slug=x")

    assert asked.content == plain.content


async def test_an_ad_hoc_peptide_is_marked(browser: httpx.AsyncClient, site: Platform, clock: ManualClock) -> None:
    from invented.editions import asked, edition

    from functions.render.handler import handle
    from shared.domain.catalog.peptide import Peptide

    await site.db.run(peptides.add_ad_hoc(Peptide.ad_hoc_of("Typedin", ()), clock.now()))
    outcome = await handle(await asked(site, edition(slug="typedin"), "run-typed"), site)
    await site.db.batch(outcome.writes)

    assert "made on request, not part of the catalog" in (await browser.get("/")).text
    assert "not part of the catalog" in (await browser.get("/peptides/typedin")).text


async def test_bytes_that_are_not_what_their_name_says_are_never_served(
    browser: httpx.AsyncClient, site: Platform, lines: list[str]
) -> None:
    current = await versions.current(site.db, SLUG)
    assert current is not None
    await site.files.put(current.page, b"<h1>Buy now</h1>")

    answer = await browser.get(f"/peptides/{SLUG}")

    assert answer.status_code == 500
    assert "Buy now" not in answer.text
    assert current.page not in answer.text
    assert any("request_failed" in line and current.page in line for line in lines)


async def test_an_outage_is_said_to_be_one_without_details(site: Platform, lines: list[str]) -> None:
    down = replace(site, db=Down(site.db))
    transport = httpx.ASGITransport(app(lambda scope: down))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        answer = await client.get("/")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert "secret-host" not in answer.text
    assert any("secret-host" in line for line in lines)


async def test_health_counts_what_is_published(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/healthz")).json() == {"status": "ok", "published": 1}


async def test_it_serves_over_a_real_socket(site: Platform) -> None:
    config = uvicorn.Config(app(lambda scope: site), host="127.0.0.1", port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        page, head, pdf = (
            await client.get(f"/peptides/{SLUG}"),
            await client.head(f"/peptides/{SLUG}.pdf"),
            await client.get(f"/peptides/{SLUG}.pdf"),
        )
        again = await client.get(f"/peptides/{SLUG}.pdf", headers={"if-none-match": pdf.headers["etag"]})
    server.should_exit = True
    await serving

    assert page.status_code == 200
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(pdf.content)
    assert again.status_code == 304
    assert datetime.strptime(page.headers["date"], "%a, %d %b %Y %H:%M:%S GMT").year >= 2026  # noqa: DTZ007


@pytest.mark.parametrize("path", [f"/peptides/{SLUG}", f"/peptides/{SLUG}.pdf", f"/peptides/{SLUG}/v/1"])
async def test_a_second_answer_is_the_first_and_asks_the_bucket_nothing(path, site, browser, monkeypatch):
    first = await browser.get(path)
    monkeypatch.setattr(site.files, "get", None)
    second = await browser.get(path)

    assert (second.status_code, second.headers, second.content) == (200, first.headers, first.content)


async def test_what_is_remembered_of_a_page_is_not_shown_once_there_is_a_notice_or_it_is_withdrawn(site, browser):
    paths = (f"/peptides/{SLUG}", f"/peptides/{SLUG}.pdf")
    before = [await browser.get(path) for path in paths]

    noticed: list[httpx.Response] = []
    for pmid in ("990000001", "990000002"):
        retracted = Finding(kind=NoticeKind.RETRACTION, pmid=pmid)
        await site.db.run(notices.issue(SLUG, 2, [retracted], state="judging", run_id=None, now=site.clock.now()))
        noticed += [await browser.get(path) for path in paths]
    await site.db.batch(notices.withdraw(SLUG, 2, "It was withdrawn.", site.clock.now()))
    gone = [await browser.get(path) for path in paths]

    assert [each.status_code for each in (*before, *noticed, *gone)] == [200, 200, 200, 410, 200, 410, 410, 410]
    assert [page.text.count("PMID 99000000") for page in (before[0], noticed[0], noticed[2])] == [0, 1, 2]
    assert len({page.headers["etag"] for page in (before[0], noticed[0], noticed[2])}) == 3


async def test_what_is_remembered_of_a_page_is_shown_to_nobody_to_whom_it_is_closed(site):
    env = dict(site.env)
    transport = httpx.ASGITransport(app(lambda scope: replace(site, env=env)))
    async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
        before = await client.get(f"/peptides/{SLUG}")
        env |= {"PEPTALK_ACCESS": "paid", "PEPTALK_FREE_PEPTIDES": "-"}
        after = await client.get(f"/peptides/{SLUG}")

    assert (before.status_code, after.status_code) == (200, 403)
    assert before.headers["etag"] not in after.headers.values()
