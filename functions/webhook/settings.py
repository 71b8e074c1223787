"""What the webhook reads from its environment."""

from typing import Literal

from pydantic import SecretStr, field_validator

from functions.webhook.mail_events import key_of
from shared.platform.configuration.settings import Settings
from shared.platform.configuration.signing_settings import SigningSettings


class WebhookSettings(Settings):
    """`STRIPE_WEBHOOK_SECRET` is the endpoint's signing secret; while it is rotated, the old and the new one, with a
    comma between them. `PEPTALK_STRIPE_MODE` says whose events are taken: those of real money, or test ones."""

    STRIPE_WEBHOOK_SECRET: SecretStr
    PEPTALK_STRIPE_MODE: Literal["live", "test"] = "test"

    @field_validator("STRIPE_WEBHOOK_SECRET")
    @classmethod
    def _named(cls, value: SecretStr) -> SecretStr:
        if not _parts(value):
            raise ValueError("holds no secret; it is shown in Stripe's dashboard under Webhooks")
        return value

    @property
    def secrets(self) -> tuple[str, ...]:
        return _parts(self.STRIPE_WEBHOOK_SECRET)

    @property
    def livemode(self) -> bool:
        return self.PEPTALK_STRIPE_MODE == "live"


class MailWebhookSettings(SigningSettings):
    """`RESEND_WEBHOOK_SECRET` is the mail provider's signing secret (`whsec_...`); while it is rotated, the old and the
    new one, with a comma between them."""

    RESEND_WEBHOOK_SECRET: SecretStr

    @field_validator("RESEND_WEBHOOK_SECRET")
    @classmethod
    def _of_use(cls, value: SecretStr) -> SecretStr:
        if not _parts(value):
            raise ValueError("holds no secret; the mail provider shows it beside the webhook")
        for each in _parts(value):
            key_of(each)
        return value

    @property
    def secrets(self) -> tuple[str, ...]:
        return _parts(self.RESEND_WEBHOOK_SECRET)


def _parts(value: SecretStr) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.get_secret_value().split(",") if part.strip())
