"""The pages of signing in, and the cookies: what they let a browser do, and where they lead."""

import httpx
import pytest
from rigs.mailed import KEY, ask, client_of, newest, press, signed_in

from shared.domain.accounts.signing import link_token
from shared.platform.ports import Platform

ADA = "ada@example.com"


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?next=/x", "/sign-in/code", "/sign-in/confirm?token=x"])
async def test_the_pages_run_nothing_are_kept_nowhere_and_tell_no_one(path, reader: httpx.AsyncClient):
    found = await reader.get(path)

    policy = found.headers["content-security-policy"]
    assert "script" not in policy
    for part in ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["referrer-policy"] == "strict-origin"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cross-origin-opener-policy"] == "same-origin"
    assert "max-age=31536000" in found.headers["strict-transport-security"]
    assert "<script" not in found.text
    assert "http://" not in found.text
    assert "https://" not in found.text


async def test_markup_in_what_is_given_is_text(reader: httpx.AsyncClient):
    evil = '"><script>alert(1)</script>'

    pages = [
        await reader.get("/sign-in/confirm", params={"token": evil}),
        await reader.post("/sign-in", data={"email": evil, "next": evil}),
    ]

    assert not [page for page in pages if "<script" in page.text]


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example"])
async def test_nobody_is_led_elsewhere(next, api: Platform, reader: httpx.AsyncClient):
    done = await press(reader, await ask(api, reader, next=next))

    assert done.headers["location"] == "/"


@pytest.mark.parametrize(
    ("origin", "name", "secure"),
    [("https://peptalk.test", "__Host-peptalk", True), ("http://192.168.1.7:8787", "peptalk", False)],
)
async def test_cookies_are_as_safe_as_the_origin_lets_them_be(origin, name, secure, as_function):
    api = as_function("api", PEPTALK_ACCESS="open", PEPTALK_ORIGIN=origin, PEPTALK_SIGNING_KEY="5a" * 32)
    async with client_of(api) as browser:
        browser.base_url = origin
        browser.headers["origin"] = origin
        sent = await browser.post("/sign-in", data={"email": ADA})
        done = await browser.post("/sign-in/confirm", data={"token": link_token(KEY, await newest(api))})
        assert await signed_in(browser)

    cookies = [*sent.headers.get_list("set-cookie"), *done.headers.get_list("set-cookie")]
    assert [each.split("=")[0] for each in cookies] == [f"{name}-asked", name, f"{name}-known", f"{name}-asked"]
    for each in cookies:
        attributes = each.split("; ")[1:]
        assert {"Path=/", "HttpOnly", "SameSite=Lax"} <= set(attributes)
        assert ("Secure" in attributes) is secure
        assert not any(part.startswith("Domain") for part in attributes)
