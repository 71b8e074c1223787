"""The links of mails take a reader off one kind of mail, without a cookie, and only when asked by POST."""

from urllib.parse import urlsplit

import httpx
import pytest

from functions.api.handler import app
from shared.domain.mailing.mail import MailKind
from shared.domain.mailing.unsubscribing import address_mark, unsubscribe_url
from shared.platform.ports import Statement
from shared.store.mailing import suppressions

ORIGIN = "http://peptalk.test"
KEY = bytes.fromhex("ab" * 32)
ONE_CLICK = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def api(as_function):
    return as_function("api", PEPTALK_ACCESS="open", PEPTALK_ORIGIN=ORIGIN, PEPTALK_SIGNING_KEY="ab" * 32)


@pytest.fixture
async def reader(api):
    transport = httpx.ASGITransport(app(lambda scope: api))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


def link(kind=MailKind.WEEKLY_DIGEST, address="reader@example.com"):
    url = unsubscribe_url(ORIGIN, KEY, address, kind)
    assert url is not None
    return url


async def refused(api, kind=MailKind.WEEKLY_DIGEST):
    return await suppressions.why_not(api.db, address_mark(KEY, "Reader@Example.com"), kind)


async def test_a_mail_programs_one_request_unsubscribes_without_cookie_or_origin(reader, api, lines):
    answers = [await reader.post(link(), content="List-Unsubscribe=One-Click", headers=ONE_CLICK) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert "set-cookie" not in answers[0].headers
    assert await refused(api) == "the reader does not want mail of this kind"
    assert await refused(api, MailKind.EVIDENCE_ALERT) is None
    assert not any(address_mark(KEY, "reader@example.com") in line for line in lines)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_looking_at_the_link_changes_nothing_and_shows_a_button(method, reader, api):
    answer = await reader.request(method, link())

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "form-action 'self'" in answer.headers["content-security-policy"]
    assert await refused(api) is None
    if method == "GET":
        assert '<form method="post"><button type="submit">Unsubscribe</button></form>' in answer.text
        assert "the weekly digest" in answer.text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"), 404),
        (lambda url: url.replace("weekly_digest", "evidence_alert"), 404),
        (lambda url: url.replace("weekly_digest", "sign_in"), 404),
        (lambda url: url.replace("weekly_digest", "nothing"), 422),
        (lambda url: url.replace("reader=", "reader=x"), 422),
        (lambda url: url.partition("&token")[0], 422),
        (lambda url: url + "&more=1", 422),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_that_is_none_of_ours_changes_nothing(method, change, status, reader, api):
    answer = await reader.request(method, change(link()))

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert await api.db.all(Statement("SELECT * FROM unsubscriptions")) == []


def test_no_link_is_made_for_what_nobody_can_refuse_and_none_names_the_address():
    assert unsubscribe_url(ORIGIN, KEY, "reader@example.com", MailKind.SIGN_IN) is None
    assert "example.com" not in urlsplit(link()).query
    assert link() == link(address="READER@example.com")
    assert link() != link(address="other@example.com")
