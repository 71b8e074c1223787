"""The API with Stripe's stand-in behind it; asked by the real SDK."""

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import httpx
import pytest
from rigs.till import Till

from infra.sandbox import samples
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from infra.sandbox.stripe import sample
from shared.platform.ports import Platform
from shared.platform.vendors.stripe_http import stripe_client


@pytest.fixture
async def till(api: Platform, reader_of: Callable[[Platform], httpx.AsyncClient]) -> AsyncIterator[Till]:
    faults, account = Faults(), sample.empty()
    account.clock.ahead = api.clock.now().timestamp() - time.time()
    async with serve(samples.CORPUS, faults=faults, account=account) as running:
        url = f"{running.url}/stripe"
        env = {
            **api.env,
            "PEPTALK_ACCESS": "paid",
            "PEPTALK_PRICES": "monthly=price_sandbox,yearly=price_sandbox_year",
            "PEPTALK_STRIPE_URL": url,
            "PEPTALK_STRIPE_TIMEOUT": "2",
            "STRIPE_SECRET_KEY": "sk_test_of_nobody",
        }
        sdk = stripe_client("sk_test_of_nobody", url=url, timeout=10.0)
        yield Till(replace(api, env=env), sdk, faults, reader_of)
