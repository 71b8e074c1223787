"""Stripe's SDK over httpx2, which speaks the Worker's own fetch; the SDK's own async clients open raw sockets there.

Only Workers that ask Stripe import it: they bring `stripe` and `httpx2` themselves.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import NoReturn

import httpx2
import stripe

from shared.platform.vendors.certificates import certificates
from shared.platform.vendors.shallow import SHALLOW

VENDOR = "stripe"
_ADDRESS = "https://api.stripe.com"


class Httpx2Client(stripe.HTTPClient):
    """What `stripe.StripeClient(..., http_client=...)` sends by: its async methods, without streaming.

    `timeout` is one number of seconds for the whole exchange. In a Worker a connect timeout of its own would run
    until the answer's headers arrive. Each request has a connection of its own, so nothing is bound to an event loop
    or has to be closed. Whom to trust over TLS is the runtime's business there, and `SSL_CERT_FILE`'s on CPython.
    """

    name = "httpx2"

    def __init__(self, timeout: float) -> None:
        super().__init__()  # pyright: ignore[reportUnknownMemberType]  (a test hook of the SDK is untyped)
        self._timeout = timeout

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | bytes | None = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """Body, status and headers (their names in any case) of whatever Stripe answers.

        Raises:
            stripe.APIConnectionError: no whole answer came; the request may have been carried out.
        """
        try:
            async with (
                asyncio.timeout(self._timeout),
                httpx2.AsyncClient(
                    verify=certificates(), timeout=self._timeout, follow_redirects=False, event_hooks=SHALLOW
                ) as client,
            ):
                answer = await client.request(method, url, headers=headers, content=post_data)
        except (TimeoutError, httpx2.TimeoutException) as exc:
            _unanswered(f"Stripe did not answer within {self._timeout:g} s", exc)
        except (httpx2.HTTPError, OSError) as exc:
            # The error's kind only, as for every vendor: its text may hold what was asked.
            _unanswered(f"Stripe did not answer: {type(exc).__name__}", exc)
        return answer.content, answer.status_code, answer.headers

    def sleep_async(self, secs: float) -> Awaitable[None]:
        """Between the SDK's own tries, where `max_network_retries` allows any."""
        return asyncio.sleep(secs)

    async def close_async(self) -> None:
        """Nothing is open between two requests."""


def stripe_client(key: str, *, timeout: float, url: str | None = None) -> stripe.StripeClient:
    """A client of Stripe's API at `url`; made inside a handler, never at import.

    It tries once: consumers' queues try again with Stripe's own Retry-After and count what failed, which a second
    try in here would hide. So every POST needs an `idempotency_key` that is the same in the next delivery.
    """
    return stripe.StripeClient(
        key,
        base_addresses={"api": url or _ADDRESS},
        http_client=Httpx2Client(timeout),
        max_network_retries=0,
    )


def _unanswered(said: str, cause: Exception) -> NoReturn:
    ours = isinstance(cause, httpx2.LocalProtocolError | httpx2.UnsupportedProtocol)
    raise stripe.APIConnectionError(said, should_retry=not ours) from cause
