"""Has Stripe make something once, whatever becomes of an answer.

Stripe keeps the first answer to an idempotency key for a day, a failure's too, and says so when it gives it again
(docs.stripe.com/api/idempotent_requests). So what was not answered is asked for again under the same key: it may have
been made. What failed with an answer would fail for a day under that key, and the next one is taken.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from stripe import StripeClient

from shared.platform.errors import PepTalkError
from shared.platform.vendors.stripe_errors import replayed

Ask = Callable[[str, Callable[[StripeClient], Awaitable[Any]]], Awaitable[dict[str, Any]]]
"""Asks Stripe for something; its errors are ours."""

Make = Callable[[StripeClient, str], Awaitable[Any]]
"""Has something made under an idempotency key, with the same parameters for the same thing."""

KEYS = 20
"""Failures of one thing within a day that are left behind; each costs who comes later one request more."""


async def made_once(ask: Ask, what: str, key: str, make: Make) -> dict[str, Any]:
    """What `make` has made under `key`, or under the first key after it of which Stripe keeps no failure.

    Raises:
        PepTalkError: it failed just now, or its last key is used up too.
    """
    named = key
    for number in range(1, KEYS):
        try:
            return await ask(what, partial(_under, make, named))
        except PepTalkError as exc:
            if not replayed(exc):
                raise
        named = f"{key}-{number}"
    return await ask(what, partial(_under, make, named))


def _under(make: Make, key: str, client: StripeClient) -> Awaitable[Any]:
    return make(client, key)
