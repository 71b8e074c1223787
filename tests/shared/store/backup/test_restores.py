"""A restore: it mixes with nothing unasked, and a half-done one says what it is and goes on."""

import pytest
from rigs.backup_places import Place, Stopping, create, objects_of, restore

from shared.platform.errors import Corrupt, DatabaseUnavailable
from shared.platform.ports import Bucket
from shared.store.backup import restore_marks
from shared.store.backup.restore_marks import HalfRestored
from shared.store.backup.restores import NotEmpty, OtherSchema


async def test_a_database_that_holds_rows_is_left_alone(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)
    empty.execute("INSERT INTO users (id, email) VALUES ('mine', 'mine@example.org')")

    with pytest.raises(NotEmpty, match=r"users \(1\).*--beside-others"):
        await restore(empty, kept, manifest)

    assert await objects_of(empty.files) == {}
    assert await restore_marks.unfinished(empty.files) is None


async def test_beside_others_what_is_there_stays_and_the_rest_comes(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)
    empty.execute("INSERT INTO users (id, email) VALUES ('u1', 'changed@example.org'), ('mine', 'mine@example.org')")

    restored = await restore(empty, kept, manifest, beside_others=True)

    assert restored.broken == ()
    emails = {row[0][1]: row[1][1] for row in empty.dump()["users"]}
    assert emails == {"u1": "changed@example.org", "mine": "mine@example.org", "u2": "b@example.org"}


async def test_beside_others_what_cannot_come_is_told(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)
    # Another reader has the address already, so u2 and what hangs on it have no place.
    empty.execute("INSERT INTO users (id, email) VALUES ('mine', 'b@example.org')")

    restored = await restore(empty, kept, manifest, beside_others=True)

    assert restored.broken == ("users: 1 of 2 rows are there",)
    assert restored.loose == ("subscriptions: 1 rows refer to what is not there, and were left out",)


async def test_another_schema_is_refused(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)
    empty.execute("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')")

    with pytest.raises(OtherSchema, match=r"9999_later\.sql; restore it into a database of its own schema"):
        await restore(empty, kept, manifest)


async def test_a_restore_that_stops_says_so_and_goes_on(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)
    other = await create(source, kept, "20261123-2")
    stops = 0
    while True:
        try:
            restored = await restore(empty, kept, manifest, db=Stopping(empty.db, "run", 2))
        except DatabaseUnavailable:
            stops += 1
        else:
            break
        mark = await restore_marks.unfinished(empty.files)
        assert mark is not None
        assert mark.id == manifest.id
        with pytest.raises(HalfRestored, match=r"restore of backup 20261123-1.*did not end"):
            await restore(empty, kept, other)
        with pytest.raises(HalfRestored):
            await create(empty, kept, "20261123-3")

    assert stops >= 3
    assert restored.broken == ()
    assert empty.dump() == source.dump()
    assert await restore_marks.unfinished(empty.files) is None


async def test_rows_changed_by_others_during_a_restore_make_it_no_restore(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)

    def meddle(step: str) -> None:
        if step.startswith("users"):
            empty.execute("UPDATE users SET email = 'other@example.org' WHERE id = 'u1'")

    restored = await restore(empty, kept, manifest, on_step=meddle)

    assert restored.broken == ("users: its 2 rows are not the 2 of the backup",)
    assert await restore_marks.unfinished(empty.files) is not None


async def test_a_bucket_with_other_bytes_under_a_key_is_not_overwritten(source: Place, empty: Place, kept: Bucket):
    manifest = await create(source, kept)
    await empty.files.put("notes/a b.txt", b"of somebody else")

    with pytest.raises(Corrupt, match=r"notes/a b\.txt is in the bucket with other bytes"):
        await restore(empty, kept, manifest)

    assert await empty.files.get("notes/a b.txt") == b"of somebody else"
