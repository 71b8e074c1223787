"""What becomes of a delivery whose work failed: decided from the kind of error alone. Pure."""

from dataclasses import dataclass
from typing import Literal

from shared.platform.errors import (
    ConfigurationError,
    PermanentError,
    RetryableError,
)

DEATHS_AT_MOST = 5
"""A crash or unknown error dies at the fifth: by then it is no accident."""

DELAY_AT_MOST = 86_400
"""The longest delay that Cloudflare Queues accepts, in seconds."""

PAUSE = 900
"""How long a function that lacks a setting waits before it looks again, in seconds."""

_FIRST, _LONGEST = 5.0, 3_600.0

Kind = Literal["retryable", "crash", "permanent", "configuration"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`retry` after `delay` seconds, or `die`. `deaths` is what this attempt adds to the count (0 or 1)."""

    kind: Kind
    action: Literal["retry", "die"]
    delay: int = 0
    deaths: int = 0
    pause: bool = False


def judge(error: BaseException, *, tries: int, deaths: int, jitter: float) -> Verdict:
    """The verdict on attempt number `tries` (from 1) of work that died `deaths` times before.

    `jitter` is in [0, 1): a delay is drawn between half and the whole of its exponential step, so that what
    failed together does not come back together.
    """
    if isinstance(error, ConfigurationError):
        return Verdict("configuration", "retry", PAUSE, pause=True)
    if isinstance(error, PermanentError):
        return Verdict("permanent", "die")
    if isinstance(error, RetryableError):
        return Verdict("retryable", "retry", _delay(error.retry_in, tries, jitter))
    if deaths + 1 >= DEATHS_AT_MOST:
        return Verdict("crash", "die", deaths=1)
    return Verdict("crash", "retry", _delay(None, tries, jitter), deaths=1)


def _delay(asked: float | None, tries: int, jitter: float) -> int:
    if asked is not None:
        # The vendor's word wins; a little on top spreads those who were told the same.
        return min(DELAY_AT_MOST, max(1, round(asked + jitter * min(asked, 10.0) * 0.2)))
    step = min(_LONGEST, _FIRST * 2 ** min(tries - 1, 20))
    return max(1, round(step * (0.5 + jitter / 2)))
