"""The Checkout pages of one customer: one is open at a time, so that nobody who opened two of them pays for both.

Stripe alone knows what was opened and paid a moment ago; our own rows follow by the webhook. So it is asked first.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from functions.api.payments.made_once import Ask, made_once
from shared.domain.canonical import fingerprint
from shared.platform.errors import UpstreamRefused

Session = Mapping[str, Any]

LATEST = 100
"""Pages of a customer that are looked at, the newest first."""

_MARK = "asked"
"""Under this name in its metadata a page keeps what it was opened for."""


class Running(Exception):
    """There is a subscription already; the billing portal is where it is changed."""


async def opened(ask: Ask, asked: Mapping[str, Any], known: Collection[str]) -> str:
    """The address of the page of `asked["customer"]` that sells what is asked for: the one that is open, or a new one,
    which closes every other. `known` are ids of subscriptions whose standing was looked at already.

    Raises:
        Running: a page was paid on, and its subscription is none of those.
        Missing: Stripe has no such customer.
    """
    found = await _latest(ask, asked["customer"])
    if any(_sold(each, known) for each in found):
        raise Running
    mark = fingerprint(dict(asked))[:40]
    if same := next((each for each in found if _is_open(each) and _marked(each) == mark), None):
        return same["url"]
    # Whoever asks at the same time has seen the same last page, and is given the same new one.
    last = found[0]["id"] if found else ""
    given: Any = {**asked, "metadata": {_MARK: mark}}
    key = f"checkout-{fingerprint({'asked': given, 'after': last})[:40]}"
    made = await made_once(
        ask,
        "a Checkout session",
        key,
        lambda client, named: client.v1.checkout.sessions.create_async(given, {"idempotency_key": named}),
    )
    # Looked at anew: of two that were opened at the same moment for different things, the later sees the earlier.
    for each in _older(await _latest(ask, asked["customer"]), made["id"]):
        if _sold(each, known):
            raise Running
        if _is_open(each):
            await _close(ask, each["id"], known)
    return made["url"]


def _older(listed: Sequence[Session], id: str) -> Sequence[Session]:
    """Those behind a page on a list that has the newest first."""
    ids = [each["id"] for each in listed]
    return listed[ids.index(id) + 1 :] if id in ids else listed


async def _latest(ask: Ask, customer: str) -> list[Session]:
    page = await ask(
        "Checkout sessions",
        lambda client: client.v1.checkout.sessions.list_async({"customer": customer, "limit": LATEST}),
    )
    return list(page["data"])


async def _close(ask: Ask, id: str, known: Collection[str]) -> None:
    try:
        await ask("the end of a Checkout session", lambda client: client.v1.checkout.sessions.expire_async(id))
    except UpstreamRefused:
        # Not open any more: it ran out, or was paid on this very moment.
        page = await ask("a Checkout session", lambda client: client.v1.checkout.sessions.retrieve_async(id))
        if _sold(page, known):
            raise Running from None


def _is_open(page: Session) -> bool:
    return page.get("status") == "open"


def _marked(page: Session) -> str | None:
    metadata: Mapping[str, Any] = page.get("metadata") or {}
    return metadata.get(_MARK)


def _sold(page: Session, known: Collection[str]) -> bool:
    """Whether a subscription came of the page that is none of the known."""
    return page.get("status") == "complete" and page.get("subscription") not in (None, *known)
