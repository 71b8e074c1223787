"""Stripe on loopback, and billing's platform, which asks it by the real SDK. In an isolate nothing can listen: there
the SDK is handed the answers, and its way over the wire is what tests/workers/test_vendors_over_tls.py shows."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from rigs.fakes import HandDelivery
from vendors.stripe_said import event
from vendors.stripe_vendor import Vendor

from functions.billing.handler import queue
from queues.messages import decode
from shared.platform.ports import Batch, Platform, Statement
from shared.platform.vendors.stripe_http import Httpx2Client
from shared.store.billing import stripe_events


@pytest.fixture
async def vendor(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Vendor]:
    made = Vendor()
    if sys.platform == "emscripten":
        made.url = "https://stripe.test"
        monkeypatch.setattr(Httpx2Client, "request_async", made.handed)
        yield made
        return
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield made
    server.close()


@pytest.fixture
def billing(as_function: Callable[..., Platform], vendor: Vendor) -> Platform:
    return as_function("billing", STRIPE_SECRET_KEY="key-of-nobody", PEPTALK_STRIPE_URL=vendor.url)


Arrives = Callable[..., Awaitable[str]]
"""Stores an event of this type about this object."""


@pytest.fixture
def arrives(billing: Platform) -> Arrives:
    count = 0

    async def one(type: str, about: dict[str, Any], **fields: Any) -> str:
        nonlocal count
        count += 1
        said = event(id=f"evt_{count}", type=type, data={"object": about}, **fields)
        kept = stripe_events.keep(stripe_events.read(json.dumps(said)), "webhook", {}, billing.clock.now())
        await billing.db.batch(kept)
        return said["id"]

    return one


Delivered = Callable[..., Awaitable[HandDelivery]]
"""Gives the message of an event to billing; how it was settled."""


@pytest.fixture
def delivered(billing: Platform) -> Delivered:
    async def one(id: str, platform: Platform | None = None) -> HandDelivery:
        delivery = HandDelivery(stripe_events.message_of(id).encode())
        assert decode(delivery.body)
        await queue(Batch("peptalk-stripe-events", [delivery]), platform or billing)
        return delivery

    return one


@pytest.fixture
async def account(billing: Platform) -> str:
    """A user whose customer is the one of `sub_1`."""
    await billing.db.run(
        Statement("INSERT INTO users (id, email, stripe_customer_id) VALUES ('u1', 'user@example.com', 'cus_of_sub_1')")
    )
    return "u1"
