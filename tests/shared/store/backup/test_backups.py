"""A backup: every row and object comes back as it was, and nothing half-done is taken for a backup."""

import pytest
from rigs.backup_places import CLOCK, Place, Stopping, create, objects_of, restore, spoil
from rigs.bindings import D1

from infra.local.buckets.bucket import FolderBucket
from shared.platform.cloudflare.bindings import D1Database
from shared.platform.errors import Corrupt, UpstreamUnavailable
from shared.platform.ports import Bucket
from shared.store import objects
from shared.store.backup import backup_making, backups
from shared.store.backup.backups import NoSuchBackup


async def test_every_row_and_every_object_comes_back_as_it_was(source: Place, empty: Place, vault: Bucket):
    manifest = await create(source, vault)

    restored = await restore(empty, vault, await backups.opened(vault))

    assert (restored.broken, restored.loose, restored.objects_added) == ((), (), 4)
    assert empty.dump() == source.dump()
    assert await objects_of(empty.files) == await objects_of(source.files)
    assert await backups.faults_of(vault, manifest) == []
    assert (manifest.rows, manifest.objects, manifest.changed, manifest.faults) == (12, 4, (), ())


async def test_what_opens_doors_is_in_no_backup(source: Place, empty: Place, kept: Bucket):
    source.execute(
        "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)"
        " VALUES ('a', 'u1', 'hash', '', '', '', '')"
    )
    source.execute(
        "INSERT INTO sign_ins (id, purpose, address, browser, token, network, next, created_at, expires_at)"
        " VALUES ('a', 'sign_in', 'a@example.org', '', 'hash', '', '/', '', '')"
    )

    manifest = await create(source, kept)
    await restore(empty, kept, manifest)

    assert not {"sessions", "sign_ins"} & {each.name for each in manifest.tables}
    assert [empty.dump()[table] for table in ("sessions", "sign_ins")] == [[], []]


async def test_a_number_goes_on_where_it_was(source: Place, empty: Place, kept: Bucket):
    await restore(empty, kept, await create(source, kept))

    empty.execute("INSERT INTO audit (at, actor, action, subject, before, after) VALUES ('', '', '', '', '{}', '{}')")

    assert [row[0][1] for row in empty.dump()["audit"]] == [41, 42]


async def test_the_shape_of_d1s_binding_serves_on_both_ends(source: Place, empty: Place, kept: Bucket):
    read, written = D1(source.db.path), D1(empty.db.path)

    manifest = await create(source, kept, db=D1Database(read))
    restored = await restore(empty, kept, manifest, db=D1Database(written))

    assert restored.broken == ()
    assert empty.dump() == source.dump()
    assert manifest.tables == (await create(source, FolderBucket(empty.files.root / "v2"))).tables
    read.connection.close()
    written.connection.close()


async def test_blobs_and_rows_too_large_for_one_statement_come_back(source: Place, empty: Place, kept: Bucket):
    for place in (source, empty):
        place.execute('CREATE TABLE shelf (id INTEGER PRIMARY KEY, raw BLOB, "odd \'name" ANY) STRICT')
    # As JSON, every sign of the second is six bytes.
    source.execute(
        "INSERT INTO shelf VALUES (1, ?, NULL), (2, NULL, ?), (3, ?, 1.5)", b"\x00\xff", "\x01" * 400_000, b""
    )

    restored = await restore(empty, kept, await create(source, kept))

    assert restored.broken == ()
    assert empty.dump()["shelf"] == source.dump()["shelf"]


async def test_many_rows_go_by_pages_and_parts(source: Place, empty: Place, kept: Bucket):
    source.execute(
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
        "INSERT INTO users (id, email) SELECT 'many' || (i * 7919 % 3000), hex(randomblob(1000)) || i FROM n"
    )

    manifest = await create(source, kept)
    restored = await restore(empty, kept, manifest)

    users = next(each for each in manifest.tables if each.name == "users")
    assert (users.rows, len(users.parts)) == (3002, 2)
    assert restored.broken == ()
    assert empty.dump() == source.dump()


async def test_a_second_backup_copies_no_object_twice(source: Place, vault: Bucket):
    first = await create(source, vault, "20261123-1")
    before = {each.key: each.uploaded async for each in backups.every_object(vault, "objects/")}
    await objects.keep(source.files, "packs", b'{"v": 2}')

    second = await create(source, vault, "20261123-2")

    after = {each.key: each.uploaded async for each in backups.every_object(vault, "objects/")}
    assert {key: after[key] for key in before} == before
    assert (len(before), len(after), second.objects) == (3, 4, 5)
    assert [each.sha256 for each in second.tables] == [each.sha256 for each in first.tables]
    assert await backups.listed(vault) == ["20261123-2", "20261123-1"]


async def test_one_that_stopped_half_way_is_no_backup(source: Place, kept: Bucket):
    puts = 0
    while True:
        with_end = FolderBucket(kept.root.parent / f"vault{puts}")  # type: ignore[attr-defined]
        try:
            await create(source, Stopping(with_end, "put", puts))
        except UpstreamUnavailable:
            assert await backups.listed(with_end) == []
            puts += 1
        else:
            break

    assert puts > 8
    with pytest.raises(NoSuchBackup, match="no backup is there"):
        await backups.opened(FolderBucket(kept.root.parent / "vault3"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("data", [None, b"other bytes"], ids=["missing", "damaged"])
async def test_every_part_and_object_that_is_not_what_it_was_is_named(
    source: Place, empty: Place, vault: Bucket, data: bytes | None
):
    manifest = await create(source, vault)
    table = next(each for each in manifest.tables if each.name == "users")
    kept = [each async for each in backups.kept_objects(vault, manifest)]
    for key in (table.parts[0].key, manifest.object_parts[0].key, kept[0].place):
        whole = await vault.get(key)
        await spoil(vault, key, data)

        faults = await backups.faults_of(vault, manifest)
        assert len(faults) == 1
        assert key in faults[0]
        assert ("missing" if data is None else "damaged") in faults[0]
        with pytest.raises(Corrupt, match="nothing was restored"):
            await restore(empty, vault, manifest)
        assert not any(empty.dump().values())
        assert await objects_of(empty.files) == {}
        await spoil(vault, key, whole)

    assert await backups.faults_of(vault, manifest) == []


async def test_a_manifest_that_cannot_be_read_says_so(source: Place, kept: Bucket):
    manifest = await create(source, kept)
    await spoil(kept, f"manifests/{manifest.id}.json", b"{")

    with pytest.raises(Corrupt, match="manifest of backup 20261123-1 cannot be read"):
        await backups.opened(kept)


async def test_an_object_that_is_damaged_already_is_left_out_and_named(source: Place, kept: Bucket):
    key = objects.key_of("packs", b"right")
    await source.files.put(key, b"wrong")

    manifest = await create(source, kept)

    assert manifest.objects == 4
    assert manifest.faults == (f"{key} holds other bytes than its hash says; it was left out of the backup",)


async def test_what_was_written_while_it_was_read_is_named(source: Place, empty: Place, kept: Bucket):
    def meddle(step: str) -> None:
        if step.startswith("subscriptions"):
            source.execute("PRAGMA foreign_keys = ON")
            source.execute("DELETE FROM subscriptions WHERE user_id = 'u2'")
            source.execute("DELETE FROM users WHERE id = 'u2'")
        if step.startswith("page_versions"):
            source.execute("UPDATE peptides SET current_version = 1, updated_at = 'now' WHERE slug = 'a'")

    manifest = await backup_making.create(
        source.db, source.files, kept, source="local", id="20261123-1", clock=CLOCK, on_step=meddle
    )
    restored = await restore(empty, kept, manifest)

    assert manifest.changed == ("peptides", "subscriptions", "users")
    assert restored.broken == ()
    assert restored.loose == (
        "subscriptions: 1 rows refer to what is not there, and were left out",
        "a: its version 1 is missing; run the peptide again",
    )


async def test_backups_are_opened_by_their_first_characters(source: Place, kept: Bucket):
    await create(source, kept, "20261123-1")
    await create(source, kept, "20261124-1")

    assert (await backups.opened(kept)).id == "20261124-1"
    assert (await backups.opened(kept, "20261123")).id == "20261123-1"
    for wrong, said in (("2026", "2 of 2 backups begin with 2026"), ("x", "0 of 2 backups begin with x")):
        with pytest.raises(NoSuchBackup, match=said):
            await backups.opened(kept, wrong)
