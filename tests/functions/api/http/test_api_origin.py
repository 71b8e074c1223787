"""What another site has a browser send is refused, whatever it asks for."""

import httpx
import pytest
from rigs.signed_in import COOKIE, sign_in

from functions.api.http.origin import refusal
from shared.platform.ports import Platform

OURS = "https://peptalk.test"


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        # A page of ours: browsers with Fetch Metadata, and without it on plain http of a local network.
        ({"origin": OURS, "sec-fetch-site": "same-origin"}, True),
        ({"origin": OURS}, True),
        # A page of ours that sends no referrer.
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        # Another site, however it dresses.
        ({"origin": "https://evil.test", "sec-fetch-site": "cross-site"}, False),
        ({"origin": OURS, "sec-fetch-site": "cross-site"}, False),
        ({"origin": "https://evil.test"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec-fetch-site": "none"}, False),
        # A sister of ours, another port or scheme, and names that begin or end as ours does.
        ({"origin": "https://shop.peptalk.test", "sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "https://peptalk.test:444"}, False),
        ({"origin": "http://peptalk.test"}, False),
        ({"origin": "https://peptalk.test.evil.test"}, False),
        ({"origin": "https://evilpeptalk.test"}, False),
        # Nothing said: a program, which passes with a key alone, and not with a cookie beside it.
        ({}, False),
        ({"authorization": "Bearer k"}, True),
        ({"authorization": "Bearer k", "cookie": "other=1"}, True),
        ({"authorization": "Bearer k", "cookie": "other=1; peptalk=x"}, False),
        ({"authorization": "Bearer k", "cookie": "__Host-peptalk=x"}, False),
        ({"authorization": "Bearer k", "cookie": "a=1; [b; peptalk=x"}, False),
        ({"authorization": "Bearer k", "sec-fetch-site": "cross-site"}, False),
        ({"authorization": "Bearer k", "origin": "https://evil.test"}, False),
    ],
)
def test_who_may_have_something_changed(headers, passes):
    assert (refusal(headers, OURS) is None) is passes


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/sign-in"),
        ("POST", "/sign-in"),
        ("POST", "/sign-in/confirm"),
        ("DELETE", "/api/session"),
        ("PUT", "/api/session"),
        ("PATCH", "/livez"),
        ("POST", "/nothing"),
    ],
)
async def test_every_route_is_behind_it(method, path, api: Platform, reader: httpx.AsyncClient, lines):
    reader.cookies.set(COOKIE, await sign_in(api))

    found = await reader.request(method, path, headers={"origin": "https://evil.test"})

    assert (found.status_code, found.json()["why"]) == (403, "cross_site")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert (await reader.get("/api/session")).json()["signed_in"] is True
    assert any("cross_site_refused" in line for line in lines)


async def test_reading_is_not_held_up(reader: httpx.AsyncClient):
    asked = {"origin": "https://evil.test", "sec-fetch-site": "cross-site"}

    assert (await reader.get("/livez", headers=asked)).status_code == 200
    assert (await reader.head("/livez", headers=asked)).status_code == 200
