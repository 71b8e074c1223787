"""How long sessions last, as an operator sets it."""

from datetime import timedelta

from pydantic import Field

from shared.domain.accounts.sign_in import Lifetimes
from shared.platform.configuration.settings import Settings


class SessionSettings(Settings):
    """`PEPTALK_SESSION_IDLE_DAYS` without a request end a session, `PEPTALK_SESSION_DAYS` end every one."""

    PEPTALK_SESSION_IDLE_DAYS: float = Field(default=14.0, gt=0, le=400)
    PEPTALK_SESSION_DAYS: float = Field(default=90.0, gt=0, le=400)

    @property
    def lifetimes(self) -> Lifetimes:
        return Lifetimes(timedelta(days=self.PEPTALK_SESSION_IDLE_DAYS), timedelta(days=self.PEPTALK_SESSION_DAYS))
