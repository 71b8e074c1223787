"""What is kept of a person: declared whole, exported whole, taken away whole."""

import json

import pytest
from invented.persons import (
    ADDRESS,
    CUSTOMER,
    EVENT,
    MAIL,
    REFUND,
    SUBSCRIPTION,
    THIN,
    USER,
    WORK,
    found,
    planted,
    tables,
)

from shared.domain.accounts.erasure import Person, erasure_of, event_mark, tombstone
from shared.domain.accounts.signing import KEY_BYTES
from shared.platform.errors import ConstraintViolated
from shared.platform.ports import Statement
from shared.store.accounts import erasures, personal
from shared.store.accounts.personal import HELD, NOBODY

KEY = bytes(range(KEY_BYTES))
ID = erasure_of(USER)
WORDS = ("user", "email", "address", "customer", "subscri", "reader", "person", "ip", "agent")
STAFF = {("overrides", "person")}
"""Columns named like a reader's that are an operator's."""


async def whole(db) -> Person:
    person = await erasures.by_address(db, ADDRESS.upper())
    assert person == Person(
        user=USER,
        address=ADDRESS,
        customers=(CUSTOMER,),
        subscriptions=(SUBSCRIPTION,),
        events=(EVENT, THIN, REFUND),
        work=tuple(sorted(WORK)),
    )
    return person


async def test_every_table_says_whether_it_holds_anything_of_a_person(db):
    assert set(await tables(db)) == set(HELD) | NOBODY
    assert not set(HELD) & NOBODY


async def test_every_column_of_a_table_that_stays_is_said_to_tell_or_not(db):
    schema = await tables(db)

    for table, held in HELD.items():
        if held.erased != "row":
            assert sorted((*held.columns, *held.rest)) == sorted(schema[table]), table
            assert held.why, table


async def test_no_column_of_nobodys_tables_is_named_like_a_persons(db):
    schema = await tables(db)

    named = {
        (table, column)
        for table in NOBODY
        for column in schema[table]
        if any(word in column.split("_") or (len(word) > 4 and word in column) for word in WORDS)
    }
    assert named == STAFF


async def test_an_export_has_every_row_and_column_that_is_kept(db, files):
    await planted(db, files)
    schema = await tables(db)

    exported = await personal.everything(db, await whole(db))

    told = {table for table, held in HELD.items() if held.erased != "kept"}
    assert set(exported) == told
    assert {table for table in told if not exported[table]} == {"erasures"}
    for table in told - {"erasures"}:
        assert sorted(exported[table][0]) == sorted(schema[table]), table
    bodies = {row["id"]: row["body"] for row in exported["stripe_events"]}
    assert set(bodies) == {EVENT, REFUND, THIN}
    assert json.loads(bodies[EVENT])["email"] == ADDRESS


async def test_another_readers_rows_are_in_no_export_and_stay(db, files, clock):
    await planted(db, files)
    other = "c" * 32
    await db.run(Statement("INSERT INTO users (id, email) VALUES (?1, 'other@mail.example')", (other,)))
    await db.run(Statement("INSERT INTO saved_peptides VALUES (?1, 'aa', 'never', 'x')", (other,)))
    # It tells no customer, and has no more in common with hers than what all pay.
    await db.run(
        Statement(
            "INSERT INTO stripe_events (id, type, shape, source, livemode, created_at, received_at, headers, body) "
            "VALUES ('evt_other', 'price.updated', 'snapshot', 'webhook', 0, 'x', 'x', '{}', "
            "json_object('id', 'price_OfAll'))"
        )
    )
    person = await whole(db)

    exported = await personal.everything(db, person)
    await db.batch(personal.erased(person, clock.now()))

    assert other not in json.dumps(exported)
    assert "evt_other" not in json.dumps(exported)
    assert [row["user_id"] for row in await db.all(Statement("SELECT user_id FROM saved_peptides"))] == [other]


async def test_what_is_erased_is_found_nowhere(db, files, clock):
    await planted(db, files)
    before = await found(db, files)
    person = await whole(db)

    await db.batch(erasures.asked(person, "reader", KEY, clock.now()))
    await erasures.drop_objects(files, person)
    buried = await erasures.by_id(db, ID)
    await erasures.bury(files, await erasures.tombstone_of(db, buried))
    await db.batch([*personal.erased(person, clock.now()), erasures.finished(ID, clock.now())])

    assert {place.partition(".")[0] for place in before if "." in place} >= set(HELD) - {
        *("unsubscriptions", "erasures", "tombstones"),
    }
    assert await found(db, files) == []
    assert await erasures.erased_customers(db, [CUSTOMER, "cus_other"]) == {CUSTOMER}
    events = await db.all(Statement("SELECT id, headers || body AS said, note FROM stripe_events ORDER BY id"))
    marks = sorted(map(event_mark, (EVENT, THIN, REFUND)))
    assert [tuple(each.values()) for each in events] == [(each, "{}{}", "erased") for each in marks]


async def test_an_erasure_takes_only_a_subscriber_out_of_the_audit(db, files, clock):
    await planted(db, files)
    for change in (
        "actor = 'x'",
        "action = 'x'",
        "at = 'x'",
        "subject = 'x'",
        "subject = 'subscriber/erased', reason = 'x'",
        "subject = iif(subject LIKE 'event/%', 'subscriber/erased', 'event/erased')",
    ):
        for begins in ("subscriber/", "event/"):
            with pytest.raises(ConstraintViolated, match="append-only"):
                await db.run(Statement(f"UPDATE audit SET {change} WHERE subject LIKE '{begins}%'"))
    await db.run(
        Statement(
            "INSERT INTO audit (at, actor, action, subject, before, after) VALUES ('x', 'x', 'x', 'run/1', '{}', '{}')"
        )
    )
    with pytest.raises(ConstraintViolated, match="append-only"):
        await db.run(Statement("UPDATE audit SET subject = 'subscriber/erased' WHERE subject = 'run/1'"))


async def test_asked_for_twice_it_is_one_erasure(db, files, clock):
    await planted(db, files)
    person = await whole(db)

    await db.batch(erasures.asked(person, "reader", KEY, clock.now()))
    await db.batch(erasures.asked(person, "reader", KEY, clock.now()))

    rows = await db.all(Statement("SELECT id FROM erasures"))
    assert [row["id"] for row in rows] == [ID]


async def test_a_restored_account_is_known_by_its_tombstone_and_erased_again(db, files, clock):
    await planted(db, files)
    buried = tombstone(ID, await whole(db), "2026-11-23T12:00:00.000Z", KEY)

    assert await erasures.reburied(db, files, [buried], KEY, clock.now()) >= 1

    assert await found(db, files) == []
    assert await erasures.reburied(db, files, [buried], KEY, clock.now()) == 0
    assert [each async for each in erasures.buried_in(files)] == [buried]


async def test_without_the_key_an_address_without_account_is_not_known(db, files, clock):
    row = "INSERT INTO mails (id, address, kind, created_at, not_after) VALUES (?1, ?2, 'sign_in', 'x', 'x')"
    await db.run(Statement(row, (MAIL, ADDRESS)))
    buried = tombstone(ID, Person(user=USER, address=ADDRESS), "2026-11-23T12:00:00.000Z", KEY)

    assert await erasures.reburied(db, files, [buried], None, clock.now()) == 0
    assert await erasures.reburied(db, files, [buried], bytes(KEY_BYTES), clock.now()) == 0
    assert await found(db, files) != []
    assert await erasures.reburied(db, files, [buried], KEY, clock.now()) == 1
    assert await found(db, files) == []


async def test_nobody_else_is_erased_by_a_tombstone(db, files, clock):
    await planted(db, files)
    buried = tombstone(ID, Person(user="d" * 32, address="other@mail.example"), "2026-11-23T12:00:00.000Z", KEY)

    assert await erasures.reburied(db, files, [buried], KEY, clock.now()) == 0
    assert (await whole(db)).user == USER
