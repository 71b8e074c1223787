"""Checkout and the billing portal at Stripe, for an account: what is asked for there, and what for twice.

The account is what a subscription belongs to, not the address that is typed at Stripe: its customer is made first and
kept, and the subscription carries the account's id.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import stripe
from stripe import StripeClient

from functions.api.payments.checkouts import Running, opened
from functions.api.payments.made_once import made_once
from functions.api.payments.payment_settings import PaymentSettings, Price
from shared.domain.accounts.subscription import RUNNING, Subscription
from shared.platform.ports import Platform
from shared.platform.vendors.stripe_errors import Missing, translated
from shared.platform.vendors.stripe_http import stripe_client
from shared.store.accounts import users
from shared.store.accounts.sessions import Holder

SUCCESS, ACCOUNT = "/account/checkout/success", "/account/subscription"

MAY_WRITE = "may read prices, and write customers, Checkout sessions and portal sessions"
"""What STRIPE_SECRET_KEY is needed for here."""

KEPT = timedelta(minutes=10)
"""How long what Stripe says of a price is not asked again."""


class NoCustomer(Exception):
    """The account never paid, so Stripe knows nothing of it."""


class Paying:
    """One request's business with Stripe. `kept` holds what Stripe said of prices, for all requests of a process."""

    def __init__(
        self, platform: Platform, settings: PaymentSettings, origin: str, kept: dict[str, tuple[datetime, Any]]
    ) -> None:
        self._platform = platform
        self._settings = settings
        self._origin = origin
        self._kept = kept

    async def prices(self) -> list[tuple[Price, dict[str, Any]]]:
        """What can be bought, with what Stripe says of each, at most `KEPT` old."""
        return [(each, await self._price(each.id)) for each in self._settings.prices]

    async def checkout(self, held: Holder, price: Price) -> str:
        """The address of a Checkout page on which this account subscribes. Asked again within the hour, for the same
        price and with nothing bought since, it is the same page; asked otherwise, the page before is closed.

        Raises:
            Running: a subscription goes on already, or was bought a moment ago.
        """
        if any(running(each) for each in held.subscriptions):
            raise Running
        customer = await self._customer(held)
        try:
            url = await self._opened(held, price, customer)
        except Missing:
            if not await self._is_gone(customer):
                raise
            url = await self._opened(held, price, await self._customer_after(held, customer))
        self._platform.log.info("checkout_opened", session=held.id, price=price.name)
        return url

    async def _opened(self, held: Holder, price: Price, customer: str) -> str:
        known = {each.id for each in held.subscriptions}
        return await opened(self._ask, self._asked(held, price, customer), known)

    async def portal(self, held: Holder) -> str:
        """The address of the billing portal for this account.

        Raises:
            NoCustomer: it never came to Checkout, or its customer was deleted at Stripe.
        """
        customer = await users.customer(self._platform.db, held.user_id)
        if customer is None:
            raise NoCustomer
        key = f"portal-{self._platform.entropy.token()}"
        try:
            made = await self._ask(
                "a session of the billing portal",
                lambda client: client.v1.billing_portal.sessions.create_async(
                    {"customer": customer, "return_url": f"{self._origin}{ACCOUNT}"}, {"idempotency_key": key}
                ),
            )
        except Missing:
            if await self._is_gone(customer):
                raise NoCustomer from None
            raise
        self._platform.log.info("portal_opened", session=held.id)
        return made["url"]

    async def _customer(self, held: Holder) -> str:
        found = await users.customer(self._platform.db, held.user_id)
        if found is not None:
            return found
        made = await self._made(held, f"customer-of-{held.user_id}")
        return await users.keep_customer(self._platform.db, held.user_id, made)

    async def _customer_after(self, held: Holder, gone: str) -> str:
        """Another customer for an account whose own was deleted at Stripe."""
        made = await self._made(held, f"customer-of-{held.user_id}-after-{gone}")
        return await users.change_customer(self._platform.db, held.user_id, gone, made)

    async def _made(self, held: Holder, key: str) -> str:
        """A customer with the account's address. It is made without: an address that is changed between two tries would
        be another request, which Stripe refuses under the same key."""
        asked: Any = {"metadata": {"user_id": held.user_id}}
        made = await made_once(
            self._ask,
            "a customer",
            key,
            lambda client, named: client.v1.customers.create_async(asked, {"idempotency_key": named}),
        )
        # The same however often it is said, so a key of its own each time.
        named = f"address-{self._platform.entropy.token()}"
        await self._ask(
            "a customer's address",
            lambda client: client.v1.customers.update_async(
                made["id"], {"email": held.email}, {"idempotency_key": named}
            ),
        )
        return made["id"]

    async def _is_gone(self, customer: str) -> bool:
        try:
            found = await self._ask("a customer", lambda client: client.v1.customers.retrieve_async(customer))
        except Missing:
            return True
        return bool(found.get("deleted"))

    def _asked(self, held: Holder, price: Price, customer: str) -> Any:
        settings = self._settings
        marked: dict[str, Any] = {"metadata": {"user_id": held.user_id}}
        if settings.PEPTALK_TRIAL_DAYS and not held.subscriptions:
            marked["trial_period_days"] = settings.PEPTALK_TRIAL_DAYS
        hour = self._platform.clock.now().replace(minute=0, second=0, microsecond=0)
        asked: dict[str, Any] = {
            "mode": "subscription",
            "customer": customer,
            "client_reference_id": held.user_id,
            "line_items": [{"price": price.id, "quantity": 1}],
            "success_url": f"{self._origin}{SUCCESS}",
            "cancel_url": f"{self._origin}{ACCOUNT}",
            "allow_promotion_codes": settings.PEPTALK_PROMOTION_CODES,
            "subscription_data": marked,
            # An hour at least, two at most: Stripe allows 30 minutes to a day. It makes the page another each hour.
            "expires_at": int((hour + timedelta(hours=2)).astimezone(UTC).timestamp()),
        }
        if settings.PEPTALK_AUTOMATIC_TAX:
            # Stripe Tax wants the address that is typed on the page (docs.stripe.com/tax/checkout).
            asked |= {"automatic_tax": {"enabled": True}, "customer_update": {"address": "auto", "name": "auto"}}
        return asked

    async def _price(self, id: str) -> dict[str, Any]:
        now, place = self._platform.clock.now(), f"{self._settings.PEPTALK_STRIPE_URL} {id}"
        if place in self._kept and abs(now - self._kept[place][0]) < KEPT:
            return self._kept[place][1]
        said = await self._ask("a price", lambda client: client.v1.prices.retrieve_async(id))
        self._kept[place] = (now, said)
        return said

    async def _ask(self, what: str, ask: Callable[[StripeClient], Awaitable[Any]]) -> dict[str, Any]:
        settings = self._settings
        client = stripe_client(
            settings.STRIPE_SECRET_KEY.get_secret_value(),
            timeout=settings.PEPTALK_STRIPE_TIMEOUT,
            url=settings.PEPTALK_STRIPE_URL,
        )
        try:
            return (await ask(client)).to_dict()
        except stripe.StripeError as exc:
            raise translated(exc, what, MAY_WRITE) from exc


def running(one: Subscription) -> bool:
    """Whether a subscription goes on by Stripe's own word, whatever a person set."""
    return one.stripe_status in RUNNING and one.ended_at is None
