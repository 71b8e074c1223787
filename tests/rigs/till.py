"""Where readers buy: the API, and Stripe's stand-in behind it, on loopback and with faults on demand."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx
import stripe

from infra.sandbox.faults.rules import of_spec
from infra.sandbox.faults.schedule import Faults
from rigs.signed_in import COOKIE, sign_in
from shared.platform.ports import Platform


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
