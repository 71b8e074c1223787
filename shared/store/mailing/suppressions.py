"""Addresses that get no mail, or none of a kind: by their mark, and by name as long as an account has them."""

from datetime import datetime
from typing import Literal

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.domain.mailing.mail import ASKED_FOR, MailKind
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.mailing", "suppressions.sql")

Reason = Literal["bounced", "complained"]


class Suppression(Frozen):
    """An address to which mail came back, or whose owner complained. `cause` is the carrier's event."""

    address: str | None
    reason: Reason
    cause: str
    at: str


async def why_not(db: Database, mark: str, kind: MailKind) -> str | None:
    """Why an address is sent no mail of this kind, or None where it is sent.

    What somebody asked for a moment ago is sent after a complaint too: without it nobody who once complained could
    sign in again, or erase the account. Where mail comes back, there is nobody to be asked.
    """
    row = await db.first(SQL("why_not", mark=mark, kind=kind.value))
    if row is None:
        return None
    if row["reason"] == "bounced":
        return "mail to the address came back"
    if row["reason"] == "complained" and kind not in ASKED_FOR:
        return "whoever reads the address complained"
    return "the reader does not want mail of this kind" if row["unsubscribed"] else None


def suppress(mark: str, address: str, reason: Reason, cause: str, now: datetime) -> Statement:
    """The statement that has an address get no more mail. It is kept by name only where an account has it."""
    return SQL("suppress", mark=mark, address=address, reason=reason, cause=cause, now=stamp(now))


async def of(db: Database, mark: str) -> Suppression | None:
    """How an address stands, or None where it gets mail."""
    row = await db.first(SQL("of", mark=mark))
    return Suppression.model_validate(row) if row else None


async def of_address(db: Database, address: str) -> Suppression | None:
    """The same of an address by its name, which is kept as long as an account has it."""
    row = await db.first(SQL("of_address", address=address))
    return Suppression.model_validate(row) if row else None


def lift_address(address: str) -> Statement:
    """The statement that has an address, by its name, get mail again."""
    return SQL("lift_address", address=address)


def unsubscribe(mark: str, kind: MailKind, now: datetime) -> Statement:
    """The statement that takes an address off a kind of mail."""
    return SQL("unsubscribe", mark=mark, kind=kind.value, now=stamp(now))


def carried(mark: str, to: str) -> Statement:
    """The statement that lets an address refuse what another does, because their account moved there."""
    return SQL("carry", mark=mark, to=to)


def resubscribe(mark: str, kind: MailKind) -> Statement:
    """The statement that puts it back, for a reader who asks for that kind again; without a refusal it does nothing."""
    return SQL("resubscribe", mark=mark, kind=kind.value)
