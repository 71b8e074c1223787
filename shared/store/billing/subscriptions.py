"""Subscriptions as rows: read for access by everybody, written by whoever holds their lease."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from shared.domain.accounts.subscription import Billed, Subscription, Withheld
from shared.domain.frozen import Frozen
from shared.domain.instants import later, stamp
from shared.platform.errors import NotYet
from shared.platform.ports import Database, Platform, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.billing", "subscriptions.sql")

LEASE_SECONDS = 180
"""Longer than asking Stripe about one subscription usually takes. Who takes longer may lose the lease; then nothing of
it is written, and it looks again."""

LOOK_AGAIN = 2.0
"""Seconds after which work on a subscription that another delivery holds comes again."""

Source = Literal["event", "reconcile", "sync", "set"]


class StoredSubscription(Subscription):
    """A row. `user_id` is None while no account is known for the customer; a row without a `stripe_subscription_id`
    was made by hand. `override` is what the command that set it left: by, reason, at, status, until."""

    user_id: str | None = None
    stripe_customer_id: str | None = None
    stripe_subscription_id: str | None = None
    created_at: str
    updated_at: str
    fetched_at: str | None = None
    override: dict[str, Any] | None = None


class User(Frozen):
    """A user as far as billing knows one, and who let him in without a subscription."""

    id: str
    email: str
    stripe_customer_id: str | None
    created_at: str
    invited_at: str | None = None
    invited_by: str | None = None


class Change(Frozen):
    """A state that differed from the one before it, and what brought it."""

    id: int
    at: str
    subscription: str
    source: Source
    cause: str
    state: dict[str, Any]


class Picture(Frozen):
    """All that Stripe says which access depends on: of one subscription, of what is unpaid, and of what came back."""

    billed: Billed
    failed_at: str | None = None
    withheld: Withheld | None = None


class Lease(Frozen):
    """The right to write these subscriptions, until it is given back or somebody finds it run out."""

    subscriptions: tuple[str, ...]
    token: str


async def take(platform: Platform, subscriptions: Iterable[str], token: str) -> Lease:
    """The lease on these subscriptions, all of them.

    `token` is the identity of the work that takes it: whoever does that work again takes up the lease that was left
    behind. Of two deliveries of one work, its claim fences one.

    Raises:
        NotYet: other work holds one; none is held by us.
    """
    lease = Lease(subscriptions=(), token=token)
    # In one order everywhere, so that no two wait for each other.
    for id in sorted(set(subscriptions)):
        now = platform.clock.now()
        until = later(now, LEASE_SECONDS)
        held = await platform.db.run(
            SQL("take_lease", id=id, token=token, holder=platform.holder, until=until, now=stamp(now))
        )
        if not held.rows:
            await give_back(platform, lease)
            raise NotYet("another delivery is at work on the same subscription", retry_in=LOOK_AGAIN)
        lease = Lease(subscriptions=(*lease.subscriptions, id), token=token)
    return lease


async def give_back(platform: Platform, lease: Lease) -> None:
    """Let others have the lease, where nothing was written under it."""
    if lease.subscriptions:
        await platform.db.batch(released(lease))


def kept(lease: Lease, now: datetime) -> list[Statement]:
    """What goes before the writes in their batch: where the lease was lost, it aborts."""
    return [SQL("keep_lease", id=id, token=lease.token, now=stamp(now)) for id in lease.subscriptions]


def released(lease: Lease) -> list[Statement]:
    """What goes last in the batch of the writes."""
    return [SQL("give_lease_back", id=id, token=lease.token) for id in lease.subscriptions]


def applied(picture: Picture, source: Source, cause: str, now: datetime) -> list[Statement]:
    """The statements that write what Stripe says, and put a change on record where it is one."""
    billed = picture.billed
    written = SQL(
        "apply",
        id=billed.id,
        customer=billed.customer,
        user=billed.user,
        status=billed.status,
        period_end=billed.period_end,
        cancel_at_period_end=billed.cancel_at_period_end,
        cancel_at=billed.cancel_at,
        ended_at=billed.ended_at,
        failed_at=picture.failed_at,
        withheld=picture.withheld,
        created=billed.created,
        now=stamp(now),
    )
    recorded = SQL("record_change", id=billed.id, source=source, cause=cause, now=stamp(now))
    adopted = SQL("adopt", id=billed.id)
    if billed.user is None:
        return [adopted, written, recorded]
    linked, owned = SQL("link", customer=billed.customer, user=billed.user), SQL("own", customer=billed.customer)
    return [adopted, linked, written, owned, recorded]


async def of_user(db: Database, user_id: str) -> list[StoredSubscription]:
    """A user's subscriptions, the oldest first: what `shared.domain.accounts.subscription.access` is asked about."""
    return [_stored(row) for row in await db.all(SQL("of_user", user=user_id))]


async def of_customer(db: Database, customer: str) -> list[StoredSubscription]:
    """The subscriptions of a customer of Stripe's, the oldest first."""
    return [_stored(row) for row in await db.all(SQL("of_customer", customer=customer))]


async def by_stripe_id(db: Database, id: str) -> StoredSubscription | None:
    """The subscription of this id of Stripe's, or None where none is stored."""
    row = await db.first(SQL("by_stripe_id", id=id))
    return _stored(row) if row else None


async def changes(db: Database, id: str) -> list[Change]:
    """What changed of a subscription, the oldest first."""
    rows = await db.all(SQL("changes", id=id))
    return [Change.model_validate({**row, "state": json.loads(row["state"])}) for row in rows]


async def user(db: Database, email: str) -> User | None:
    """The user of this address, in any case of letters, or None."""
    row = await db.first(SQL("user", email=email))
    return User.model_validate(row) if row else None


async def of_all(db: Database, after: str, count: int) -> dict[str, list[StoredSubscription]]:
    """The subscriptions of at most `count` users, by address in order, from behind `after`."""
    found: dict[str, list[StoredSubscription]] = {}
    for row in await db.all(SQL("of_all", after=after, count=count)):
        found.setdefault(row["email"], []).append(_stored(row))
    return found


async def unowned(db: Database) -> int:
    """How many subscriptions have a customer of whom no account is known."""
    row = await db.first(SQL("unowned"))
    return row["count"] if row else 0


async def overridden(db: Database, count: int) -> list[StoredSubscription]:
    """At most so many subscriptions that somebody gave other values than Stripe's, by id."""
    return [_stored(row) for row in await db.all(SQL("overridden", count=count))]


def set_by_hand(
    id: str, user_id: str, status: str, until: str, override: Mapping[str, str], now: datetime, act: str
) -> list[Statement]:
    """The statements that give a subscription values of a person's, and put the change on record."""
    said = json.dumps(dict(override), sort_keys=True)
    made = SQL("set_by_hand", id=id, user=user_id, status=status, until=until, override=said, now=stamp(now))
    return [made, SQL("record_change", id=id, source="set", cause=act, now=stamp(now))]


def _stored(row: Row) -> StoredSubscription:
    return StoredSubscription.model_validate(
        {**row, "override": json.loads(row["override"]) if row["override"] else None}
    )
