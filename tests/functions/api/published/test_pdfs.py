"""PDFs over the API: for who pays, in parts, with a notice in front, or gone with the reason."""

import asyncio
import io
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from invented.published import published
from invented.subscribers import paying
from pypdf import PdfReader
from rigs.fakes import ManualClock

from functions.api.handler import app
from functions.api.http.ranges import Part, Unsatisfiable, asked_for
from functions.api.published import pdfs
from infra.local.buckets.bucket import FolderBucket
from infra.local.sqlite.database import SQLiteDatabase
from shared.domain.instants import stamp
from shared.platform.errors import Corrupt
from shared.platform.ports import Platform, Statement
from shared.store.reading.stamp import stamped

ORIGIN = "http://peptalk.test"
NOW, FIRST = "/api/peptides/exemplin-12/pdf", "/api/peptides/exemplin-12/versions/1/pdf"
SECOND = "/api/peptides/exemplin-12/versions/2/pdf"
TOKEN = "a-token-of-a-session"


@pytest.fixture(scope="module")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("published"))


@pytest.fixture
async def paid(platform: Platform, clock: ManualClock, tmp_path: Path, _published: Path) -> AsyncIterator[Platform]:
    """Read by who pays, no page is free; u1 pays until in five days."""
    home = tmp_path / "paid"
    shutil.copytree(_published, home)
    clock.advance(2 * 86_400)
    db = SQLiteDatabase(home / "app.db")
    end, far, now = (stamp(clock.now() + timedelta(days=days)) for days in (5, 90, 0))
    await db.batch(paying(TOKEN, since=now, signed_in_until=far, paid_until=end))
    env = {"PEPTALK_ACCESS": "paid", "PEPTALK_ORIGIN": ORIGIN, "PEPTALK_FREE_PEPTIDES": "-"}
    env["PEPTALK_SIGNING_KEY"] = "00" * 32
    yield replace(platform, function="api", db=db, files=FolderBucket(home / "bucket"), env=env)
    await db.close()


def asking(platform: Platform, token: str | None = TOKEN) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    cookies = {"peptalk": token} if token else None
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, cookies=cookies)


@pytest.mark.parametrize("path", [NOW, FIRST])
async def test_who_is_not_signed_in_is_given_no_byte_of_it(path, paid: Platform):
    async with asking(paid, None) as client:
        found = await client.get(path)

    said = found.json()
    assert (found.status_code, said["why"], said["next"]) == (401, "sign_in_required", "/sign-in")
    assert said["detail"].startswith("Subscription required")
    assert found.headers["www-authenticate"] == 'Bearer realm="PepTalk"'
    assert found.headers["vary"] == "Cookie, Authorization"


@pytest.mark.parametrize("small", [0, 1_000_000])
async def test_who_pays_is_given_it_whole_under_a_name_of_ours(small, paid: Platform, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdfs, "CHUNK", 10_000)
    monkeypatch.setattr(pdfs, "SMALL", small)
    async with asking(paid) as client:
        found = await client.get(NOW)
        again = await client.get(NOW, headers={"if-none-match": f'"other", W/{found.headers["etag"]}'})
        head = await client.head(NOW)

    assert (found.status_code, found.headers["content-type"]) == (200, "application/pdf")
    assert found.headers["cache-control"] == "private, no-store"
    assert found.headers["content-disposition"] == 'attachment; filename="exemplin-12-v2.pdf"'
    assert int(found.headers["content-length"]) == len(found.content) > 30_000
    assert len(PdfReader(io.BytesIO(found.content)).pages) == 5
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(found.content)), b"")


async def test_access_that_ended_is_told_with_its_cause(paid: Platform, clock: ManualClock):
    clock.advance(10 * 86_400)
    async with asking(paid) as client:
        pending = await client.get(NOW)
        await paid.db.run(Statement("UPDATE subscriptions SET status = 'canceled', stripe_status = 'canceled'"))
        expired = await client.get(NOW)
        await paid.db.run(Statement("UPDATE sessions SET ended_at = ?1, ended_by = 'reader'", (stamp(clock.now()),)))
        over = await client.get(NOW)

    assert [(each.status_code, each.json()["why"]) for each in (pending, expired, over)] == [
        (403, "webhook_pending"),
        (403, "expired"),
        (401, "session_invalid"),
    ]
    assert expired.json()["next"] == "/account/subscription"


@pytest.mark.parametrize("small", [0, 1_000_000])
async def test_a_part_is_given_where_the_copy_is_of_the_same(small, paid: Platform, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdfs, "CHUNK", 3_000)
    monkeypatch.setattr(pdfs, "SMALL", small)
    async with asking(paid) as client:
        whole = await client.get(NOW)
        part = await client.get(NOW, headers={"range": "bytes=1000-9999", "if-range": whole.headers["etag"]})
        end = await client.get(NOW, headers={"range": "bytes=-5"})
        other = await client.get(NOW, headers={"range": "bytes=0-9", "if-range": '"another"'})
        beyond = await client.get(NOW, headers={"range": "bytes=99999999-"})

    size = len(whole.content)
    assert (part.status_code, part.content) == (206, whole.content[1000:10_000])
    assert part.headers["content-range"] == f"bytes 1000-9999/{size}"
    assert (end.status_code, end.content) == (206, whole.content[-5:])
    assert (other.status_code, other.content) == (200, whole.content)
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert beyond.headers["content-type"] == "application/problem+json"


async def test_a_version_with_a_successor_opens_with_a_page_that_says_so(paid: Platform):
    async with asking(paid) as client:
        old, new = await client.get(FIRST), await client.get(SECOND)
        part = await client.get(FIRST, headers={"range": "bytes=-40"})
    key = (await paid.db.first(Statement("SELECT pdf_key FROM page_versions WHERE version = 1")) or {})["pdf_key"]
    published = await paid.files.get(key)

    assert published is not None
    assert old.content.startswith(published)
    before, read = PdfReader(io.BytesIO(published)), PdfReader(io.BytesIO(old.content))
    front = read.pages[0].extract_text()
    assert len(read.pages) == len(before.pages) + 1
    assert "Superseded" in front
    assert "Version 2" in front
    assert "may not hold any more" in front
    assert [page.extract_text() for page in read.pages[1:]] == [page.extract_text() for page in before.pages]
    assert read.trailer["/Root"]["/OpenAction"][0].get_object() == read.pages[0]
    assert len(PdfReader(io.BytesIO(new.content)).pages) == 5
    assert old.headers["etag"].endswith('-by-2"')
    assert (part.status_code, part.content) == (206, old.content[-40:])


async def test_a_withdrawn_version_is_gone_for_everybody_with_its_reason(paid: Platform):
    await paid.db.run(
        Statement(
            "INSERT INTO withdrawals (slug, version, reason, withdrawn_at)"
            " VALUES ('exemplin-12', 1, 'It was wrong.', 'x')"
        )
    )
    for token in (TOKEN, None):
        async with asking(paid, token) as client:
            found = await client.get(FIRST)

        assert (found.status_code, found.json()["why"]) == (410, "withdrawn")
        assert found.json()["detail"] == "This version was withdrawn: It was wrong."


@pytest.mark.parametrize("path", ["/api/peptides/nullipressin/pdf", "/api/peptides/no-such/pdf", f"{FIRST[:-5]}9/pdf"])
async def test_what_was_never_published_is_not_there(path, paid: Platform):
    async with asking(paid) as client:
        assert (await client.get(path)).status_code == 404


async def test_bytes_that_are_not_what_was_published_never_arrive_whole(paid: Platform):
    row = await paid.db.first(Statement("SELECT pdf_key FROM page_versions WHERE version = 2"))
    assert row is not None
    data = await paid.files.get(row["pdf_key"])
    assert data is not None
    await paid.files.put(row["pdf_key"], data[:-1] + b"X")

    async with asking(paid) as client:
        found = await client.get(NOW)
    arriving = pdfs.in_parts(paid.files, row["pdf_key"], data[:100], Part(0, len(data) - 1), whole=True)
    arrived = await anext(arriving)
    with pytest.raises(Corrupt, match="other bytes"):
        await anext(arriving)

    assert (found.status_code, found.headers["content-type"]) == (500, "application/problem+json")
    assert len(arrived) < len(data)


@pytest.mark.parametrize("path", [NOW, SECOND])
async def test_a_download_that_breaks_off_has_no_end_and_is_on_record(
    path, paid: Platform, lines: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pdfs, "CHUNK", 10_000)
    monkeypatch.setattr(pdfs, "SMALL", 0)
    row = await paid.db.first(Statement("SELECT pdf_key FROM page_versions WHERE version = 2"))
    assert row is not None
    data = await paid.files.get(row["pdf_key"])
    assert data is not None
    await paid.files.put(row["pdf_key"], data[:-1] + b"X")
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        # Whoever asked says no more.
        await asyncio.Event().wait()

    headers = [(b"cookie", f"peptalk={TOKEN}".encode())]
    asked = {"method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers}
    await app(lambda scope: paid)({"type": "http", "scheme": "http", **asked}, receive, send)

    assert [each["type"] for each in sent[:2]] == ["http.response.start", "http.response.body"]
    assert all(each["more_body"] for each in sent[1:])
    assert any("request_failed" in line and "Corrupt(" in line for line in lines)


@pytest.mark.parametrize(
    ("range", "size", "found"),
    [
        ("bytes=0-0", 10, Part(0, 0)),
        ("bytes=2-", 10, Part(2, 9)),
        ("bytes=-3", 10, Part(7, 9)),
        ("bytes=-99", 10, Part(0, 9)),
        ("bytes=5-99", 10, Part(5, 9)),
        ("BYTES = 1 - 2", 10, Part(1, 2)),
        ("bytes=5-2", 10, None),  # not a range: ignored
        ("bytes=0-1,4-5", 10, None),  # several: the whole
        ("lines=0-1", 10, None),
        ("bytes=-", 10, None),
        (None, 10, None),
    ],
)
def test_a_range_is_read(range, size, found):
    assert asked_for(range, None, '"e"', size) == found


@pytest.mark.parametrize("range", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_of_nothing_cannot_be_given(range):
    with pytest.raises(Unsatisfiable):
        asked_for(range, None, '"e"', 10)


def test_what_is_no_pdf_of_ours_is_not_stamped():
    with pytest.raises(Corrupt, match="no trailer"):
        stamped(b"%PDF-1.4\nnothing", "t", [])
