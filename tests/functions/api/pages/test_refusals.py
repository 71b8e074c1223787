"""What a browser is shown where a page is refused: the reason in words and where to go on."""

import re
from collections.abc import Callable
from html import unescape

import httpx
import pytest

from functions.api.handler import app
from shared.platform.ports import Platform

ORIGIN = "http://peptalk.test"


@pytest.fixture
def asked(as_function: Callable[..., Platform]) -> httpx.AsyncClient:
    """A browser that may ask for two pages of accounts a minute."""
    platform = as_function(
        "api",
        PEPTALK_ACCESS="open",
        PEPTALK_ORIGIN=ORIGIN,
        PEPTALK_SIGNING_KEY="00" * 32,
        PEPTALK_RATE_LIMITS="public=1000,account=2",
    )
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"accept": accept})


def said(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["content-length"] == str(len(answer.content))
    main = answer.text[answer.text.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


async def test_who_asks_too_often_is_told_when_to_come_again(asked: httpx.AsyncClient) -> None:
    async with asked:
        *_, answer = [await asked.get("/account") for _ in range(3)]

    assert answer.status_code == 429
    assert said(answer).startswith("Too often")
    assert int(answer.headers["retry-after"]) > 0
    assert "ratelimit" in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "headers", "content", "status", "words"),
    [
        ("GET", "/account/nowhere", {}, b"", 404, "There is nothing at this address."),
        ("DELETE", "/account", {}, b"", 405, "This address does not take that method."),
        ("GET", "/unsubscribe?reader=x", {}, b"", 422, "Something does not fit"),
        ("POST", "/sign-in", {"origin": "https://elsewhere.example"}, b"email=a", 403, "Not from there"),
        ("POST", "/sign-in", {"content-type": "text/plain"}, b"email=a", 415, "Not a form of ours"),
        ("POST", "/sign-in", {}, b"x" * 5_000_000, 413, "Too much at once"),
    ],
)
async def test_every_other_refusal_is_a_page_too(
    asked: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], content: bytes, status: int, words: str
) -> None:
    given = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded", **headers}
    async with asked:
        answer = await asked.request(method, path, headers=given, content=content)

    assert answer.status_code == status, answer.text[:300]
    assert words in said(answer)
    assert "To your account" in said(answer) or "Go on here" in said(answer)


async def test_programs_are_answered_with_documents_as_before(asked: httpx.AsyncClient) -> None:
    async with asked:
        for path in ("/api", "/api/nowhere"):
            answer = await asked.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
        plain = await asked.get("/account/nowhere", headers={"accept": "*/*"})
        assert (plain.status_code, plain.headers["content-type"]) == (404, "application/problem+json")
        head = await asked.head("/account/nowhere")
        assert (head.status_code, head.content) == (404, b"")
