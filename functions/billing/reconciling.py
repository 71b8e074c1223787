"""Compares Stripe's whole list with ours, page by page; what differs is asked about anew, one by one.

Then come those of ours that were not on the list, and the events of thirty days that Stripe could not deliver. At the
end it is counted who pays for two subscriptions.
A page commits what it found together with the messages that ask for it and for the next page.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from functions.billing import doubles
from functions.billing.asking import PAGE, Asking, Object
from functions.billing.picture import with_items
from queues.messages import BillingMessage, ReconcileSubscriptions, SubscriptionDoubted
from shared.domain.accounts.subscription import Billed, UnreadableSubscription, read
from shared.domain.instants import stamp
from shared.platform.deliveries.work import Outcome
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform, Row, Statement
from shared.platform.vendors.stripe_errors import Missing
from shared.store.accounts import erasures
from shared.store.billing import reconciliations, stripe_events, subscriptions
from shared.store.billing.reconciliations import Part
from shared.store.billing.stripe_events import NoEvent


async def reconcile(job: ReconcileSubscriptions, asking: Asking, platform: Platform) -> Outcome:
    """One page of the part that the message names."""
    match job.part:
        case "subscriptions":
            return await _compare(job, asking, platform)
        case "missing":
            return await _look_for(job, platform)
        case _:
            return await _catch_up(job, asking, platform)


async def _compare(job: ReconcileSubscriptions, asking: Asking, platform: Platform) -> Outcome:
    # Stripe lists what was cancelled for ever; of those who were erased nothing is asked any more.
    page, erased, more = await _listed(asking.subscriptions, job.after, _customer, platform)
    said = {str(each.get("id")): await _read(asking, each) for each in page}
    living = {id: each for id, each in said.items() if id not in erased}
    ids = json.dumps(list(living))
    rows = await platform.db.all(subscriptions.SQL("known", ids=ids, now=stamp(platform.clock.now())))
    known = {row["id"]: row for row in rows}
    doubted = [id for id, each in living.items() if each is None or _differs(each, known.get(id))]
    seen = subscriptions.SQL("see", night=job.night, ids=ids)
    onward = _onward(job, "subscriptions", list(said)[-1]) if more and said else _onward(job, "missing", None)
    return _page(job, platform, onward, [seen], [_doubted(job, id) for id in doubted], listed=len(said))


async def _look_for(job: ReconcileSubscriptions, platform: Platform) -> Outcome:
    found = await reconciliations.unseen(platform.db, job.night, job.after or "", PAGE)
    onward = _onward(job, "missing", found[-1]) if len(found) == PAGE else _onward(job, "events", None)
    return _page(job, platform, onward, [], [_doubted(job, id) for id in found], missing=len(found))


async def _catch_up(job: ReconcileSubscriptions, asking: Asking, platform: Platform) -> Outcome:
    page, erased, more = await _listed(asking.undelivered, job.after, stripe_events.customer_of, platform)
    now = platform.clock.now()
    writes: list[Statement] = []
    messages: list[BillingMessage] = []
    for each in page:
        try:
            event = stripe_events.read(json.dumps(each))
        except NoEvent as exc:
            raise PermanentError(f"Stripe listed what is no event: {exc}") from exc
        if event.id in erased:
            continue
        if event.livemode == asking.livemode and await stripe_events.by_id(platform.db, event.id) is None:
            writes.append(stripe_events.stored(event, "listed", {}, now))
            messages.append(stripe_events.message_of(event.id))
    onward = _onward(job, "events", page[-1]["id"]) if more and page else None
    if onward is None:
        await doubles.counted(platform)
    return _page(job, platform, onward, writes, messages, events=len(messages))


async def _listed(
    ask: Callable[[str | None], Awaitable[tuple[list[Object], bool]]],
    after: str | None,
    customer_of: Callable[[Object], str | None],
    platform: Platform,
) -> tuple[list[Object], set[str], bool]:
    """A page of Stripe's from behind `after`, the ids on it of customers who were erased, and whether there is more.
    It goes on until its last is nobody's who was erased, because the next page is asked for by that name, which is
    kept."""
    listed: list[Object] = []
    erased: set[str] = set()
    while True:
        page, more = await ask(after)
        whose = {str(each.get("id")): customer_of(each) for each in page}
        gone = await erasures.erased_customers(platform.db, [each for each in whose.values() if each])
        erased |= {id for id, customer in whose.items() if customer in gone}
        listed += page
        if not (more and page) or (after := str(page[-1].get("id"))) not in erased:
            return listed, erased, more


def _page(
    job: ReconcileSubscriptions,
    platform: Platform,
    onward: ReconcileSubscriptions | None,
    writes: Sequence[Statement],
    messages: Sequence[BillingMessage],
    *,
    listed: int = 0,
    missing: int = 0,
    events: int = 0,
) -> Outcome:
    doubted = sum(isinstance(each, SubscriptionDoubted) for each in messages)
    part: Part = onward.part if onward else "done"
    counted = reconciliations.advance(
        job.night,
        part,
        onward.after if onward else None,
        platform.clock.now(),
        listed=listed,
        doubted=doubted,
        missing=missing,
        events=events,
    )
    if doubted or events:
        platform.log.warning("drift_found", night=job.night, part=job.part, doubted=doubted, events=events)
    if onward is None:
        platform.log.info("reconciled", night=job.night)
    return Outcome(writes=[*writes, counted], messages=[*messages, *([onward] if onward else [])])


def _onward(job: ReconcileSubscriptions, part: Any, after: str | None) -> ReconcileSubscriptions:
    return job.model_copy(update={"part": part, "after": after, "generation": 0})


def _doubted(job: ReconcileSubscriptions, id: str) -> SubscriptionDoubted:
    return SubscriptionDoubted(subscription=id, source="reconcile", cause=job.night, trace_id=job.trace_id)


def _customer(said: Object) -> str | None:
    customer = said.get("customer")
    return customer if isinstance(customer, str) else None


async def _read(asking: Asking, said: Object) -> Billed | None:
    """None where it is not understood, or gone meanwhile: it is looked at alone, and holds up no other."""
    try:
        return read(await with_items(asking, said))
    except (Missing, UnreadableSubscription):
        return None


def _differs(said: Billed, known: Row | None) -> bool:
    """Whether ours is another state than the list's; of what the list does not tell, the events do."""
    if known is None or known["stale"]:
        return True
    ours: Mapping[str, Any] = {name: value for name, value in known.items() if name not in ("id", "stale")}
    theirs = {
        "stripe_status": said.status,
        "stripe_period_end": said.period_end,
        "cancel_at_period_end": int(said.cancel_at_period_end),
        "cancel_at": said.cancel_at,
        "ended_at": said.ended_at,
    }
    return ours != theirs
