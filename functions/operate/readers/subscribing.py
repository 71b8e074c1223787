"""Subscribers: listed, shown with why they have access or not, asked about anew, and given a period by hand."""

from typing import Any, Literal

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from queues.messages import AddressCustomer, SubscriptionDoubted
from shared.domain.accounts.subscription import Access, access, instant
from shared.domain.canonical import trace_of
from shared.domain.instants import stamp
from shared.platform.configuration.access_settings import AccessSettings
from shared.platform.deliveries import work
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.billing import customers, subscriptions
from shared.store.billing.subscriptions import Change, StoredSubscription, User

Email = str


class ListSubscribers(Request):
    """Users with a subscription, by address from behind `after`."""

    after: Email = Field(default="", max_length=320)
    limit: int = Field(default=100, ge=1, le=1_000)


class Subscriber(Answer):
    """A user and the access that all subscriptions together give. `by_hand` says that a person's word decides."""

    email: Email
    status: str
    current_period_end: str | None
    access: bool
    why: str
    until: str | None
    by_hand: bool


class SubscriberList(Answer):
    """By address. `unowned` subscriptions have a customer of whom no account is known."""

    subscribers: tuple[Subscriber, ...]
    unowned: int


class ShowSubscriber(Request):
    """One subscriber, by address."""

    email: Email = Field(min_length=3, max_length=320)


class SubscriberReport(Answer):
    """A user's subscriptions, the access that they give and in words why, and what changed when and by what."""

    user: User
    access: bool
    why: str
    words: str
    until: str | None
    by_hand: bool
    subscriptions: tuple[StoredSubscription, ...]
    changes: tuple[Change, ...]


class SyncSubscriber(Write):
    """Have Stripe asked anew about every subscription of a user, and told the address that the account has."""

    email: Email = Field(min_length=3, max_length=320)


class Synced(Answer):
    """How many subscriptions billing was asked to look at."""

    asked: int


class SetSubscriber(Write):
    """Give a user a status and period end that hold, whatever Stripe says, until that end. The act has a reason.

    `active` is set on the subscription that counts, `canceled` on all of them, so that none gives access.
    """

    email: Email = Field(min_length=3, max_length=320)
    status: Literal["active", "canceled"] = "active"
    until: str


class AccessSet(Answer):
    """How many subscriptions were set. What a write answers is kept for a while, so it names nobody."""

    set: int


async def _list(platform: Platform, request: ListSubscribers) -> SubscriberList:
    found = await subscriptions.of_all(platform.db, request.after, request.limit)
    rows: list[Subscriber] = []
    for email, theirs in found.items():
        given = _access(platform, theirs)
        shown = next((each for each in theirs if each.id == given.subscription), theirs[-1])
        rows.append(
            Subscriber(
                email=email,
                status=shown.status,
                current_period_end=shown.current_period_end,
                access=given.granted,
                why=given.why,
                until=given.until,
                by_hand=given.by_hand,
            )
        )
    return SubscriberList(subscribers=tuple(rows), unowned=await subscriptions.unowned(platform.db))


async def _show(platform: Platform, request: ShowSubscriber) -> SubscriberReport:
    user = await _user(platform, request.email)
    theirs = await subscriptions.of_user(platform.db, user.id)
    given = _access(platform, theirs)
    changes = [change for each in theirs for change in await subscriptions.changes(platform.db, each.id)]
    return SubscriberReport(
        user=user,
        access=given.granted,
        why=given.why,
        words=given.words,
        until=given.until,
        by_hand=given.by_hand,
        subscriptions=tuple(theirs),
        changes=tuple(sorted(changes, key=lambda each: each.id)),
    )


async def _sync(platform: Platform, request: SyncSubscriber) -> Synced:
    user = await _user(platform, request.email)
    theirs = await subscriptions.of_user(platform.db, user.id)
    if user.stripe_customer_id is not None:
        theirs += await subscriptions.of_customer(platform.db, user.stripe_customer_id)
    ids = dict.fromkeys(each.stripe_subscription_id for each in theirs)
    trace = trace_of("sync", request.act.id)
    doubts = [
        SubscriptionDoubted(subscription=id, source="sync", cause=f"act-{request.act.id}", trace_id=trace)
        for id in ids
        if id is not None
    ]
    if not doubts:
        raise PermanentError(
            f"no subscription of Stripe's is known for {request.email}; `peptalk stripe reconcile` goes through all "
            f"of them"
        )
    asked: list[SubscriptionDoubted | AddressCustomer] = [*doubts]
    if user.stripe_customer_id is not None:
        asked.append(customers.message_of(user.stripe_customer_id, f"act-{request.act.id}"))
    await platform.db.run(work.enqueue(asked, platform.clock.now()))
    await work.send(platform, [("peptalk-stripe-events", each.encode()) for each in asked])
    return Synced(asked=len(doubts))


async def _set(platform: Platform, request: SetSubscriber) -> AccessSet:
    reason = (request.act.reason or "").strip()
    if not reason:
        raise PermanentError("say why: access that is set by hand has a reason, which stays with it")
    until, now = instant(request.until), platform.clock.now()
    if until is None or until <= now:
        raise PermanentError(f"{request.until!r} is no instant ahead; write it as 2027-01-31, or 2027-01-31T12:00:00Z")
    user = await _user(platform, request.email)
    theirs = await subscriptions.of_user(platform.db, user.id)
    given = _access(platform, theirs)
    one = next((each for each in theirs if each.id == given.subscription), theirs[-1] if theirs else None)
    meant = [each.id for each in (theirs if request.status == "canceled" else [one]) if each]
    meant = meant or [f"hand-{request.act.id}"]
    override = {"by": request.act.actor, "reason": reason, "at": stamp(now)}
    override |= {"status": request.status, "until": stamp(until)}
    writes = [
        write
        for id in meant
        for write in subscriptions.set_by_hand(id, user.id, request.status, stamp(until), override, now, request.act.id)
    ]
    before: dict[str, Any] = {"status": one.status, "until": one.current_period_end} if one else {}
    after = {"status": request.status, "until": stamp(until)}
    said = audit.record(request.act, "set-access", f"subscriber/{user.id}", before, after, now)
    await platform.db.batch([*writes, said])
    return AccessSet(set=len(meant))


async def _user(platform: Platform, email: str) -> User:
    found = await subscriptions.user(platform.db, email.strip())
    if found is None:
        raise PermanentError(f"nobody has the address {email}; `peptalk subscribers list` shows who subscribes")
    return found


def _access(platform: Platform, theirs: list[StoredSubscription]) -> Access:
    return access(theirs, platform.clock.now(), AccessSettings.read(platform.env).policy)


LIST = UseCase("subscribers.list", ListSubscribers, SubscriberList, _list)
SHOW = UseCase("subscribers.show", ShowSubscriber, SubscriberReport, _show)
SYNC = UseCase("subscribers.sync", SyncSubscriber, Synced, _sync)
SET = UseCase("subscribers.set", SetSubscriber, AccessSet, _set)

CASES = (LIST, SHOW, SYNC, SET)
