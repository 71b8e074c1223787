"""A reader's browser on the API, and what a mail of a sign-in lets it do."""

import re

import httpx

from functions.api.handler import app
from shared.domain.accounts.signing import confirm_url
from shared.platform.ports import Platform, Statement

KEY = bytes.fromhex("5a" * 32)
ADA = "ada@example.com"
ORIGIN = "http://peptalk.test"


def client_of(api: Platform, address: str = "127.0.0.1") -> httpx.AsyncClient:
    """A browser of its own, at this address."""
    transport = httpx.ASGITransport(app(lambda scope: api), client=(address, 123))  # pyright: ignore[reportArgumentType]
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN})


async def newest(api: Platform, address: str = ADA, purpose: str = "sign_in") -> str:
    """The id of the newest request of an address, which its mail names."""
    asked = "SELECT id FROM sign_ins WHERE address = ?1 AND purpose = ?2 ORDER BY created_at DESC, rowid DESC"
    row = await api.db.first(Statement(asked, (address, purpose)))
    assert row is not None
    return row["id"]


async def ask(api: Platform, browser: httpx.AsyncClient, address: str = ADA, next: str = "/account") -> str:
    """Ask by the form; the id of the request."""
    sent = await browser.post("/sign-in", data={"email": address, "next": next})
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in/code")
    return await newest(api, address)


async def signed_in(browser: httpx.AsyncClient) -> bool:
    return (await browser.get("/api/session")).json()["signed_in"]


async def press(browser: httpx.AsyncClient, id: str) -> httpx.Response:
    """Follow the link and press the button that is found on its page."""
    shown = await browser.get(confirm_url(ORIGIN, KEY, id))
    assert shown.status_code == 200
    action, token = re.search(r'action="([^"]+)"', shown.text), re.search(r'name="token" value="([^"]*)"', shown.text)
    assert action is not None
    assert token is not None
    return await browser.post(action[1], data={"token": token[1]})
