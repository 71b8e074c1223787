"""operate's settings: who may ask."""

import hashlib
import secrets

from pydantic import SecretStr, field_validator

from shared.platform.configuration.settings import Settings
from shared.platform.errors import ConfigurationError

SHORTEST = 32
"""Characters of a token, or it could be guessed."""


class OperateSettings(Settings):
    """`PEPTALK_OPERATE_TOKEN` holds the service token, or while it is renewed several, with commas between."""

    PEPTALK_OPERATE_TOKEN: SecretStr | None = None

    @field_validator("PEPTALK_OPERATE_TOKEN")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and any(len(each) < SHORTEST for each in _split(value)):
            raise ValueError(f"a token has at least {SHORTEST} characters; make one with `openssl rand -hex 32`")
        return value

    def check(self) -> list[str]:
        """The tokens.

        Raises:
            ConfigurationError: there is none, so nobody is admitted.
        """
        tokens = _split(self.PEPTALK_OPERATE_TOKEN) if self.PEPTALK_OPERATE_TOKEN else []
        if not tokens:
            raise ConfigurationError("operate is off: it has no PEPTALK_OPERATE_TOKEN; set that secret, then ask again")
        return tokens

    def admits(self, presented: str) -> bool:
        """Whether this is one of the tokens; how long that takes tells nothing of them. Raises as `check` does."""
        tokens = self.check()
        given = _hash(presented)
        found = [secrets.compare_digest(given, _hash(each)) for each in tokens]
        return any(found)


def _split(value: SecretStr) -> list[str]:
    return value.get_secret_value().replace(",", " ").split()


def _hash(token: str) -> bytes:
    """Of one length, whatever the token's."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
