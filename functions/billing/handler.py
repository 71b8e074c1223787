"""Applies Stripe's events: the subscription is asked about anew, and what Stripe says is written in one batch.

An event only says where to look. Whoever looks holds the subscription's lease until the batch that writes, so that the
last to look is the last to write, whatever order the events come in.
"""

import json
from collections.abc import Sequence
from typing import Any

from functions.billing import doubles
from functions.billing.addressing import address
from functions.billing.asking import Asking
from functions.billing.erasing import erase
from functions.billing.letters import letters
from functions.billing.picture import picture
from functions.billing.reconciling import reconcile
from functions.billing.settings import BillingSettings
from functions.billing.subjects import subjects
from queues.messages import (
    AddressCustomer,
    BillingMessage,
    EraseAccount,
    ReconcileSubscriptions,
    StripeEventReceived,
    SubscriptionDoubted,
)
from shared.domain.accounts.subscription import STATUSES, UnreadableSubscription, read
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.outages import alerts
from shared.platform.ports import Batch, Platform, Tick
from shared.platform.vendors.stripe_errors import Missing
from shared.store.accounts import erasures, personal
from shared.store.billing import reconciliations, stripe_events, subscriptions
from shared.store.billing.stripe_events import StoredEvent
from shared.store.billing.subscriptions import Picture, Source
from shared.store.mailing import mails
from shared.store.operations.erased_work import is_about_nobody

ERASED = "its customer's account was erased"


async def queue(batch: Batch, platform: Platform) -> None:
    """Settle a batch of `peptalk-stripe-events`."""
    await consume(batch, BillingMessage, handle, platform)


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Ask for the night's reconciliation; where Stripe is not used there is none."""
    if not platform.env.get("STRIPE_SECRET_KEY"):
        platform.log.info("reconciliation_skipped")
        return
    await reconciliations.begin(platform, tick.scheduled.strftime("%Y-%m-%dT%H:%M:%SZ"))


async def handle(job: BillingMessage, platform: Platform) -> Outcome:
    """Write what the subscriptions are now that the message leads to, in one batch with what it asks for next.

    Raises:
        Corrupt: the event is not stored.
        NotYet: another delivery is at work on the same subscription.
        ConfigurationError: Stripe's key is missing, or not accepted.
        PermanentError: Stripe does not know the subscription, or says of it what nobody here understands.
    """
    if isinstance(job, EraseAccount):
        # An account without a customer at Stripe is erased where Stripe is not used.
        return await erase(job, platform)
    asking = Asking(platform, BillingSettings.read(platform.env))
    match job:
        case StripeEventReceived():
            return await _apply(job, asking, platform)
        case SubscriptionDoubted() if await is_about_nobody(platform.db, job):
            platform.log.info("doubt_ignored", id=job.subscription, reason=ERASED)
            return Outcome(writes=personal.forgotten(job.identity))
        case SubscriptionDoubted():
            return await _look(job, platform, asking, (job.subscription,), job.source, job.cause, None)
        case ReconcileSubscriptions():
            return await reconcile(job, asking, platform)
        case AddressCustomer():
            return await address(job, asking, platform)
        case _:
            raise PermanentError(f"billing does not know what {job.kind} asks for")


async def _apply(job: StripeEventReceived, asking: Asking, platform: Platform) -> Outcome:
    event = await stripe_events.by_id(platform.db, job.event)
    if event is None:
        raise Corrupt(f"event {job.event} is not stored; `peptalk stripe reconcile` asks Stripe for it")
    if event.erased:
        # What was delivered once more leaves nothing either: neither a row that erasing found no time for, nor work.
        return Outcome(writes=stripe_events.emptied(job.event, platform.clock.now()))
    if event.processed_at is not None:
        return Outcome()
    if await _is_erased(event.customer, platform):
        return _emptied(event, platform)
    meant = await subjects(event, asking, platform.db)
    if await _is_erased(meant.customer, platform):
        return _emptied(event, platform)
    if not meant.subscriptions:
        now = platform.clock.now()
        platform.log.info("event_ignored", id=event.id, type=event.type, reason=meant.note)
        return Outcome(writes=[stripe_events.mark(event.id, "ignored", meant.note, now, customer=meant.customer)])
    return await _look(job, platform, asking, meant.subscriptions, "event", event.id, event)


async def _is_erased(customer: str | None, platform: Platform) -> bool:
    return customer is not None and bool(await erasures.erased_customers(platform.db, [customer]))


def _emptied(event: StoredEvent, platform: Platform) -> Outcome:
    platform.log.info("event_ignored", id=event.id, type=event.type, reason=ERASED)
    return Outcome(writes=stripe_events.emptied(event.id, platform.clock.now()))


async def _look(
    job: BillingMessage,
    platform: Platform,
    asking: Asking,
    ids: Sequence[str],
    source: Source,
    cause: str,
    event: StoredEvent | None,
) -> Outcome:
    lease = await subscriptions.take(platform, ids, job.identity)
    try:
        seen = [await _seen(asking, id, event) for id in lease.subscriptions]
        pictures = await _living(seen, platform)
    except BaseException:
        await subscriptions.give_back(platform, lease)
        raise
    await _tell(platform, pictures)
    now = platform.clock.now()
    written = await letters(platform.db, pictures, now)
    writes = subscriptions.kept(lease, now)
    for each in pictures:
        writes += subscriptions.applied(each, source, cause, now)
    # Of an event that names no customer, or a doubt that came late, Stripe has told now whose it is.
    erased = len(pictures) < len(seen)
    if event is not None:
        told = stripe_events.mark(event.id, "applied", None, now, customer=seen[0].billed.customer)
        writes += stripe_events.emptied(event.id, now) if erased else [told]
    elif erased:
        writes += personal.forgotten(job.identity)
    if written:
        writes.append(mails.kept(written, now))
    asked = [mails.message_of(each) for each in written]
    return Outcome(writes=[*writes, *subscriptions.released(lease)], messages=asked, guarded=True)


async def _living(pictures: Sequence[Picture], platform: Platform) -> list[Picture]:
    """Without those of customers whose accounts were erased: nothing of them is written again."""
    erased = await erasures.erased_customers(platform.db, [each.billed.customer for each in pictures])
    return [each for each in pictures if each.billed.customer not in erased]


async def _seen(asking: Asking, id: str, event: StoredEvent | None) -> Picture:
    try:
        try:
            return await picture(asking, id)
        except Missing:
            # Stripe keeps what was cancelled; only a deletion of test data takes it away. Its event is the last word.
            if event is None or event.type != "customer.subscription.deleted":
                raise
            said: dict[str, Any] = json.loads(event.body)
            return Picture(billed=read(said["data"]["object"]))
    except UnreadableSubscription as exc:
        raise PermanentError(f"{exc}; a newer API version than 2026-10-28 may need a newer release") from exc


async def _tell(platform: Platform, pictures: list[Picture]) -> None:
    """An operator is told of a status that is not known here, which gives no access, and of who pays twice."""
    for status in sorted({each.billed.status for each in pictures} - STATUSES):
        said = f"Stripe gives a subscription the status {status!r}, which is not known here and gives no access"
        await alerts.alert(platform, "stripe/unknown-status", said)
    await doubles.seen(platform, pictures)
