"""The machine's own clock, and how far ahead of it PepTalk is where a trial's time was moved."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, SecretStr

from shared.platform.configuration.settings import Settings
from shared.platform.errors import ConfigurationError

VARIABLE = "PEPTALK_CLOCK_AHEAD"
FURTHEST = timedelta(days=3_660)

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(\d{1,6})([smhdw])")
_LIVE_KEYS = ("sk_live_", "rk_live_")
"""How Stripe's keys for real money begin (docs.stripe.com/keys)."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The Clock port over the system's time, or over a time that is always so much later."""

    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        """Give way to others for that long."""
        await asyncio.sleep(seconds)


def duration(text: str) -> timedelta:
    """How long `1d12h` is; units are s, m, h, d and w.

    Raises:
        ValueError: it is written otherwise.
    """
    parts = _DURATION.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise ValueError(f"{text!r} is no duration; write 30d, 12h, 90m, 45s or 1d12h")
    return sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta(0))


def _a_duration(text: str) -> str:
    if duration(text) > FURTHEST:
        raise ValueError(f"{text!r} is longer than {FURTHEST.days} days")
    return text


class ClockSettings(Settings):
    """`PEPTALK_CLOCK_AHEAD`, such as 40d or 1d12h: how far ahead of the machine's clock PepTalk is, so that a trial
    with stand-ins lives through months. Whoever pays real money would lose what he paid for: that is refused."""

    PEPTALK_CLOCK_AHEAD: Annotated[str, AfterValidator(_a_duration)] = "0s"
    PEPTALK_STRIPE_MODE: Literal["live", "test"] = "test"
    STRIPE_SECRET_KEY: SecretStr | None = None

    @property
    def live(self) -> bool:
        """Whether real money is paid."""
        key = self.STRIPE_SECRET_KEY.get_secret_value() if self.STRIPE_SECRET_KEY else ""
        return self.PEPTALK_STRIPE_MODE == "live" or key.startswith(_LIVE_KEYS)


def clock_of(env: Mapping[str, str]) -> SystemClock:
    """The clock that the variables ask for.

    Raises:
        ConfigurationError: PEPTALK_CLOCK_AHEAD is no duration, is too long, or Stripe is live.
    """
    if not env.get(VARIABLE):
        return SystemClock()
    settings = ClockSettings.read(env)
    ahead = duration(settings.PEPTALK_CLOCK_AHEAD)
    if ahead and settings.live:
        raise ConfigurationError(f"{VARIABLE} is for trials, and Stripe is live here; unset one of the two")
    return SystemClock(ahead)
