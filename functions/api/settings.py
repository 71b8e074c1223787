"""What the API is told from outside."""

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from shared.domain.accounts.rate import Quota, RouteClass, quotas
from shared.platform.configuration.access_settings import ReaderSettings
from shared.platform.configuration.session_settings import SessionSettings
from shared.platform.configuration.signing_settings import SigningSettings

_ORIGIN = re.compile(r"\*|https?://[a-z0-9.-]+(:[0-9]{1,5})?")


def _origins(value: str) -> str:
    for each in _listed(value):
        if not _ORIGIN.fullmatch(each):
            raise ValueError(f"{each!r} is no origin; write https://example.com, several with commas, or *")
    return value


def _rates(value: str) -> str:
    quotas(value)
    return value


def _listed(value: str) -> frozenset[str]:
    return frozenset(each.strip() for each in value.split(",") if each.strip())


class ApiSettings(ReaderSettings, SessionSettings, SigningSettings):
    """Who may read, under which address, and how long whoever signs in stays so. `PEPTALK_CORS_ORIGINS` are the sites
    whose pages may read the API, `PEPTALK_RATE_LIMITS` what may be asked for in a minute where it is not the usual."""

    PEPTALK_CORS_ORIGINS: Annotated[str, AfterValidator(_origins)] = ""
    PEPTALK_RATE_LIMITS: Annotated[str, AfterValidator(_rates)] = ""

    @cached_property
    def cors_origins(self) -> frozenset[str]:
        return _listed(self.PEPTALK_CORS_ORIGINS)

    @cached_property
    def quotas(self) -> dict[RouteClass, Quota]:
        return quotas(self.PEPTALK_RATE_LIMITS)


class SignInSettings(SigningSettings):
    """What the secrets of sign-in mails are derived from; asked for where somebody signs in, and nowhere else."""
