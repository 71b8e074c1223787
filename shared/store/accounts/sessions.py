"""Sessions as rows: opened by a sign-in, found by the hash of their token, ended once and for all."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from shared.domain.accounts.sign_in import AGAIN_SECONDS, SEEN_EVERY, Lifetimes
from shared.domain.accounts.signing import hashed
from shared.domain.accounts.subscription import Subscription
from shared.domain.frozen import Frozen
from shared.domain.instants import later, stamp
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.accounts", "sessions.sql")

KEPT = timedelta(days=30)
"""How long a session's row stays after its end, for whoever asks when an account was used from where."""

LISTED_AT_MOST = 200

EndedBy = Literal["signed_out", "reader", "operator", "disabled", "address_changed", "signed_in_again"]


class Holder(Frozen):
    """Who holds a session, and with which subscriptions: one read. `id` is the session's, `customer` whom Stripe knows
    him by, or None before his first Checkout."""

    id: str
    user_id: str
    email: str
    invited_at: str | None
    customer: str | None = None
    created_at: str
    last_seen_at: str
    expires_at: str
    subscriptions: tuple[Subscription, ...] = Field(default=())


class Opened(Frozen):
    """The session that a sign-in opened."""

    id: str
    user_id: str
    expires_at: str


class Session(Frozen):
    """A session as its owner sees it."""

    id: str
    created_at: str
    last_seen_at: str
    expires_at: str
    user_agent: str
    ended_at: str | None
    ended_by: EndedBy | None


def opened(
    sign_in: str,
    token: str,
    browser: str,
    user_agent: str,
    before: str | None,
    lifetimes: Lifetimes,
    now: datetime,
) -> list[Statement]:
    """The statements that open the session of a sign-in that the browser of nonce `browser` used just now; `before` is
    the token of the session that it had, which ends."""
    end = stamp(now + lifetimes.absolute)
    statements = [
        SQL(
            "open",
            sign_in=sign_in,
            token=hashed(token),
            browser=hashed(browser),
            user_agent=user_agent,
            expires_at=end,
            now=stamp(now),
        )
    ]
    if before is not None and before != token:
        statements.append(SQL("replace", sign_in=sign_in, token=hashed(before), now=stamp(now)))
    return statements


def just_opened(sign_in: str, token: str, browser: str, now: datetime) -> Statement:
    """The statement whose row, if there is one, `read_opened` reads: the session of a sign-in used a moment ago."""
    who = {"sign_in": sign_in, "token": hashed(token), "browser": hashed(browser)}
    return SQL("just_opened", **who, since=later(now, -AGAIN_SECONDS))


def read_opened(row: Row) -> Opened:
    """The session."""
    return Opened.model_validate(row)


async def holder(db: Database, token: str, lifetimes: Lifetimes, now: datetime) -> Holder | None:
    """Whoever holds the session of this token now, or None where it is none, ended, too old or long unused, or its
    account disabled."""
    row = await db.first(holding(token, lifetimes, now))
    return read_holder([row] if row else [])


def holding(token: str, lifetimes: Lifetimes, now: datetime) -> Statement:
    """The statement whose row, if there is one, `read_holder` reads: who holds the session of this token now."""
    return SQL("holder", token=hashed(token), now=stamp(now), idle=stamp(now - lifetimes.idle))


def read_holder(rows: Sequence[Row]) -> Holder | None:
    """Who holds it, or None."""
    if not rows:
        return None
    row = rows[0]
    subscriptions = [Subscription.model_validate(each) for each in json.loads(row["subscriptions"])]
    return Holder.model_validate({**row, "subscriptions": subscriptions})


async def see(db: Database, held: Holder, now: datetime) -> None:
    """Keep that a session was used, where that was last kept an hour ago or longer."""
    if held.last_seen_at <= stamp(now - SEEN_EVERY):
        await db.run(SQL("seen", id=held.id, now=stamp(now)))


async def of_user(db: Database, user_id: str, lifetimes: Lifetimes, now: datetime, *, ended: bool) -> list[Session]:
    """An account's sessions, newest first, at most `LISTED_AT_MOST`; with `ended` those that are over too."""
    idle = stamp(now - lifetimes.idle)
    asked = SQL("of_user", user=user_id, ended=ended, now=stamp(now), idle=idle, count=LISTED_AT_MOST)
    return [Session.model_validate(row) for row in await db.all(asked)]


def ended(id: str, user_id: str, by: EndedBy, now: datetime) -> Statement:
    """The statement that ends one session of an account; it has a row where there was one to end."""
    return SQL("end_one", id=id, user=user_id, by=by, now=stamp(now))


def any_ended(id: str, by: EndedBy, now: datetime) -> Statement:
    """The statement that ends one session, whoever's it is."""
    return SQL("end_any", id=id, by=by, now=stamp(now))


def all_ended(user_id: str, by: EndedBy, now: datetime, *, kept: str | None = None) -> Statement:
    """The statement that ends all sessions of an account but `kept`; a row for each."""
    return SQL("end_all", user=user_id, by=by, kept=kept, now=stamp(now))


def others_ended(user_id: str, kept: str, change: str, now: datetime) -> Statement:
    """The statement that ends an account's other sessions in the batch in which its address changed, if it did."""
    return SQL("end_others_after_change", user=user_id, kept=kept, change=change, now=stamp(now))


def everybody_ended(now: datetime) -> Statement:
    """The statement that ends every session that there is."""
    return SQL("end_everybody", now=stamp(now))


async def owner(db: Database, id: str) -> str | None:
    """Whose session this is, or None where there is none of this id."""
    row = await db.first(SQL("owner", id=id))
    return row["user_id"] if row else None


async def forget(db: Database, now: datetime, size: int) -> int:
    """Delete at most `size` sessions that ran out long ago; returns how many there were."""
    ids = [row["id"] for row in await db.all(SQL("some_old", before=stamp(now - KEPT), count=size))]
    if ids:
        await db.run(SQL("forget", ids=json.dumps(ids)))
    return len(ids)
