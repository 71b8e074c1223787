"""Prices, Checkout and the billing portal, for programs; pages for people are in `subscription_pages`."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from functions.api.http.context import Configured, Here, kept_of
from functions.api.http.owner import Mine
from functions.api.http.problems import Problem, documented
from functions.api.payments.paying import NoCustomer, Paying, Running
from functions.api.payments.payment_settings import PaymentSettings, Price
from shared.domain.accounts.gate import SUBSCRIPTION
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Platform

router = APIRouter(tags=["payment"])

STATE = "stripe_prices"
"""By which name what Stripe said of prices is kept by the application."""


class Offer(BaseModel):
    """What can be bought. Amounts are in the currency's smallest unit, as Stripe has them, without taxes."""

    name: str
    amount: int | None
    currency: str
    interval: str
    interval_count: int
    title: str | None


class Offers(BaseModel):
    """In the order of the configuration. `trial_days` are given to who never had a subscription."""

    prices: list[Offer]
    trial_days: int


class Wanted(BaseModel):
    """Which price: its name in GET /api/prices."""

    model_config = ConfigDict(extra="forbid")

    price: str = Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")


class GoTo(BaseModel):
    """Stripe's page, which is opened in the browser that asked."""

    url: str


async def _settings(platform: Here) -> PaymentSettings:
    try:
        return PaymentSettings.read(platform.env)
    except ConfigurationError as exc:
        platform.log.warning("payment_not_set_up", error=str(exc)[:1_000])
        raise Problem(503, "Nothing can be bought here: payment is not set up.", why="payment_not_set_up") from None


Bought = Annotated[PaymentSettings, Depends(_settings)]


async def _paying(request: Request, platform: Here, settings: Bought, configured: Configured) -> Paying:
    return till_of(request, platform, settings, configured.PEPTALK_ORIGIN)


def till_of(request: Request, platform: Platform, settings: PaymentSettings, origin: str) -> Paying:
    """What deals with Stripe for one request."""
    kept = kept_of(request, STATE, dict[str, tuple[datetime, Any]])
    return Paying(platform, settings, origin, kept)


Till = Annotated[Paying, Depends(_paying)]
"""What deals with Stripe for one request."""


def offer(price: Price, said: dict[str, Any]) -> Offer:
    """What is told of a price; `said` is Stripe's object."""
    recurring: dict[str, Any] = said.get("recurring") or {}
    return Offer(
        name=price.name,
        amount=said.get("unit_amount"),
        currency=said["currency"],
        interval=recurring.get("interval", "once"),
        interval_count=recurring.get("interval_count", 1),
        title=said.get("nickname"),
    )


@router.get("/api/prices", operation_id="listPrices", responses=documented(503), summary="What can be bought")
async def prices(till: Till, settings: Bought, response: Response) -> Offers:
    """As Stripe has them; asked about again after ten minutes."""
    response.headers["cache-control"] = "public, max-age=300"
    return Offers(
        prices=[offer(price, said) for price, said in await till.prices()], trial_days=settings.PEPTALK_TRIAL_DAYS
    )


@router.post(
    "/api/checkout",
    operation_id="openCheckout",
    response_model=GoTo,
    responses=documented(400, 401, 403, 409, 413, 422, 503),
    summary="Open Checkout",
)
async def checkout(wanted: Wanted, mine: Mine, till: Till, settings: Bought) -> Response:
    """For the account that is signed in. Who has a subscription already is sent to the billing portal: 409."""
    price = wanted_price(settings, wanted.price)
    try:
        return _go_to(await till.checkout(mine, price))
    except Running:
        said = "There is a subscription already. Change it in the billing portal."
        raise Problem(409, said, why="subscription_running", next=SUBSCRIPTION) from None


@router.post(
    "/api/portal",
    operation_id="openPortal",
    response_model=GoTo,
    responses=documented(401, 403, 409, 503),
    summary="Open the portal",
)
async def portal(mine: Mine, till: Till) -> Response:
    """Where a subscription is paid, changed and cancelled."""
    try:
        return _go_to(await till.portal(mine))
    except NoCustomer:
        said = "This account never subscribed, so there is nothing in the billing portal."
        raise Problem(409, said, why="subscription_required", next=SUBSCRIPTION) from None


def wanted_price(settings: PaymentSettings, name: str) -> Price:
    """The price of this name.

    Raises:
        Problem: there is none.
    """
    found = next((each for each in settings.prices if each.name == name), None)
    if found is None:
        there = ", ".join(each.name for each in settings.prices)
        raise Problem(400, f"There is no such price; there are: {there}.", why="no_such_price")
    return found


def label(one: Offer) -> str:
    """A price in words: `9.00 USD a month`."""
    if one.amount is None:
        return one.name
    decimals = _DECIMALS.get(one.currency.lower(), 2)
    amount = f"{one.amount / 10**decimals:,.{decimals}f}"
    often = f"a {one.interval}" if one.interval_count == 1 else f"every {one.interval_count} {one.interval}s"
    return f"{amount} {one.currency.upper()} {often}"


_DECIMALS: dict[str, int] = {
    **dict.fromkeys(("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"), 0),
    **dict.fromkeys(("pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"), 0),
    **dict.fromkeys(("bhd", "jod", "kwd", "omr", "tnd"), 3),
}
"""Decimals of an amount where they are not two (docs.stripe.com/currencies#zero-decimal, #three-decimal)."""


def _go_to(url: str) -> Response:
    return JSONResponse({"url": url}, headers={"cache-control": "no-store"})
