"""What Checkout and the billing portal are told from outside."""

import re
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PositiveFloat, SecretStr

from shared.platform.configuration.settings import Settings

_PRICE = re.compile(r"([a-z][a-z0-9-]{0,30})=(price_[A-Za-z0-9_]{1,60})")
_HOSTED = ("https://checkout.stripe.com", "https://billing.stripe.com")


class Price(NamedTuple):
    """What can be bought: its name here, and its id at Stripe."""

    name: str
    id: str


def prices_of(text: str) -> tuple[Price, ...]:
    """The prices that a list names, such as `monthly=price_1,yearly=price_2`, in that order.

    Raises:
        ValueError: an entry is none, or a name comes twice.
    """
    found: list[Price] = []
    for each in filter(None, (part.strip() for part in text.split(","))):
        if not (read := _PRICE.fullmatch(each)):
            raise ValueError(f"{each!r} is no price; write monthly=price_..., several with commas")
        found.append(Price(read[1], read[2]))
    if len({each.name for each in found}) < len(found):
        raise ValueError("a name comes twice")
    return tuple(found)


def _prices(value: str) -> str:
    prices_of(value)
    return value


class PaymentSettings(Settings):
    """`PEPTALK_PRICES` says what can be bought, by name and Stripe's id. `PEPTALK_TRIAL_DAYS` are given to who never
    had a subscription; `PEPTALK_AUTOMATIC_TAX` lets Stripe Tax reckon taxes, which has to be set up there first."""

    STRIPE_SECRET_KEY: SecretStr
    PEPTALK_PRICES: Annotated[str, AfterValidator(_prices)] = Field(min_length=1)
    PEPTALK_TRIAL_DAYS: int = Field(default=0, ge=0, le=730)
    PEPTALK_PROMOTION_CODES: bool = True
    PEPTALK_AUTOMATIC_TAX: bool = False
    PEPTALK_STRIPE_URL: str | None = None
    PEPTALK_STRIPE_TIMEOUT: PositiveFloat = 20.0

    @property
    def prices(self) -> tuple[Price, ...]:
        return prices_of(self.PEPTALK_PRICES)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The origins of Stripe's pages, to which a form of ours may lead."""
        if self.PEPTALK_STRIPE_URL is None:
            return _HOSTED
        parts = urlsplit(self.PEPTALK_STRIPE_URL)
        return (f"{parts.scheme}://{parts.netloc}",)
