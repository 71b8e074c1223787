"""The key that a sign-in's secrets are derived from: api, which checks them, and mail, which writes them, hold it."""

from pydantic import SecretStr, field_validator

from shared.domain.accounts.signing import signing_key
from shared.platform.configuration.settings import Settings


class SigningSettings(Settings):
    """`PEPTALK_SIGNING_KEY` is hexadecimal, of 32 bytes or more. On one's own machine it is drawn once and kept."""

    PEPTALK_SIGNING_KEY: SecretStr

    @field_validator("PEPTALK_SIGNING_KEY")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        signing_key(value.get_secret_value())
        return value

    @property
    def signing_key(self) -> bytes:
        return signing_key(self.PEPTALK_SIGNING_KEY.get_secret_value())


class MarkSettings(Settings):
    """The same key where it is of use and not needed: who lacks it marks no addresses."""

    PEPTALK_SIGNING_KEY: SecretStr | None = None

    @property
    def key(self) -> bytes | None:
        return signing_key(self.PEPTALK_SIGNING_KEY.get_secret_value()) if self.PEPTALK_SIGNING_KEY else None
