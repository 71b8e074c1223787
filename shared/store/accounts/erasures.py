"""Erasures as rows, and tombstones: in the database, in the bucket under `tombstones/`, brought along by restores."""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Literal

from pydantic import ValidationError

from queues.messages import EraseAccount
from shared.domain.accounts.erasure import Mark, Person, Tombstone, address_mark, erasure_of, id_mark, tombstone
from shared.domain.canonical import trace_of
from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.deliveries import work
from shared.platform.errors import Corrupt
from shared.platform.ports import Bucket, Database, Statement
from shared.platform.sql import Queries
from shared.store.accounts import personal

SQL = Queries("shared.store.accounts", "erasures.sql")

FOLDER = "tombstones"
"""Of the bucket, and of the place where backups are kept."""

AT_ONCE = 1_000


class Erasure(Frozen):
    """One erasure. `user_id` is None once nothing of the account is left."""

    id: str
    user_id: str | None
    asked_by: str
    asked_at: str
    erased_at: str | None


async def whom(db: Database, user_id: str) -> Person | None:
    """Everything by which the account is found, or None where there is none of this id."""
    known, person = await _found(db, Person(user=user_id, address=""))
    return person if known else None


async def _found(db: Database, begun: Person) -> tuple[bool, Person]:
    """Whether there is the account, and everything by which the person is found of whom so much is known."""
    asked = SQL("whom", user=begun.user, address=begun.address, customers=json.dumps(begun.customers))
    row = await db.first(asked)
    assert row is not None  # noqa: S101 - a SELECT without FROM has one row
    found = {name: tuple(sorted(json.loads(row[name]))) for name in ("customers", "subscriptions", "events", "work")}
    return bool(row["known"]), Person(user=begun.user, address=row["address"], **found)


async def by_address(db: Database, address: str) -> Person | None:
    """The same of the account that has an address."""
    row = await db.first(SQL("by_address", address=address))
    return await whom(db, row["id"]) if row else None


def asked(person: Person, by: str, key: bytes | None, now: datetime) -> list[Statement]:
    """The statements that ask for an erasure and close the account at once; asked for already, they add nothing. The
    message (`message_of`) is sent once they have committed; what is lost watch sends."""
    id = erasure_of(person.user)
    buried = tombstone(id, person, stamp(now), key)
    return [
        SQL("begin", id=id, user=person.user, by=by, now=stamp(now)),
        SQL("mark", erasure=id, at=buried.at, marks=_marks(buried.marks)),
        SQL("close_account", user=person.user, now=stamp(now)),
        SQL("end_sessions", user=person.user),
        work.enqueue([message_of(id)], now, due_in=60),
    ]


def message_of(id: str) -> EraseAccount:
    """The message that has an erasure gone on with."""
    return EraseAccount(erasure=id, trace_id=trace_of("erasure", id))


def known_by(person: Person, erasure: Erasure) -> Statement:
    """The statement that keeps marks of what Stripe has told of the person since the erasure was asked for."""
    buried = tombstone(erasure.id, person, erasure.asked_at, key=None)
    return SQL("mark", erasure=erasure.id, at=buried.at, marks=_marks(buried.marks))


async def by_id(db: Database, id: str) -> Erasure | None:
    """The erasure, or None."""
    row = await db.first(SQL("by_id", id=id))
    return Erasure.model_validate(row) if row else None


async def tombstone_of(db: Database, erasure: Erasure) -> Tombstone:
    """The tombstone of an erasure."""
    marks = await db.all(SQL("marks_of", id=erasure.id))
    return Tombstone(erasure=erasure.id, at=erasure.asked_at, marks=tuple(Mark.model_validate(each) for each in marks))


async def mails_of(db: Database, person: Person) -> list[str]:
    """The ids of the mails to a person."""
    return [row["id"] for row in await db.all(SQL("mails_of", user=person.user, address=person.address))]


async def bury(files: Bucket, buried: Tombstone) -> None:
    """Keep the tombstone in a bucket; kept before, it stays as it is."""
    key = f"{FOLDER}/{buried.erasure}.json"
    await files.put(key, buried.model_dump_json().encode(), content_type="application/json", only_if_absent=True)


async def buried_in(place: Bucket) -> AsyncIterator[Tombstone]:
    """The tombstones that lie in a bucket.

    Raises:
        Corrupt: one cannot be read.
    """
    cursor: str | None = None
    while True:
        page = await place.list(f"{FOLDER}/", cursor=cursor)
        for info in page.objects:
            try:
                yield Tombstone.model_validate_json(await place.get(info.key) or b"")
            except ValidationError as exc:
                raise Corrupt(
                    f"{info.key} is no tombstone that can be read; restore it, or the restore is not whole"
                ) from exc
        cursor = page.cursor
        if cursor is None:
            return


async def erased_customers(db: Database, customers: Sequence[str]) -> set[str]:
    """Which of these customers of Stripe's are of somebody whose account was erased."""
    return await _erased(db, "customer", customers)


async def erased_subscriptions(db: Database, subscriptions: Sequence[str]) -> set[str]:
    """Which of these subscriptions are, as far as the erasure knew them."""
    return await _erased(db, "subscription", subscriptions)


async def _erased(db: Database, kind: Literal["customer", "subscription"], ids: Sequence[str]) -> set[str]:
    marks = {id_mark(kind, each): each for each in ids}
    rows = await db.all(SQL("marked", marks=json.dumps(list(marks))))
    return {marks[row["mark"]] for row in rows}


async def drop_objects(files: Bucket, person: Person) -> int:
    """Delete what lies under the person's folder; how many objects there were."""
    dropped = 0
    while page := (await files.list(f"{personal.FOLDER}/{person.user}/")).objects:
        await files.delete(*(each.key for each in page))
        dropped += len(page)
    return dropped


async def reburied(db: Database, files: Bucket, buried: Sequence[Tombstone], key: bytes | None, now: datetime) -> int:
    """Erase anew whoever has one of these tombstones and is there again, after a restore; how many there were. What
    Stripe had is gone already. Without a key nobody is known by his address alone."""
    by_mark = {(each.kind, each.mark): one for one in buried for each in one.marks}
    found = 0
    async for person, kind, mark in _everybody(db, key):
        one = by_mark.get((kind, mark))
        if one is None:
            continue
        _, whole = await _found(db, person)
        if whole.user:
            await drop_objects(files, whole)
        await db.batch(personal.erased(whole, now))
        found += 1
    for one in buried:
        marks = SQL("mark", erasure=one.erasure, at=one.at, marks=_marks(one.marks))
        await db.batch(
            [SQL("restored_erasure", id=one.erasure, at=one.at, now=stamp(now)), marks, finished(one.erasure, now)]
        )
        await bury(files, one)
    return found


async def _everybody(db: Database, key: bytes | None) -> AsyncIterator[tuple[Person, str, str]]:
    """Everybody of whom anything is there, once for each way to know him: the account, the customer, the address."""
    async for id in _column(db, "some_users", "id"):
        yield Person(user=id, address=""), "user", id_mark("user", id)
    async for customer in _column(db, "some_customers", "customer"):
        yield Person(user="", address="", customers=(customer,)), "customer", id_mark("customer", customer)
    if key is not None:
        async for address in _column(db, "some_addresses", "address"):
            yield Person(user="", address=address), "address", address_mark(key, address)


async def _column(
    db: Database, query: Literal["some_users", "some_customers", "some_addresses"], name: str
) -> AsyncIterator[str]:
    after = ""
    while True:
        asked = {
            "some_users": SQL("some_users", after=after, count=AT_ONCE),
            "some_customers": SQL("some_customers", after=after, count=AT_ONCE),
            "some_addresses": SQL("some_addresses", after=after, count=AT_ONCE),
        }[query]
        rows = await db.all(asked)
        for row in rows:
            yield row[name]
        if len(rows) < AT_ONCE:
            return
        after = rows[-1][name]


def finished(id: str, now: datetime) -> Statement:
    """The statement that says that nothing is left."""
    return SQL("finish", id=id, now=stamp(now))


def _marks(marks: Sequence[Mark]) -> str:
    return json.dumps([each.model_dump() for each in marks])
