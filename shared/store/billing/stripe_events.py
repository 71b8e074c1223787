"""Stripe's events as rows: stored once, before anyone acknowledges them, with the work that applies them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from queues.messages import StripeEventReceived
from shared.domain.accounts.erasure import event_mark
from shared.domain.canonical import digest
from shared.domain.frozen import Frozen
from shared.domain.instants import later, stamp
from shared.domain.nesting import too_deep
from shared.platform.deliveries import work
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries
from shared.store.accounts import personal

SQL = Queries("shared.store.billing", "stripe_events.sql")

Shape = Literal["snapshot", "thin"]
Source = Literal["webhook", "listed"]

_SHAPES: Mapping[str, Shape] = {"event": "snapshot", "v2.core.event": "thin"}


ERASED = "erased"
"""The note of an event that was taken away with its customer's account."""


class NoEvent(ValueError):
    """The text is no event of Stripe's; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an event says of itself. A thin one names its object and does not hold it."""

    id: str
    type: str
    shape: Shape
    livemode: bool
    api_version: str | None
    created_at: str
    customer: str | None
    body: str
    message: StripeEventReceived
    """What asks for what it means."""


class ListedEvent(Frozen):
    """An event's row without what it holds. `outcome` is None until it is processed; `note` says why it was ignored."""

    id: str
    type: str
    shape: Shape
    source: Source
    livemode: bool
    api_version: str | None
    created_at: str
    received_at: str
    outcome: Literal["applied", "ignored"] | None
    note: str | None
    processed_at: str | None


class StoredEvent(ListedEvent):
    """The whole row."""

    customer: str | None
    headers: str
    body: str

    @property
    def erased(self) -> bool:
        """Whether its customer's account was erased, and the event with it."""
        return self.note == ERASED


class Refusals(Frozen):
    """How often the webhook refused a request for one reason on one day."""

    day: str
    reason: str
    count: int
    last_at: str


def read(body: str) -> Event:
    """The event that the text of a request holds.

    Raises:
        NoEvent: it is not JSON, or no event.
    """
    if too_deep(body):
        raise NoEvent("nested deeper than any event")
    try:
        said: Any = json.loads(body)
    except ValueError as exc:
        raise NoEvent("not JSON") from exc
    if not isinstance(said, dict):
        raise NoEvent("not an object")
    fields = cast("dict[str, Any]", said)
    shape = _SHAPES.get(str(fields.get("object")))
    if shape is None:
        raise NoEvent("its object is neither event nor v2.core.event")
    try:
        message = message_of(str(fields.get("id")))
    except ValueError as exc:
        raise NoEvent("its id is none of an event") from exc
    kind, livemode = fields.get("type"), fields.get("livemode")
    if not isinstance(kind, str) or not kind or not isinstance(livemode, bool):
        raise NoEvent("it has no type or no livemode")
    version = fields.get("api_version")
    return Event(
        id=message.event,
        type=kind[:200],
        shape=shape,
        livemode=livemode,
        api_version=version if isinstance(version, str) else None,
        created_at=_created(fields.get("created")),
        customer=customer_of(fields),
        body=body,
        message=message,
    )


def message_of(id: str) -> StripeEventReceived:
    """The message that asks for what this event means. Its trace is the event's, however often it comes."""
    return StripeEventReceived(event=id, trace_id=digest(id.encode())[:16])


def keep(event: Event, source: Source, headers: Mapping[str, str], now: datetime) -> list[Statement]:
    """The statements that store an event and record the work that it asks for; a second time they change nothing."""
    return [stored(event, source, headers, now), work.enqueue([event.message], now)]


def stored(event: Event, source: Source, headers: Mapping[str, str], now: datetime) -> Statement:
    """The statement that stores an event, where its work is recorded beside it."""
    return SQL(
        "store",
        id=event.id,
        mark=event_mark(event.id),
        type=event.type,
        shape=event.shape,
        source=source,
        livemode=event.livemode,
        api_version=event.api_version,
        customer=event.customer,
        created_at=event.created_at,
        now=stamp(now),
        headers=json.dumps(dict(headers), sort_keys=True),
        body=event.body,
    )


async def by_id(db: Database, id: str) -> StoredEvent | None:
    """The event of this id, or None where it is not stored. Of one whose customer's account was erased, what is left:
    a mark is its id."""
    row = await db.first(SQL("by_id", id=id, mark=event_mark(id)))
    return StoredEvent.model_validate(row) if row else None


async def listed(db: Database, *, waiting: bool, type: str | None, count: int) -> list[ListedEvent]:
    """The newest events, with `waiting` those alone that are not processed."""
    rows = await db.all(SQL("waiting", type=type, count=count) if waiting else SQL("listed", type=type, count=count))
    return [ListedEvent.model_validate(row) for row in rows]


async def work_of(db: Database, id: str) -> str | None:
    """How the work of an event stands, or None where it was pruned or never asked for."""
    row = await db.first(SQL("work_of", identity=message_of(id).identity))
    return row["state"] if row else None


def again(id: str, now: datetime) -> list[Statement]:
    """The statements that have an event applied once more; its message is sent when they have committed."""
    message = message_of(id)
    work_again = SQL("work_again", identity=message.identity, due_at=later(now, work.RESEND_AFTER))
    return [SQL("unmark", id=id), work_again, work.enqueue([message], now)]


def mark(
    id: str, outcome: Literal["applied", "ignored"], note: str | None, now: datetime, *, customer: str | None
) -> Statement:
    """The statement that says what became of an event, in the batch of what it brought about; `customer` is whose it
    is, as Stripe told where the event did not."""
    return SQL("mark", id=id, outcome=outcome, note=note, customer=customer, now=stamp(now))


def emptied(id: str, now: datetime) -> list[Statement]:
    """The statements that take an event away, because its customer's account was erased: a mark of its id stays, so
    that it is known when it is delivered again. Its work goes too; where that is at work, it ends so."""
    return [SQL("empty", id=id, mark=event_mark(id), now=stamp(now)), *personal.forgotten(message_of(id).identity)]


def count_refusals(reason: str, count: int, now: datetime) -> Statement:
    """The statement that counts so many requests that the webhook refused; `reason` is one of a closed list."""
    return SQL("count_refusals", day=stamp(now)[:10], reason=reason, count=count, now=stamp(now))


async def refusals(db: Database, since: datetime) -> list[Refusals]:
    """What was refused from that day on, the latest day first."""
    return [Refusals.model_validate(row) for row in await db.all(SQL("refusals", since=stamp(since)[:10]))]


def _created(value: Any) -> str:
    """Snapshots count seconds since 1970, thin events write a time."""
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return stamp(datetime.fromtimestamp(value, UTC))
        found = datetime.fromisoformat(str(value))
        return stamp(found if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError, OSError) as exc:
        raise NoEvent("its created is no time") from exc


def customer_of(fields: Mapping[str, Any]) -> str | None:
    """The customer that an event names, or None: what thin events, refunds and disputes are about, Stripe tells."""
    related: Any = fields.get("related_object")
    if isinstance(related, dict):
        # Of a thin event.
        about = cast("Mapping[str, Any]", related)
        id = about.get("id") if about.get("type") == "customer" else None
        return id if isinstance(id, str) else None
    data: Any = fields.get("data")
    found: Any = cast("Mapping[str, Any]", data).get("object") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        return None
    named = cast("Mapping[str, Any]", found)
    customer = named.get("id") if named.get("object") == "customer" else named.get("customer")
    if isinstance(customer, dict):
        customer = cast("Mapping[str, Any]", customer).get("id")
    return customer if isinstance(customer, str) else None
