"""Stripe's events and reconciliations: listed, shown, applied once more, asked for."""

from datetime import timedelta

from pydantic import Field

from functions.operate.readers.redacting import redacted
from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.platform.deliveries import work
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.billing import doubled, reconciliations, stripe_events, subscriptions
from shared.store.billing.doubled import Doubled
from shared.store.billing.reconciliations import Reconciliation
from shared.store.billing.stripe_events import ListedEvent, Refusals, StoredEvent
from shared.store.billing.subscriptions import Change, StoredSubscription

REFUSALS = timedelta(days=7)
"""How far back refusals of the webhook are told."""

OVERRIDES = 1_000
"""How many values set by hand are told of at once."""


class ListEvents(Request):
    """The newest events; with `waiting` those alone that are not processed, with `type` those of it."""

    waiting: bool = False
    type: str | None = Field(default=None, max_length=200)
    limit: int = Field(default=50, ge=1, le=1_000)


class EventList(Answer):
    """Newest first, and what the webhook refused of late."""

    events: tuple[ListedEvent, ...]
    refused: tuple[Refusals, ...]


class ShowEvent(Request):
    """One event, by Stripe's id; with `whole`, what it says of people is not left out of its body."""

    id: str = Field(pattern=r"^evt_[A-Za-z0-9_]+$", max_length=255)
    whole: bool = False


class EventReport(Answer):
    """An event, how its work stands (None where that was pruned), and the changes that it brought."""

    event: StoredEvent
    work: str | None
    changes: tuple[Change, ...]


class ResendEvent(Write):
    """Apply an event once more: its subscriptions are asked about anew."""

    id: str = Field(pattern=r"^evt_[A-Za-z0-9_]+$", max_length=255)


class Resent(Answer):
    """The work that was asked for. What a write answers is kept for a while, so it tells nothing of the event."""

    work: str | None


class Reconcile(Write):
    """Compare everything that Stripe has with everything here, now."""


class Begun(Answer):
    """The reconciliation that was asked for."""

    night: str


class ReconciliationList(Answer):
    """The newest first. `repairs` are the changes of the newest; `overrides` are what somebody set by hand, which all
    of them keep, and `doubled` who pays for two subscriptions: a thousand at most of either."""

    reconciliations: tuple[Reconciliation, ...]
    repairs: tuple[Change, ...]
    overrides: tuple[StoredSubscription, ...] = ()
    doubled: tuple[Doubled, ...] = ()


class ListReconciliations(Request):
    """The newest of them."""

    limit: int = Field(default=10, ge=1, le=100)


async def _list(platform: Platform, request: ListEvents) -> EventList:
    found = await stripe_events.listed(platform.db, waiting=request.waiting, type=request.type, count=request.limit)
    refused = await stripe_events.refusals(platform.db, platform.clock.now() - REFUSALS)
    return EventList(events=tuple(found), refused=tuple(refused))


async def _show(platform: Platform, request: ShowEvent) -> EventReport:
    event = await _event(platform, request.id)
    body = event.body if request.whole else redacted(event.body)
    return EventReport(
        event=event.model_copy(update={"body": body}),
        work=await stripe_events.work_of(platform.db, event.id),
        changes=tuple(await reconciliations.repairs(platform.db, event.id)),
    )


async def _resend(platform: Platform, request: ResendEvent) -> Resent:
    event = await _event(platform, request.id)
    if await stripe_events.work_of(platform.db, event.id) == "dead":
        raise PermanentError(
            f"{event.id} is a dead letter; `peptalk dlq list --stage billing` names it, and `peptalk dlq replay ID` "
            f"asks for it again"
        )
    if await audit.subject_of(platform.db, request.act, "resend") is None:
        now = platform.clock.now()
        before = {"outcome": event.outcome, "processed_at": event.processed_at}
        said = audit.record(request.act, "resend", f"event/{event.id}", before, {"outcome": None}, now)
        await platform.db.batch([*stripe_events.again(event.id, now), said])
    await work.send(platform, [("peptalk-stripe-events", stripe_events.message_of(event.id).encode())])
    return Resent(work=await stripe_events.work_of(platform.db, event.id))


async def _reconcile(platform: Platform, request: Reconcile) -> Begun:
    night = f"asked-{request.act.id}"
    said = audit.record(request.act, "reconcile", "stripe", {}, {"night": night}, platform.clock.now())
    await platform.db.run(said)
    await reconciliations.begin(platform, night)
    return Begun(night=night)


async def _reconciliations(platform: Platform, request: ListReconciliations) -> ReconciliationList:
    found = await reconciliations.newest(platform.db, request.limit)
    repairs = await reconciliations.repairs(platform.db, found[0].night) if found else []
    overrides = await subscriptions.overridden(platform.db, OVERRIDES)
    twice = await doubled.doubled(platform.db)
    return ReconciliationList(
        reconciliations=tuple(found), repairs=tuple(repairs), overrides=tuple(overrides), doubled=tuple(twice)
    )


async def _event(platform: Platform, id: str) -> StoredEvent:
    found = await stripe_events.by_id(platform.db, id)
    if found is None:
        raise PermanentError(
            f"event {id} never arrived here; `peptalk stripe reconcile` asks Stripe for what is missing"
        )
    if found.erased:
        raise PermanentError(f"event {id} was of an account that was erased; nothing of it is left")
    return found


LIST = UseCase("stripe.events", ListEvents, EventList, _list)
SHOW = UseCase("stripe.event", ShowEvent, EventReport, _show)
RESEND = UseCase("stripe.resend", ResendEvent, Resent, _resend)
RECONCILE = UseCase("stripe.reconcile", Reconcile, Begun, _reconcile)
RECONCILIATIONS = UseCase("stripe.reconciliations", ListReconciliations, ReconciliationList, _reconciliations)

CASES = (LIST, SHOW, RESEND, RECONCILE, RECONCILIATIONS)
