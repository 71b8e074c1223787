"""Erasing an account: whose it is, what is left of it, and what the law keeps elsewhere."""

import hashlib
from typing import Literal

from shared.domain.accounts.signing import subject_mark
from shared.domain.frozen import Frozen

MarkKind = Literal["user", "address", "customer", "subscription"]

KEPT_BY_LAW: tuple[str, ...] = (
    "Invoices and payments stay at Stripe, our payment provider, as long as tax law demands (stripe.com/privacy).",
    "Backups made before the erasure hold the account until they are deleted. Whoever restores one erases it again.",
)
"""What a reader and an operator are told."""


class Person(Frozen):
    """Everything by which a person is found: ids of the account, of Stripe's customers, subscriptions and events, and
    the identities of the work that is about them."""

    user: str
    address: str
    customers: tuple[str, ...] = ()
    subscriptions: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    work: tuple[str, ...] = ()


class Mark(Frozen):
    """A hash by which an erased person's rows are known again."""

    kind: MarkKind
    mark: str


class Tombstone(Frozen):
    """What is left of an erased account. `erasure` is the erasure's own id; `at` when it was asked for."""

    erasure: str
    at: str
    marks: tuple[Mark, ...]

    def has(self, kind: MarkKind, mark: str) -> bool:
        return any((each.kind, each.mark) == (kind, mark) for each in self.marks)


def id_mark(kind: Literal["user", "customer", "subscription", "event"], id: str) -> str:
    """SHA-256 of an id. It needs no key, because the id is random; so a restore needs none either."""
    return hashlib.sha256(f"peptalk-tombstone/{kind}/{id}".encode()).hexdigest()


def event_mark(id: str) -> str:
    """What stands in the place of the id of an erased person's event: by it the event is known when it comes again."""
    return f"erased/{id_mark('event', id)}"


def erasure_of(user: str) -> str:
    """The id of an account's erasure, always the same, so that asked for twice it is one."""
    return id_mark("user", user)[:32]


def address_mark(key: bytes, address: str) -> str:
    """A keyed hash of an address, which without a key would be guessed."""
    return subject_mark(key, "tombstone", address.casefold())


def tombstone(erasure: str, person: Person, at: str, key: bytes | None) -> Tombstone:
    """The tombstone of a person. Without a key it knows no address, only ids."""
    marks = [Mark(kind="user", mark=id_mark("user", person.user))]
    marks += [Mark(kind="customer", mark=id_mark("customer", each)) for each in person.customers]
    marks += [Mark(kind="subscription", mark=id_mark("subscription", each)) for each in person.subscriptions]
    marks += [Mark(kind="address", mark=address_mark(key, person.address))] if key else []
    return Tombstone(erasure=erasure, at=at, marks=tuple(marks))
