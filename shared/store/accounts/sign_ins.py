"""Requests to sign in or to change an address, as rows. What is used up is used up by one guarded statement."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.domain.accounts.sign_in import (
    AGAIN_SECONDS,
    ATTEMPTS,
    OPEN_AT_ONCE,
    SIGN_IN_SECONDS,
    Purpose,
    Standing,
    Withheld,
    domain_of,
)
from shared.domain.accounts.signing import hashed
from shared.domain.frozen import Frozen
from shared.domain.instants import later, stamp
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.accounts", "sign_ins.sql")

KEPT = timedelta(days=2)
"""How long a request's row stays: its limits count an hour, and whoever asks why no mail came asks soon."""


class SignIn(Frozen):
    """A row. `browser`, `token` and `known` are SHA-256 of what the browser, the mail and a known browser hold."""

    id: str
    purpose: Purpose
    address: str
    user_id: str | None
    change: str | None = None
    browser: str
    token: str
    network: str
    next: str = "/"
    withheld: Withheld | None = None
    known: str | None = None
    attempts: int = 0
    created_at: str
    expires_at: str
    used_at: str | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it can be used now, by the browser that asked."""
        return self.used_at is None and self.expires_at > stamp(now) and self.withheld is None

    def just_used(self, now: datetime) -> bool:
        """Whether it was used so lately that its browser may be given the same answer again."""
        return self.used_at is not None and self.used_at > later(now, -AGAIN_SECONDS)


class Found(Frozen):
    """What one read tells of an address: its account, and how it stands."""

    user_id: str | None
    standing: Standing


class Change(Frozen):
    """How far a change of address is: which of the two are confirmed. `changed`: the account has the new address."""

    old: bool
    new: bool
    changed: bool
    old_address: str
    new_address: str


async def standing(
    db: Database, address: str, network: str, now: datetime, *, asker: str | None = None, shown: str | None = None
) -> Found:
    """What is known of an address, of the network that somebody asks from, of the account that asks, and of the
    browser that shows `shown`. Whether it shows the account's own is for the caller to say: `known_hour` counts anyhow.
    """
    known = hashed(shown) if shown else None
    of = {"address": address, "domain": domain_of(address), "network": network, "asker": asker, "known": known}
    row = await db.first(SQL("standing", **of, since=later(now, -3_600)))
    assert row is not None  # noqa: S101 - a SELECT without FROM has one row
    return Found(
        user_id=row["user_id"],
        standing=Standing(
            blocked=bool(row["blocked"]),
            disabled=bool(row["disabled"]),
            address_hour=row["address_hour"],
            user_hour=row["user_hour"],
            address_network_hour=row["address_network_hour"],
            network_hour=row["network_hour"],
            known_hour=row["known_hour"],
        ),
    )


def asked(
    id: str,
    purpose: Purpose,
    address: str,
    *,
    user_id: str | None,
    browser: str,
    token: str,
    network: str,
    withheld: Withheld | None,
    now: datetime,
    next: str = "/",
    change: str | None = None,
    known: str | None = None,
) -> Statement:
    """The statement that puts a request on record. `browser` is the browser's nonce, `token` the link's token, and
    `known` what a browser shows that the account signed in with before; of all three their hashes are kept."""
    return SQL(
        "ask",
        id=id,
        purpose=purpose,
        address=address,
        user=user_id,
        change=change,
        browser=hashed(browser),
        token=hashed(token),
        network=network,
        next=next,
        withheld=withheld,
        known=hashed(known) if known else None,
        now=stamp(now),
        expires_at=later(now, SIGN_IN_SECONDS),
    )


def with_token(token: str) -> Statement:
    """The statement whose row `read` reads: the request whose link has this token, whatever became of it."""
    return SQL("with_token", token=hashed(token))


def attempt(browser: str, now: datetime) -> Statement:
    """The statement whose rows `read` reads: what a code that is typed in the browser of this nonce may be meant for;
    what was used there a moment ago is among it. The attempt is counted."""
    asked_since, again = later(now, -SIGN_IN_SECONDS - AGAIN_SECONDS), later(now, -AGAIN_SECONDS)
    who = {"browser": hashed(browser), "attempts": ATTEMPTS, "count": OPEN_AT_ONCE}
    return SQL("attempt", **who, since=asked_since, now=stamp(now), again=again)


def read(rows: Sequence[Row]) -> list[SignIn]:
    """The requests, newest first."""
    return sorted(map(SignIn.model_validate, rows), key=lambda each: (each.created_at, each.id), reverse=True)


def used(one: SignIn, browser: str, now: datetime) -> Statement:
    """The statement that uses a request up, if it may still be used by the browser of this nonce."""
    who = {"id": one.id, "browser": hashed(browser), "domain": domain_of(one.address)}
    return SQL("use", **who, now=stamp(now))


def changed(change: str, user_id: str, now: datetime) -> list[Statement]:
    """The statements that give an account its new address once both are confirmed, and void what was asked for with
    either of them before."""
    return [SQL("change", change=change, user=user_id), SQL("void_others", change=change, user=user_id, now=stamp(now))]


def of_change(change: str, user_id: str) -> Statement:
    """The statement whose row `read_change` reads."""
    return SQL("of_change", change=change, user=user_id)


def read_change(row: Row) -> Change:
    """How far the change is."""
    return Change(
        old=row["old_at"] is not None,
        new=row["new_at"] is not None,
        changed=bool(row["changed"]),
        old_address=row["old_address"],
        new_address=row["new_address"],
    )


async def forget(db: Database, now: datetime, size: int) -> int:
    """Delete at most `size` requests of long ago; returns how many there were."""
    ids = [row["id"] for row in await db.all(SQL("some_old", before=stamp(now - KEPT), count=size))]
    if ids:
        await db.run(SQL("forget", ids=json.dumps(ids)))
    return len(ids)
