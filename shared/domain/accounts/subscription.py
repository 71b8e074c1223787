"""Subscriptions as Stripe tells of them, and the access that they give: `access` is the one answer for every reader.

Status words are Stripe's (docs.stripe.com/api/subscriptions/object#subscription_object-status). Until API version
2025-03-31 the period stands on the subscription, since then on its items alone
(docs.stripe.com/changelog/basil/2025-03-31/deprecate-subscription-current-period-start-and-end); both are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp

STATUSES = frozenset(
    {"active", "canceled", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid"}
)

GIVING = frozenset({"active", "trialing", "past_due"})
"""Statuses that give access, the last one for the grace alone."""

RUNNING = frozenset({"active", "trialing", "past_due", "unpaid", "paused"})
"""Statuses, by Stripe's own word, of what goes on there: who has one of these changes it in the billing portal, and
buys no second."""

Withheld = Literal["refunded", "disputed"]

Why = Literal[
    "open",
    "invited",
    "active",
    "trialing",
    "grace",
    "renewing",
    "webhook_pending",
    "payment_failed",
    "payment_incomplete",
    "paused",
    "disputed",
    "refunded",
    "unknown_status",
    "expired",
    "subscription_required",
    "invitation_required",
    "sign_in_required",
    "session_invalid",
    "key_invalid",
]

WORDS: Mapping[Why, str] = {
    "open": "Everything is open to all.",
    "invited": "The account was invited.",
    "active": "The subscription is active.",
    "trialing": "The trial runs.",
    "grace": "A payment failed; access goes on for a while, so that it can be made up for.",
    "renewing": "The subscription is being renewed.",
    "webhook_pending": "Subscription not confirmed: Stripe's word about this period has not arrived.",
    "payment_failed": "Subscription unpaid: the payment failed and was not made up for.",
    "payment_incomplete": "Subscription not confirmed: its first payment is not finished.",
    "paused": "Subscription paused: the trial ended without a means of payment.",
    "disputed": "Subscription withheld: its payment is disputed.",
    "refunded": "Subscription withheld: its payment was refunded.",
    "unknown_status": "Subscription not understood: Stripe gives it a status that is not known here.",
    "expired": "Subscription expired.",
    "subscription_required": "Subscription required.",
    "invitation_required": "Invitation required.",
    "sign_in_required": "Sign-in required.",
    "session_invalid": "Session invalid: sign in again.",
    "key_invalid": "Key invalid: it was revoked, has run out, or never was one.",
}
"""What a reader or operator is told; of refusals the most helpful comes first in `_HELPFUL`."""

_HELPFUL: tuple[Why, ...] = tuple(WORDS)[6:]


class UnreadableSubscription(ValueError):
    """This is no subscription of Stripe's, in no shape that is known here."""


class Billed(Frozen):
    """What Stripe says of one subscription. Instants are stamps; `user` is the account that Checkout was opened for."""

    id: str
    customer: str
    status: str
    period_end: str | None
    cancel_at_period_end: bool
    cancel_at: str | None
    ended_at: str | None
    created: str
    livemode: bool
    latest_invoice: str | None = None
    user: str | None = None


class Subscription(Frozen):
    """A subscription as it is stored. `status` and `current_period_end` hold; the runbook sets them by hand."""

    id: str
    status: str
    current_period_end: str | None = None
    cancel_at_period_end: bool = False
    cancel_at: str | None = None
    ended_at: str | None = None
    failed_at: str | None = None
    withheld: Withheld | None = None
    stripe_status: str | None = None
    stripe_period_end: str | None = None

    @property
    def overridden(self) -> bool:
        """Whether somebody set another status or period end than Stripe said last."""
        return (self.status, self.current_period_end) != (self.stripe_status, self.stripe_period_end)


@dataclass(frozen=True, slots=True)
class Policy:
    """How long access goes on: after a payment's first failure, and after the end of a period that is renewed, until
    Stripe's word of the renewal must have come."""

    grace: timedelta = timedelta(days=7)
    leeway: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a reader has access, until when (a stamp; None where it is refused), why, and by which subscription."""

    granted: bool
    why: Why
    until: str | None = None
    subscription: str | None = None
    by_hand: bool = False

    @property
    def words(self) -> str:
        return WORDS[self.why]


USUAL = Policy()


def access(subscriptions: Iterable[Subscription], now: datetime, policy: Policy = USUAL) -> Access:
    """The access that a customer's subscriptions give together: the best of them counts."""
    found = [_access(each, now, policy) for each in subscriptions]
    if granted := [each for each in found if each.granted]:
        return max(granted, key=lambda each: (each.until or "", each.subscription or ""))
    if not found:
        return Access(False, "subscription_required")
    return min(found, key=lambda each: (_HELPFUL.index(each.why), each.subscription or ""))


def pays_on(one: Billed | Subscription) -> bool:
    """Whether it is paid for again and again: it runs by Stripe's own word, and no end is set."""
    status = one.status if isinstance(one, Billed) else one.stripe_status
    return status in RUNNING and one.ended_at is None and one.cancel_at is None and not one.cancel_at_period_end


def _access(one: Subscription, now: datetime, policy: Policy) -> Access:
    if one.overridden:
        end = instant(one.current_period_end)
        if end is not None and end > now:
            return _by_hand(one, end, now, policy)
        if one.stripe_status is None:
            return Access(False, "expired", subscription=one.id, by_hand=True)
        # The override is over: Stripe's word holds again.
        one = one.model_copy(update={"status": one.stripe_status, "current_period_end": one.stripe_period_end})
    ended = instant(one.ended_at)
    if ended is not None and ended <= now:
        return Access(False, "expired", subscription=one.id)
    last = _last(one)
    if one.status in GIVING and last is not None and last <= now:
        return Access(False, "expired", subscription=one.id)
    if one.withheld is not None:
        return Access(False, one.withheld, subscription=one.id)
    found = _running(one, now, policy) if one.status in ("active", "trialing") else _otherwise(one, now, policy)
    if last is None or found.until is None:
        return found
    return replace(found, until=min(found.until, stamp(last)))


def _last(one: Subscription) -> datetime | None:
    """When Stripe ends the subscription of its own accord, as far as it said so: neither what is paid, nor grace or
    leeway, goes further."""
    ends = (instant(one.cancel_at), instant(one.current_period_end) if one.cancel_at_period_end else None)
    return min((each for each in ends if each is not None), default=None)


def _by_hand(one: Subscription, end: datetime, now: datetime, policy: Policy) -> Access:
    """A period set by hand ends when it says, and is not withheld."""
    if one.status in ("active", "trialing"):
        return Access(True, "trialing" if one.status == "trialing" else "active", stamp(end), one.id, by_hand=True)
    found = _otherwise(one, now, policy)
    return Access(found.granted, found.why, found.until, one.id, by_hand=True)


def _running(one: Subscription, now: datetime, policy: Policy) -> Access:
    end = instant(one.current_period_end)
    if end is None:
        return Access(False, "webhook_pending", subscription=one.id)
    if now < end:
        return Access(True, "trialing" if one.status == "trialing" else "active", stamp(end), one.id)
    if now < end + policy.leeway:
        return Access(True, "renewing", stamp(end + policy.leeway), one.id)
    return Access(False, "webhook_pending", subscription=one.id)


def _otherwise(one: Subscription, now: datetime, policy: Policy) -> Access:
    match one.status:
        case "past_due":
            failed = instant(one.failed_at)
            if failed is not None and now < failed + policy.grace:
                return Access(True, "grace", stamp(failed + policy.grace), one.id)
            return Access(False, "payment_failed", subscription=one.id)
        case "unpaid":
            return Access(False, "payment_failed", subscription=one.id)
        case "incomplete":
            return Access(False, "payment_incomplete", subscription=one.id)
        case "paused":
            return Access(False, "paused", subscription=one.id)
        case "incomplete_expired" | "canceled":
            return Access(False, "expired", subscription=one.id)
        case _:
            return Access(False, "unknown_status", subscription=one.id)


def instant(text: str | None) -> datetime | None:
    """The instant of a stamp, or of what a person wrote in its place: a date, or a time without a zone, is UTC's.
    None where it is neither."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def read(said: Mapping[str, Any]) -> Billed:
    """What a subscription object says, whichever API version wrote it.

    Raises:
        UnreadableSubscription: it lacks what every version has.
    """
    if said.get("object") != "subscription":
        raise UnreadableSubscription(f"this is no subscription but {said.get('object')!r}")
    id, status, customer = said.get("id"), said.get("status"), _id_of(said.get("customer"))
    if not isinstance(id, str) or not isinstance(status, str) or customer is None:
        raise UnreadableSubscription("a subscription lacks its id, status or customer")
    metadata = said.get("metadata")
    user = cast("Mapping[str, Any]", metadata).get("user_id") if isinstance(metadata, Mapping) else None
    return Billed(
        id=id,
        customer=customer,
        status=status,
        period_end=_period_end(said),
        cancel_at_period_end=bool(said.get("cancel_at_period_end")),
        cancel_at=_when(said.get("cancel_at"), "cancel_at"),
        ended_at=_when(said.get("ended_at"), "ended_at"),
        created=_when(said.get("created"), "created") or stamp(datetime.fromtimestamp(0, UTC)),
        livemode=bool(said.get("livemode")),
        latest_invoice=_id_of(said.get("latest_invoice")),
        user=user if isinstance(user, str) and user else None,
    )


def _period_end(said: Mapping[str, Any]) -> str | None:
    """The latest end of its items' periods, or in older shapes the subscription's own."""
    items = said.get("items")
    data: Any = cast("Mapping[str, Any]", items).get("data") if isinstance(items, Mapping) else None
    ends: list[str] = []
    for item in cast("list[Any]", data) if isinstance(data, list) else []:
        if isinstance(item, Mapping):
            end = _when(cast("Mapping[str, Any]", item).get("current_period_end"), "current_period_end")
            ends += [end] if end else []
    return max(ends) if ends else _when(said.get("current_period_end"), "current_period_end")


def _id_of(value: Any) -> str | None:
    """The id of what is named, whether it was expanded or not."""
    if isinstance(value, Mapping):
        value = cast("Mapping[str, Any]", value).get("id")
    return value if isinstance(value, str) and value else None


def _when(value: Any, name: str) -> str | None:
    """Seconds since 1970 as a stamp."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 253_402_300_800:
        raise UnreadableSubscription(f"{name} is {value!r}, which is no time of Stripe's")
    return stamp(datetime.fromtimestamp(value, UTC))
