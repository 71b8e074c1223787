"""Stripe's stand-in by itself on loopback, the real SDK that asks it, and a receiver that verifies what it is sent."""

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import stripe
from fastapi import FastAPI, Request, Response

from infra.sandbox.serving import served
from infra.sandbox.stripe import sample
from infra.sandbox.stripe.account import Account
from infra.sandbox.stripe.routes import router
from infra.sandbox.stripe.work import Worker, working
from shared.platform.vendors.stripe_http import stripe_client

DAY = 86_400


@dataclass
class Stand:
    """A running stand-in, with a client of the API and one for its pages and its own endpoints."""

    account: Account
    worker: Worker
    url: str
    sdk: stripe.StripeClient
    web: httpx.AsyncClient

    async def do(self, what: str, **asked: Any) -> dict[str, Any]:
        """Ask one of its own endpoints."""
        answer = await self.web.post(f"/sandbox/stripe/{what}", json=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def advance(self, days: float) -> None:
        await self.do("advance", seconds=round(days * DAY))

    async def told(self, **asked: Any) -> list[str]:
        """What happened, in order."""
        page = await self.sdk.v1.events.list_async({"limit": 100, **asked})
        return [each.type for each in reversed(page.data)]

    async def session(self, **asked: Any) -> stripe.checkout.Session:
        """A Checkout session for the monthly price."""
        return await self.sdk.v1.checkout.sessions.create_async(
            {
                "mode": "subscription",
                "line_items": [{"price": "price_sandbox", "quantity": 1}],
                "success_url": "https://reader.example/done?session={CHECKOUT_SESSION_ID}",
                "cancel_url": "https://reader.example/back",
                **asked,
            }
        )

    async def subscribed(self, email: str = "reader@example.org", **asked: Any) -> stripe.Subscription:
        made = await self.do("subscribe", email=email, **asked)
        return await self.subscription(made["id"])

    async def subscription(self, id: str) -> stripe.Subscription:
        return await self.sdk.v1.subscriptions.retrieve_async(id)


@contextlib.asynccontextmanager
async def standing(account: Account) -> AsyncGenerator[Stand]:
    async with working(account) as worker:
        application = FastAPI(openapi_url=None)
        application.include_router(router(account, worker))
        async with served(application) as port:
            url = f"http://127.0.0.1:{port}"
            sdk = stripe_client("sk_test_of_nobody", url=f"{url}/stripe", timeout=10.0)
            async with httpx.AsyncClient(base_url=url, timeout=10) as web:
                yield Stand(account, worker, url, sdk, web)


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    """A stand-in that has prices and nobody yet."""
    async with standing(sample.empty()) as running:
        yield running


@pytest.fixture
def stands() -> Callable[[Account], contextlib.AbstractAsyncContextManager[Stand]]:
    """Runs a stand-in over an account."""
    return standing


@dataclass
class Receiver:
    """What was delivered, as it came: bodies and headers. `answers` are the next statuses, then 200."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list[bytes])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    answers: list[int] = field(default_factory=list[int])

    def verified(self, secret: str) -> list[stripe.Event]:
        """The events, each verified by Stripe's own SDK."""
        return [
            stripe.Webhook.construct_event(body, headers["stripe-signature"], secret)
            for body, headers in zip(self.bodies, self.headers, strict=True)
        ]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    received = Receiver()
    application = FastAPI(openapi_url=None)

    @application.post("/webhook")
    async def take(request: Request) -> Response:
        received.bodies.append(await request.body())
        received.headers.append(dict(request.headers))
        return Response(status_code=received.answers.pop(0) if received.answers else 200)

    async with served(application) as port:
        received.url = f"http://127.0.0.1:{port}/webhook"
        yield received
