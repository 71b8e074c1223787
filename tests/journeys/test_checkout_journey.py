"""From a reader without access to a PDF: Checkout on the stand-in's own page, its webhook, and the account alone.

Every part is real and on loopback: the web server of the embedded platform with webhook, API and site, its consumers,
and the Stripe stand-in over its own HTTP. Only the session is put into the database: signing in is another journey.
"""

import asyncio
import contextlib
import re
import shutil
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from invented.published import publish

from infra.local.machine.home import Home
from infra.local.platform.embedded import Embedded, open_embedded
from infra.local.sqlite.migrate import apply
from infra.sandbox.serving import served
from infra.sandbox.stripe import sample
from infra.sandbox.stripe.routes import router
from infra.sandbox.stripe.work import working
from shared.domain.accounts.signing import hashed
from shared.domain.instants import stamp
from shared.platform.ports import Statement
from shared.platform.vendors.stripe_http import stripe_client

TOKEN = "a-token-of-a-session"
PDF = "/api/peptides/exemplin-12/pdf"


@dataclass
class Town:
    """Everything that runs, and a browser that is signed in as u1."""

    embedded: Embedded
    browser: httpx.AsyncClient
    stripe: httpx.AsyncClient

    async def first(self, sql: str) -> dict[str, object]:
        return await self.embedded.db.first(Statement(sql)) or {}

    async def until(self, path: str, wanted: str) -> httpx.Response:
        """What the path answers, as soon as it holds the text; 20 seconds at most."""
        async with asyncio.timeout(20):
            while True:
                found = await self.browser.get(path)
                if wanted in found.text:
                    return found
                await asyncio.sleep(0.05)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.asynccontextmanager
async def town(home: Home) -> AsyncGenerator[Town]:
    account, port = sample.empty(), _free_port()
    async with working(account) as worker:
        stand_in = FastAPI(openapi_url=None)
        stand_in.include_router(router(account, worker))
        async with served(stand_in) as other:
            stripe_url = f"http://127.0.0.1:{other}"
            sdk = stripe_client("sk_test_of_nobody", url=f"{stripe_url}/stripe", timeout=10.0)
            endpoint = await sdk.v1.webhook_endpoints.create_async(
                {"url": f"http://127.0.0.1:{port}/webhooks/stripe", "enabled_events": ["*"]}
            )
            env = {
                "PEPTALK_ACCESS": "paid",
                "PEPTALK_FREE_PEPTIDES": "-",
                "PEPTALK_PRICES": "monthly=price_sandbox,yearly=price_sandbox_year",
                "PEPTALK_STRIPE_URL": f"{stripe_url}/stripe",
                "STRIPE_SECRET_KEY": "sk_test_of_nobody",
                "STRIPE_WEBHOOK_SECRET": str(endpoint.secret),
            }
            async with (
                open_embedded(home, env, sink=lambda line: None) as embedded,
                embedded.web("127.0.0.1", port) as url,
            ):
                consuming = asyncio.create_task(embedded.consume(None))
                async with (
                    httpx.AsyncClient(base_url=url, cookies={"peptalk": TOKEN}, timeout=10) as browser,
                    httpx.AsyncClient(base_url=stripe_url, timeout=10) as stripe,
                ):
                    browser.headers["origin"] = url
                    yield Town(embedded, browser, stripe)
                consuming.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await consuming


@pytest.fixture
async def running(tmp_path: Path) -> AsyncGenerator[Town]:
    home = Home(tmp_path / "home")
    home.create()
    apply(home.app_db)
    made = tmp_path / "made"
    made.mkdir()
    apply(made / "app.db")
    await publish(made)
    for file in made.glob("app.db*"):
        shutil.copy(file, home.path / file.name)
    shutil.copytree(made / "bucket", home.bucket, dirs_exist_ok=True)
    async with town(home) as everything:
        now = datetime.now(UTC)
        await everything.embedded.db.batch(
            [
                Statement("INSERT INTO users (id, email) VALUES ('u1', 'ada@example.com')"),
                Statement(
                    "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)"
                    " VALUES ('5e55', 'u1', ?1, ?2, ?2, ?3, 'test')",
                    (hashed(TOKEN), stamp(now), stamp(now + timedelta(days=30))),
                ),
            ]
        )
        yield everything


async def pay(town: Town, page: str, email: str = "ada@example.com") -> httpx.Response:
    """What comes of paying on Stripe's page by the first card that it shows."""
    shown = (await town.stripe.get(page)).text
    card = re.search(r'name="card"[^>]*value="(\d+)"', shown) or re.search(r'<option value="(\d+)"', shown)
    assert card
    paid = await town.stripe.post(page, data={"email": email, "name": "Ada", "card": card[1]})
    assert paid.status_code == 303
    return paid


async def test_a_reader_subscribes_on_stripes_page_and_reads_once_the_webhook_has_told(running: Town):
    browser = running.browser
    refused = await browser.get(PDF)
    page = await browser.get("/account/subscription")
    prices = (await browser.get("/api/prices")).json()["prices"]

    # Two clicks, one by the form and one by a program, are one page at Stripe.
    first = await browser.post("/account/checkout", data={"price": "monthly"})
    second = await browser.post("/api/checkout", json={"price": "monthly"})
    before = await browser.get("/account/checkout/success?session_id=cs_of_somebody_else")

    assert (refused.status_code, refused.json()["why"]) == (403, "subscription_required")
    assert "Subscribe: 9.00 USD a month" in page.text
    assert f"form-action 'self' {running.stripe.base_url}".rstrip("/") in page.headers["content-security-policy"]
    assert [(each["name"], each["amount"]) for each in prices] == [("monthly", 900), ("yearly", 9_000)]
    assert (first.status_code, first.headers["location"]) == (303, second.json()["url"])
    assert "looks again by itself" in before.text
    assert 'http-equiv="refresh" content="3;url=/account/checkout/success?look=2"' in before.text

    # Another address is asked for on Stripe's page than the account has; the customer's own stays.
    paid = await pay(running, first.headers["location"], "other@example.org")
    assert paid.headers["location"].endswith("/account/checkout/success")

    done = await running.until("/account/checkout/success", "You have access")
    pdf = await browser.get(PDF)
    row = await running.first("SELECT user_id, stripe_customer_id, stripe_status FROM subscriptions")
    user = await running.first("SELECT stripe_customer_id, email FROM users")
    again = await browser.post("/api/checkout", json={"price": "yearly"})
    sent = await browser.post("/account/checkout", data={"price": "yearly"})
    portal = await browser.post("/api/portal")

    assert "http-equiv" not in done.text
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert (row["user_id"], row["stripe_status"], user["email"]) == ("u1", "active", "ada@example.com")
    assert row["stripe_customer_id"] == user["stripe_customer_id"]
    assert (again.status_code, again.json()["why"]) == (409, "subscription_running")
    assert (sent.status_code, "/portal/" in sent.headers["location"]) == (303, True)
    assert "/portal/" in portal.json()["url"]
    assert (await running.stripe.get(portal.json()["url"])).status_code == 200

    answered = await browser.post("/api/keys", json={"name": "a notebook", "scopes": ["read"]})
    assert answered.status_code == 201, answered.text
    made = answered.json()
    # A key reads in its owner's place, with what it was made for and no longer than he may.
    async with httpx.AsyncClient(
        base_url=browser.base_url, headers={"authorization": f"Bearer {made['key']}"}
    ) as program:
        with_key = await program.get(PDF)
        # Its own cookies are none, and a key is read from the header alone.
        unnamed = {"authorization": ""}
        in_url = await program.get(f"{PDF}?key={made['key']}&access_token={made['key']}", headers=unnamed)
        listed = await program.get("/api/keys")
        await browser.delete(f"/api/keys/{made['id']}")
        revoked = await program.get(PDF)

    assert (with_key.status_code, in_url.status_code, listed.status_code) == (200, 401, 403)
    assert (revoked.status_code, revoked.json()["why"]) == (401, "key_invalid")
    assert made["key"] not in str(await running.first("SELECT * FROM api_keys"))


async def test_nobody_buys_without_being_signed_in_or_what_is_not_sold(running: Town):
    stranger = httpx.AsyncClient(
        base_url=running.browser.base_url, headers={"origin": running.browser.headers["origin"]}
    )
    async with stranger:
        told = await stranger.post("/api/checkout", json={"price": "monthly"})
        sent = await stranger.post("/account/checkout", data={"price": "monthly"})
        page = await stranger.get("/account/subscription")
    wrong = await running.browser.post("/api/checkout", json={"price": "lifetime"})
    nothing = await running.browser.post("/api/portal")
    elsewhere = await running.browser.post(
        "/api/checkout", json={"price": "monthly"}, headers={"origin": "http://evil.example"}
    )

    assert (told.status_code, told.json()["next"]) == (401, "/sign-in")
    assert [(each.status_code, each.headers["location"]) for each in (sent, page)] == [
        (303, "/sign-in?next=/account/subscription")
    ] * 2
    assert (wrong.status_code, wrong.json()["detail"]) == (400, "There is no such price; there are: monthly, yearly.")
    assert (nothing.status_code, nothing.json()["why"]) == (409, "subscription_required")
    assert elsewhere.status_code == 403
    assert (await running.first("SELECT stripe_customer_id FROM users"))["stripe_customer_id"] is None


async def test_an_account_whose_customer_was_deleted_at_stripe_gets_another(running: Town):
    browser = running.browser
    assert (await browser.post("/api/checkout", json={"price": "monthly"})).status_code == 200
    before = (await running.first("SELECT stripe_customer_id FROM users"))["stripe_customer_id"]
    deleted = await running.stripe.delete(
        f"/stripe/v1/customers/{before}", headers={"authorization": "Bearer sk_test_of_nobody"}
    )

    portal = await browser.post("/api/portal")
    again = await browser.post("/api/checkout", json={"price": "yearly"})
    once_more = await browser.post("/api/checkout", json={"price": "yearly"})

    after = (await running.first("SELECT stripe_customer_id FROM users"))["stripe_customer_id"]
    assert deleted.status_code == 200, deleted.text
    assert (portal.status_code, portal.json()["why"]) == (409, "subscription_required")
    assert (again.status_code, once_more.json()) == (200, again.json())
    assert after not in (None, before)


async def test_of_two_pages_that_were_opened_one_can_be_paid(running: Town):
    browser = running.browser
    monthly = (await browser.post("/api/checkout", json={"price": "monthly"})).json()["url"]
    yearly = (await browser.post("/api/checkout", json={"price": "yearly"})).json()["url"]
    pages = [await running.stripe.get(each) for each in (monthly, yearly)]
    once_more = (await browser.post("/api/checkout", json={"price": "monthly"})).json()["url"]
    later = [await running.stripe.get(each) for each in (monthly, yearly, once_more)]

    assert [each.status_code for each in pages] == [410, 200]
    assert [each.status_code for each in later] == [410, 410, 200]


async def test_what_was_bought_is_not_sold_again_before_the_webhook_has_told(running: Town):
    browser = running.browser
    held = await running.stripe.post("/sandbox/stripe/settings", json={"held": True})
    assert held.status_code == 200, held.text
    await pay(running, (await browser.post("/api/checkout", json={"price": "monthly"})).json()["url"])

    again = [await browser.post("/api/checkout", json={"price": each}) for each in ("monthly", "yearly")]

    assert await running.first("SELECT * FROM subscriptions") == {}
    assert [(each.status_code, each.json()["why"]) for each in again] == [(409, "subscription_running")] * 2
