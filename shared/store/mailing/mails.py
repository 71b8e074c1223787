"""Mails as rows: asked for in the sender's own batch, with the work that sends each, and marked by whoever sent it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from queues.messages import SendMail
from shared.domain.canonical import digest
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.domain.mailing.mail import ASKED_FOR, MailKind, NewMail
from shared.platform.deliveries import work
from shared.platform.ports import Database, Platform, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.mailing", "mails.sql")

SOON = 60
"""Seconds after which a mail that somebody waits for is asked for again where its message was lost."""

State = Literal["queued", "sent", "expired", "suppressed", "refused"]
Ended = Literal["sent", "expired", "suppressed", "refused"]


class StoredMail(Frozen):
    """A row. `address` is None where it is kept no more; `tried_at` is when it was first handed to a carrier, from when
    on it may have gone out; `carrier_id` is the carrier's own name for it."""

    id: str
    user_id: str | None
    address: str | None
    kind: MailKind
    about: dict[str, Any]
    created_at: str
    not_after: str
    state: State
    tried_at: str | None
    carrier: str | None
    carrier_id: str | None
    reason: str | None
    settled_at: str | None


class Reader(Frozen):
    """Who can be written to."""

    id: str
    address: str


def request(mails: Sequence[NewMail], now: datetime) -> list[Statement]:
    """The statements that ask for these mails, for the batch of what they are about; asked for before, they change
    nothing. `send` follows once they have committed; what it does not reach, watch asks for again.
    """
    if not mails:
        return []
    soon = [message_of(each) for each in mails if each.kind in ASKED_FOR]
    later = [message_of(each) for each in mails if each.kind not in ASKED_FOR]
    statements = [kept(mails, now)]
    statements += [work.enqueue(soon, now, due_in=SOON)] if soon else []
    return statements + ([work.enqueue(later, now)] if later else [])


def kept(mails: Sequence[NewMail], now: datetime) -> Statement:
    """The statement that keeps the mails alone, where their messages are part of an outcome."""
    rows = [
        {
            "id": each.id,
            "user_id": each.user_id,
            "address": each.address,
            "kind": each.kind.value,
            "about": json.dumps(each.about, sort_keys=True),
            "not_after": stamp(each.not_after),
        }
        for each in mails
    ]
    return SQL("request", rows=json.dumps(rows), now=stamp(now))


def message_of(mail: NewMail | StoredMail) -> SendMail:
    """The message that asks for a mail to be sent. Its trace is the mail's, however often it comes."""
    until = mail.not_after if isinstance(mail.not_after, str) else stamp(mail.not_after)
    return SendMail(mail=mail.id, not_after=until, trace_id=digest(mail.id.encode())[:16])


async def send(platform: Platform, mails: Sequence[NewMail]) -> None:
    """Send the messages of mails whose statements have committed. Where the queue does not answer that is logged:
    watch asks for them again when they are due."""
    try:
        await work.send(platform, [("peptalk-mail", message_of(each).encode()) for each in mails])
    except Exception as exc:
        platform.log.warning("mail_unqueued", count=len(mails), error=work.said(exc))


async def by_id(db: Database, id: str) -> StoredMail | None:
    """The mail of this id, or None where there is none, or none any more."""
    row = await db.first(SQL("by_id", id=id))
    return StoredMail.model_validate({**row, "about": json.loads(row["about"])}) if row else None


async def listed(db: Database, *, kind: MailKind | None, state: State | None, count: int) -> list[StoredMail]:
    """The newest mails, of a kind or in a state where one is named."""
    rows = await db.all(SQL("listed", kind=kind.value if kind else None, state=state, count=count))
    return [StoredMail.model_validate({**row, "about": json.loads(row["about"])}) for row in rows]


async def reader_of(db: Database, user_id: str | None, customer: str | None) -> Reader | None:
    """The reader with this id, or else with this customer of Stripe's."""
    row = await db.first(SQL("reader_of", user=user_id, customer=customer))
    return Reader.model_validate(row) if row else None


async def readers(db: Database, after: str, count: int) -> list[Reader]:
    """At most `count` readers whose accounts are not disabled, by id from behind `after`."""
    return [Reader.model_validate(row) for row in await db.all(SQL("readers", after=after, count=count))]


async def how_many_readers(db: Database) -> int:
    """How many those are in all."""
    row = await db.first(SQL("how_many_readers"))
    return row["count"] if row else 0


def tried(id: str, carrier: str, now: datetime) -> Statement:
    """The statement that says, before a mail is handed to its carrier, that it may be out from now on."""
    return SQL("tried", id=id, carrier=carrier, now=stamp(now))


def mark(
    id: str, state: Ended, now: datetime, *, reason: str | None = None, carrier_id: str | None = None
) -> Statement:
    """The statement that says what became of a mail. One that told of an erasure keeps no address."""
    return SQL("mark", id=id, state=state, reason=reason, carrier_id=carrier_id, now=stamp(now))


async def forget(db: Database, now: datetime, size: int) -> int:
    """Take the address from at most `size` mails that tell of an erasure and were not sent in their time; returns how
    many there were."""
    ids = [row["id"] for row in await db.all(SQL("late_farewells", now=stamp(now), count=size))]
    if ids:
        await db.run(SQL("give_up", ids=json.dumps(ids), now=stamp(now)))
    return len(ids)
