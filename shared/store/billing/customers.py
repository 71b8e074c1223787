"""The address of a customer at Stripe, to which receipts go: owed from the batch in which the account's changes."""

from datetime import datetime

from queues.messages import AddressCustomer
from shared.domain.accounts.marks import mark
from shared.domain.canonical import trace_of
from shared.domain.instants import later, stamp
from shared.platform.deliveries import work
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.billing", "customers.sql")


def after_change(customer: str, change: str) -> AddressCustomer:
    """The message of a change of address: a mark of it, because log lines name what work is about."""
    return message_of(customer, mark(change))


def message_of(customer: str, cause: str) -> AddressCustomer:
    """The message that has a customer told its account's address."""
    return AddressCustomer(customer=customer, cause=cause, trace_id=trace_of("address", cause))


def owed(message: AddressCustomer, change: str, user_id: str, now: datetime) -> Statement:
    """The statement that records what `message` asks for, if the change of address took place: for the batch of that
    change. The message is sent once it has committed; what is lost watch sends."""
    due_at = later(now, work.RESEND_AFTER)
    return SQL("owe", rows=work.rows([message]), user=user_id, change=change, due_at=due_at, now=stamp(now))


async def address_of(db: Database, customer: str) -> str | None:
    """The address of a customer's account, or None where it is no account's any more."""
    row = await db.first(SQL("address", customer=customer))
    return row["email"] if row else None
