"""Asking Cloudflare's REST API until it answers: what it throttles, breaks or drops is asked again, and made once."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import cloudflare as vendor

from infra.cloudflare.account.rest import retry_after, said
from shared.platform.errors import (
    ConfigurationError,
    PepTalkError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

_LONGEST_ASKED = 300.0
"""Seconds: Cloudflare counts requests in spans of 5 minutes, so no longer Retry-After is meant."""

_AGAIN = (vendor.RateLimitError, vendor.InternalServerError, vendor.APIConnectionError)


class Missing(UpstreamRefused):
    """What was asked for is not there."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to ask, and how long to wait between: `first` seconds, then twice as long, `longest` at most."""

    tries: int = 7
    first: float = 0.5
    longest: float = 30.0
    sleep: Sleep = asyncio.sleep

    async def __call__(
        self, what: str, ask: Callable[[], Awaitable[T]], *, already: Callable[[], Awaitable[T | None]] | None = None
    ) -> T:
        """The answer to `ask`, which is asked again for as long as that may help.

        `what` completes "Cloudflare refused to ...". `ask` must be safe to repeat, or `already` must find what an `ask`
        whose answer was lost has made: it looks before another asking, and where Cloudflare says that a name is taken.

        Raises:
            ConfigurationError: the token is not accepted.
            Missing: there is no such thing.
            UpstreamRefused: Cloudflare understood and said no.
            UpstreamThrottled: it asked for patience to the end.
            UpstreamUnavailable: it did not answer to the end.
        """
        for tried in range(1, self.tries + 1):
            try:
                return await ask()
            except _AGAIN as exc:
                if tried == self.tries:
                    raise _gave_up(what, tried, exc) from exc
                await self.sleep(self._wait(exc, tried))
            except vendor.APIStatusError as exc:
                # A name that is taken may be taken by this very request, whose answer was lost, or by another person's.
                if already is not None and (there := await self(what, already)) is not None:
                    return there
                raise _refused(what, exc) from exc
            if already is not None and (there := await self(what, already)) is not None:
                return there
        raise AssertionError("the loop ends by returning or raising")

    def _wait(self, exc: vendor.APIError, tried: int) -> float:
        if (asked := retry_after(exc)) is not None:
            return min(asked, _LONGEST_ASKED)
        return min(self.first * 2 ** (tried - 1), self.longest) * random.uniform(0.5, 1.0)  # noqa: S311  (jitter)


def _gave_up(what: str, tries: int, exc: vendor.APIError) -> PepTalkError:
    then = "nothing is lost: run the same command again"
    if isinstance(exc, vendor.RateLimitError):
        return UpstreamThrottled(f"Cloudflare asked for patience {tries} times when asked to {what}; {then}")
    return UpstreamUnavailable(f"Cloudflare did not {what} in {tries} tries ({said(exc)}); {then}")


def _refused(what: str, exc: vendor.APIStatusError) -> PepTalkError:
    if isinstance(exc, vendor.AuthenticationError | vendor.PermissionDeniedError):
        return ConfigurationError(
            f"Cloudflare does not let this token {what} ({said(exc)}); check CLOUDFLARE_API_TOKEN, "
            "CLOUDFLARE_ACCOUNT_ID and the token's permissions (docs/deployment.md)"
        )
    kind = Missing if isinstance(exc, vendor.NotFoundError) else UpstreamRefused
    return kind(f"Cloudflare refused to {what}: {said(exc)}")
