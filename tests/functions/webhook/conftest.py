"""The webhook's application on a migrated database, and a sender that signs as Stripe does."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from rigs.fakes import ManualClock
from vendors.stripe_said import SECRET, signature

from functions.webhook.handler import app
from shared.platform.ports import Platform


@pytest.fixture
def webhook(as_function: Callable[..., Platform]) -> Platform:
    return as_function("webhook", STRIPE_WEBHOOK_SECRET=SECRET, PEPTALK_STRIPE_MODE="test")


@pytest.fixture
async def sender(webhook: Platform) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app(lambda scope: webhook))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://hooks.test") as client:
        yield client


@pytest.fixture
def signed(clock: ManualClock) -> Callable[..., dict[str, str]]:
    """The headers of a body signed now, or so many seconds from now."""

    def make(body: str, secret: str = SECRET, ahead: int = 0) -> dict[str, str]:
        return signature(body, int(clock.now().timestamp()) + ahead, secret)

    return make
