"""Asks Stripe by its own SDK, in turn with all others, and gives its errors our names."""

from collections.abc import Awaitable, Callable
from typing import Any

import stripe
from stripe import StripeClient

from functions.billing.settings import BillingSettings
from shared.platform.outages.turns import Turns
from shared.platform.pace import Pace
from shared.platform.ports import Platform
from shared.platform.vendors.stripe_errors import translated
from shared.platform.vendors.stripe_http import VENDOR, stripe_client

PACE = Pace(gap=0.05, timeout=20.0)
"""Twenty requests a second, below the 25 that test mode allows (docs.stripe.com/rate-limits)."""

MAY_READ = "may read subscriptions, invoices, charges, disputes and events, and write customers"
"""What billing needs STRIPE_SECRET_KEY for."""

PAGE = 100
"""The most that a list gives at once."""

Object = dict[str, Any]


class Asking:
    """One invocation's questions to Stripe. `requests` counts them."""

    def __init__(self, platform: Platform, settings: BillingSettings) -> None:
        self.livemode = settings.livemode
        self.requests = 0
        self._turns = Turns(platform, VENDOR, PACE)
        self._client = stripe_client(
            settings.STRIPE_SECRET_KEY.get_secret_value(),
            timeout=settings.PEPTALK_STRIPE_TIMEOUT,
            url=settings.PEPTALK_STRIPE_URL,
        )

    async def subscription(self, id: str) -> Object:
        return await self._one("the subscription", lambda client: client.v1.subscriptions.retrieve_async(id))

    async def invoice(self, id: str) -> Object:
        return await self._one("the invoice", lambda client: client.v1.invoices.retrieve_async(id))

    async def charge(self, id: str) -> Object:
        return await self._one("the charge", lambda client: client.v1.charges.retrieve_async(id))

    async def delete_customer(self, id: str) -> None:
        await self._one("the customer", lambda client: client.v1.customers.delete_async(id))

    async def address_customer(self, id: str, address: str, key: str) -> None:
        asked: Any = {"email": address}
        await self._one(
            "the customer's address",
            lambda client: client.v1.customers.update_async(id, asked, {"idempotency_key": key}),
        )

    async def open_invoices(self, subscription: str) -> list[Object]:
        """The unpaid invoices of a subscription, the newest first: the hundred last at most."""
        page = await self._page(
            "open invoices",
            lambda client: client.v1.invoices.list_async(
                {"subscription": subscription, "status": "open", "limit": PAGE}
            ),
        )
        return page[0]

    async def paid_invoices(self, subscription: str, since: int) -> list[Object]:
        """The paid invoices of a subscription that were made since then (seconds since 1970), the newest first: the
        hundred last at most."""
        page = await self._page(
            "paid invoices",
            lambda client: client.v1.invoices.list_async(
                {"subscription": subscription, "status": "paid", "created": {"gte": since}, "limit": PAGE}
            ),
        )
        return page[0]

    async def items(self, subscription: str) -> list[Object]:
        """All items of a subscription, however many pages they fill."""
        found, more = await self._items(subscription, None)
        while more and found:
            page, more = await self._items(subscription, found[-1]["id"])
            found += page
        return found

    async def payments_of(self, invoice: str) -> list[Object]:
        page = await self._page(
            "an invoice's payments",
            lambda client: client.v1.invoice_payments.list_async({"invoice": invoice, "status": "paid", "limit": PAGE}),
        )
        return page[0]

    async def payments_by(self, payment_intent: str) -> list[Object]:
        page = await self._page(
            "an intent's payments",
            lambda client: client.v1.invoice_payments.list_async(
                {"payment": {"type": "payment_intent", "payment_intent": payment_intent}, "limit": PAGE}
            ),
        )
        return page[0]

    async def charges_of(self, payment_intent: str) -> list[Object]:
        page = await self._page(
            "charges",
            lambda client: client.v1.charges.list_async({"payment_intent": payment_intent, "limit": PAGE}),
        )
        return page[0]

    async def disputes_of(self, charge: str) -> list[Object]:
        page = await self._page(
            "disputes", lambda client: client.v1.disputes.list_async({"charge": charge, "limit": PAGE})
        )
        return page[0]

    async def subscriptions(self, after: str | None) -> tuple[list[Object], bool]:
        """A page of all subscriptions, whatever their status, from behind the one named; and whether there is more."""
        return await self._page(
            "all subscriptions",
            lambda client: client.v1.subscriptions.list_async(
                {"status": "all", "limit": PAGE, "starting_after": after} if after else {"status": "all", "limit": PAGE}
            ),
        )

    async def undelivered(self, after: str | None) -> tuple[list[Object], bool]:
        """A page of the events that reached not every endpoint, of the thirty days that Stripe keeps them."""
        return await self._page(
            "undelivered events",
            lambda client: client.v1.events.list_async(
                {"delivery_success": False, "limit": PAGE, "starting_after": after}
                if after
                else {"delivery_success": False, "limit": PAGE}
            ),
        )

    async def _items(self, subscription: str, after: str | None) -> tuple[list[Object], bool]:
        return await self._page(
            "a subscription's items",
            lambda client: client.v1.subscription_items.list_async(
                {"subscription": subscription, "limit": PAGE, "starting_after": after}
                if after
                else {"subscription": subscription, "limit": PAGE}
            ),
        )

    async def _one(self, what: str, ask: Callable[[StripeClient], Awaitable[Any]]) -> Object:
        answer = await self._ask(what, ask)
        return answer.to_dict()

    async def _page(self, what: str, ask: Callable[[StripeClient], Awaitable[Any]]) -> tuple[list[Object], bool]:
        """What is listed, and whether there is more."""
        found = (await self._ask(what, ask)).to_dict()
        return list(found["data"]), bool(found["has_more"])

    async def _ask(self, what: str, ask: Callable[[StripeClient], Awaitable[Any]]) -> Any:
        async with self._turns():
            self.requests += 1
            try:
                return await ask(self._client)
            except stripe.StripeError as exc:
                raise translated(exc, what, MAY_READ) from exc
