"""Where readers buy: the API, and Stripe's stand-in behind it, on loopback and with faults on demand."""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import httpx
import stripe

from infra.sandbox import samples
from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.server import serve
from infra.sandbox.stripe import sample
from rigs.signed_in import COOKIE, sign_in
from shared.platform.ports import Platform
from shared.platform.vendors.stripe_http import stripe_client


@dataclass
class Till:
    """The API's platform, a client of the stand-in by Stripe's own SDK, and the stand-in's faults."""

    api: Platform
    sdk: stripe.StripeClient
    faults: Faults
    reader_of: Callable[[Platform], httpx.AsyncClient]

    def fails(self, *specs: str) -> None:
        """From now on, in place of what failed before."""
        self.faults.replace([of_spec(each) for each in specs])

    async def browser(self, address: str = "ada@example.com") -> httpx.AsyncClient:
        """Somebody's, who is signed in."""
        browser = self.reader_of(self.api)
        browser.cookies.set(COOKIE, await sign_in(self.api, address))
        return browser

    async def customers(self) -> list[stripe.Customer]:
        """All that Stripe has."""
        return (await self.sdk.v1.customers.list_async({"limit": 100})).data


@asynccontextmanager
async def till_of(api: Platform, reader_of: Callable[[Platform], httpx.AsyncClient]) -> AsyncGenerator[Till]:
    """The till of an API, as long as the context lasts; Stripe's clock is the API's."""
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
