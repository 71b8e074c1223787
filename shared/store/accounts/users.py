"""Accounts as rows: found by address, disabled and enabled; and addresses that get none."""

from datetime import datetime

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.errors import Corrupt
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries
from shared.store.audit import Act

SQL = Queries("shared.store.accounts", "users.sql")


class Account(Frozen):
    """A row. `confirmed_at` is the first sign-in; `disabled_at` and what follows are None unless it is disabled."""

    id: str
    email: str
    created_at: str
    confirmed_at: str | None = None
    invited_at: str | None = None
    invited_by: str | None = None
    disabled_at: str | None = None
    disabled_by: str | None = None
    disabled_reason: str | None = None
    stripe_customer_id: str | None = None


class Blocked(Frozen):
    """An address, or a domain written as @example.com, that is sent no sign-in; who blocked it when and why."""

    address: str
    at: str
    actor: str
    reason: str


async def by_address(db: Database, email: str) -> Account | None:
    """The account of this address, in any case of letters, or None."""
    row = await db.first(SQL("account", email=email))
    return Account.model_validate(row) if row else None


def opened(user_id: str, sign_in: str, now: datetime) -> Statement:
    """The statement that gives a sign-in that was used just now its account: `user_id` where it has none yet."""
    return SQL("open", user=user_id, sign_in=sign_in, now=stamp(now))


def disabled(user_id: str, act: Act, reason: str, now: datetime) -> Statement:
    """The statement that disables an account; its sessions are ended by `sessions.all_ended` in the same batch."""
    return SQL("disable", user=user_id, by=act.actor, reason=reason, now=stamp(now))


def enabled(user_id: str) -> Statement:
    """The statement that enables it again."""
    return SQL("enable", user=user_id)


def invited(user_id: str, email: str, act: Act, now: datetime) -> Statement:
    """The statement that invites an address; `user_id` is its account's where it has none yet."""
    return SQL("invite", user=user_id, email=email, by=act.actor, now=stamp(now))


def uninvited(user_id: str) -> Statement:
    """The statement that takes an invitation back."""
    return SQL("uninvite", user=user_id)


async def customer(db: Database, user_id: str) -> str | None:
    """The customer at Stripe of an account, or None before its first Checkout."""
    row = await db.first(SQL("customer", user=user_id))
    return row["stripe_customer_id"] if row else None


async def keep_customer(db: Database, user_id: str, customer: str) -> str:
    """Bind a customer at Stripe to an account; returns the account's, which is another where one was bound meanwhile.

    Raises:
        Corrupt: the customer is another account's.
    """
    if (await db.run(SQL("keep_customer", user=user_id, customer=customer))).rows:
        return customer
    found = await db.first(SQL("customer", user=user_id))
    if found is None or found["stripe_customer_id"] is None:
        raise Corrupt("Stripe's customer of this account belongs to another one, or the account is gone")
    return found["stripe_customer_id"]


async def change_customer(db: Database, user_id: str, gone: str, customer: str) -> str:
    """Bind an account to another customer in place of one that Stripe has no more; returns the account's, which is yet
    another where it was changed meanwhile.

    Raises:
        Corrupt: the customer is another account's, or the account is gone.
    """
    if (await db.run(SQL("change_customer", user=user_id, gone=gone, customer=customer))).rows:
        return customer
    found = await db.first(SQL("customer", user=user_id))
    if found is None or found["stripe_customer_id"] in (None, gone):
        raise Corrupt("Stripe's customer of this account belongs to another one, or the account is gone")
    return found["stripe_customer_id"]


def block(address: str, act: Act, reason: str, now: datetime) -> Statement:
    """The statement that blocks an address or a domain."""
    return SQL("block", address=address, actor=act.actor, act=act.id, reason=reason, now=stamp(now))


def unblock(address: str) -> Statement:
    """The statement that ends a block."""
    return SQL("unblock", address=address)


async def blocked(db: Database, after: str, count: int) -> list[Blocked]:
    """At most `count` blocks by address, from behind `after`."""
    return [Blocked.model_validate(row) for row in await db.all(SQL("blocked", after=after, count=count))]
