"""What billing reads from its variables."""

from typing import Literal

from pydantic import PositiveFloat, SecretStr

from shared.platform.configuration.settings import Settings


class BillingSettings(Settings):
    """`PEPTALK_STRIPE_URL` stands in for Stripe's own address; `PEPTALK_STRIPE_TIMEOUT` is seconds for one exchange.
    `PEPTALK_STRIPE_MODE` says whose subscriptions are taken: those of real money, or test ones."""

    STRIPE_SECRET_KEY: SecretStr
    PEPTALK_STRIPE_URL: str | None = None
    PEPTALK_STRIPE_TIMEOUT: PositiveFloat = 20.0
    PEPTALK_STRIPE_MODE: Literal["live", "test"] = "test"

    @property
    def livemode(self) -> bool:
        return self.PEPTALK_STRIPE_MODE == "live"
