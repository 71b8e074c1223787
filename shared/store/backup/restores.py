"""Bringing a backup back: into an empty database of the same schema, and the bucket beside it.

Every statement adds what is missing and changes nothing else, so a restore that stopped goes on by being asked for
again (`restore_marks`).
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from shared.domain.canonical import digest
from shared.domain.instants import stamp
from shared.platform.errors import ConstraintViolated, Corrupt, PermanentError
from shared.platform.ports import Bucket, Clock, Database
from shared.store.backup import restore_marks
from shared.store.backup.backup_rows import fingerprint
from shared.store.backup.backup_tables import SQL, Table, tables_of
from shared.store.backup.backups import (
    KeptObject,
    Manifest,
    OnStep,
    TableCopy,
    bytes_of,
    faults_of,
    kept_objects,
    lines_of,
)
from shared.store.backup.restore_marks import Mark
from shared.store.json_arrays import array, groups

CHUNK_BYTES = 1_500_000
"""Of one statement's JSON: D1 binds 2 MB at most."""


class NotEmpty(PermanentError):
    """The database holds rows that a restore would mix with its own."""


class OtherSchema(PermanentError):
    """The database does not have the schema of the backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `broken` is what is not there as the backup has it: the restore is not done. `loose` is what the
    backup itself has so: it was made while somebody wrote."""

    manifest: Manifest
    objects_added: int
    broken: tuple[str, ...]
    loose: tuple[str, ...]


async def restore(
    db: Database,
    files: Bucket,
    vault: Bucket,
    manifest: Manifest,
    *,
    clock: Clock,
    beside_others: bool = False,
    on_step: OnStep = lambda _: None,
    finish: Callable[[], Awaitable[None]] | None = None,
) -> Restored:
    """Bring the backup back whole, and prove it by counts and hashes of every table and object; then `finish`, whose
    work is part of the restore: until it is done, the restore did not end, and whoever goes on with it does it again.

    `beside_others` allows rows that are there already: they stay as they are, and every row of the backup must be
    there by its key in the end.

    Raises:
        Corrupt: the backup is damaged, or the bucket holds other bytes under one of its keys.
        OtherSchema, NotEmpty, HalfRestored: nothing was written.
        RetryableError: it stopped in the middle; asked for again, it goes on.
    """
    mark = await restore_marks.refuse_half_restored(files, unless=manifest.id)
    if mark is not None and mark.proved:
        return await _ended(db, files, manifest, mark, 0, finish)
    tables = await _meant(db, manifest)
    if mark is None and not beside_others:
        await _check_empty(db, tables)
    if faults := await faults_of(vault, manifest):
        more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise Corrupt(f"backup {manifest.id} is damaged, nothing was restored: {faults[0]}{more}")
    mark = mark or Mark(id=manifest.id, began_at=stamp(clock.now()))
    await restore_marks.keep(files, mark)
    added = 0
    async for kept in kept_objects(vault, manifest):
        added += await _object(files, vault, kept)
    on_step(f"{manifest.objects} objects, {added} of them were missing")
    copies = {each.name: each for each in manifest.tables}
    for table in tables:
        mark = await _rows(db, files, vault, table, copies[table.name], mark)
        on_step(f"{table.name}: {copies[table.name].rows} rows")
    broken = await _broken(db, vault, [(each, copies[each.name]) for each in tables], mark, beside_others=beside_others)
    if broken:
        return Restored(manifest, added, tuple(broken), tuple(await _loose(db, mark)))
    mark = mark.model_copy(update={"proved": True})
    await restore_marks.keep(files, mark)
    return await _ended(db, files, manifest, mark, added, finish)


async def _ended(
    db: Database,
    files: Bucket,
    manifest: Manifest,
    mark: Mark,
    added: int,
    finish: Callable[[], Awaitable[None]] | None,
) -> Restored:
    loose = await _loose(db, mark)
    if finish is not None:
        await finish()
    await restore_marks.remove(files, mark)
    return Restored(manifest, added, (), tuple(loose))


async def _loose(db: Database, mark: Mark) -> list[str]:
    loose = [
        f"{name}: {count} rows refer to what is not there, and were left out" for name, count in mark.left_out.items()
    ]
    loose += [
        f"{row['slug']}: its version {row['current_version']} is missing; run the peptide again"
        for row in await db.all(SQL("unpublished"))
    ]
    return loose


async def _meant(db: Database, manifest: Manifest) -> list[Table]:
    there = tuple(row["name"] for row in await db.all(SQL("migrations")))
    if there != manifest.migrations:
        last = manifest.migrations[-1] if manifest.migrations else "no migration"
        raise OtherSchema(
            f"backup {manifest.id} has the schema of {last}, the database that of {there[-1] if there else 'none'}; "
            "restore it into a database of its own schema, then apply the later migrations"
        )
    tables = await tables_of(db)
    if {each.name for each in tables} != {each.name for each in manifest.tables}:
        raise OtherSchema(f"backup {manifest.id} has other tables than the database, in spite of the same migrations")
    return tables


async def _check_empty(db: Database, tables: list[Table]) -> None:
    full: list[str] = []
    for table in tables:
        row = await db.first(table.count())
        if row and row["n"]:
            full.append(f"{table.name} ({row['n']})")
    if full:
        raise NotEmpty(
            f"nothing was restored: the database holds rows in {', '.join(full)}; restore into an empty one, "
            "or add --beside-others to keep these and add what is missing"
        )


async def _object(files: Bucket, vault: Bucket, kept: KeptObject) -> int:
    """Add the object where it is missing; how many were added."""
    there = await files.head(kept.key)
    if there is None:
        await files.put(
            kept.key,
            await bytes_of(vault, kept),
            content_type=kept.content_type,
            metadata=kept.metadata,
            sha256=kept.sha256,
            only_if_absent=True,
        )
        return 1
    found = there.sha256 or digest(await files.get(kept.key) or b"")
    if found != kept.sha256:
        raise Corrupt(
            f"{kept.key} is in the bucket with other bytes than in the backup; look at it, then delete it there"
        )
    return 0


async def _rows(db: Database, files: Bucket, vault: Bucket, table: Table, copy: TableCopy, mark: Mark) -> Mark:
    for part in copy.parts:
        if part.key in mark.parts:
            continue
        left = 0
        lines = await lines_of(vault, part)
        for chunk in [[line] for line in lines] if table.one_by_one else groups(lines, CHUNK_BYTES):
            left += await _insert(db, table, chunk)
        left_out = {**mark.left_out, table.name: mark.left_out.get(table.name, 0) + left} if left else mark.left_out
        mark = mark.model_copy(update={"parts": (*mark.parts, part.key), "left_out": left_out})
        await restore_marks.keep(files, mark)
    for column in table.itself:
        for part in copy.parts:
            related = [line for line in await lines_of(vault, part) if json.loads(line)[column] is not None]
            for chunk in groups(_only((*table.key, column), related), CHUNK_BYTES):
                await db.run(table.relate(column, array(chunk)))
    return mark


async def _insert(db: Database, table: Table, lines: Sequence[bytes]) -> int:
    """Add the rows; how many refer to what is not there, and so cannot be added."""
    rows = array(lines)
    # One row alone may be as large as D1 allows, and larger as JSON.
    alone = table.one_by_one or len(rows) > CHUNK_BYTES
    statement = table.insert_one(json.loads(lines[0])) if alone else table.insert(rows)
    try:
        await db.run(statement)
    except ConstraintViolated as exc:
        if "FOREIGN KEY" not in str(exc):
            raise
        if len(lines) == 1:
            return 1
        half = len(lines) // 2
        return await _insert(db, table, lines[:half]) + await _insert(db, table, lines[half:])
    return 0


async def _broken(
    db: Database, vault: Bucket, copies: Sequence[tuple[Table, TableCopy]], mark: Mark, *, beside_others: bool
) -> list[str]:
    broken: list[str] = []
    for table, copy in copies:
        if beside_others or table.name in mark.left_out:
            there, meant = await _present(db, vault, table, copy), copy.rows - mark.left_out.get(table.name, 0)
            if there != meant:
                broken.append(f"{table.name}: {there} of {meant} rows are there")
        elif (found := await fingerprint(db, table)) != (copy.rows, copy.sha256):
            broken.append(f"{table.name}: its {found[0]} rows are not the {copy.rows} of the backup")
    orphans = await db.all(SQL("orphans"))
    return broken + [f"{row['table']}: a row refers to {row['parent']}, where nothing is" for row in orphans]


async def _present(db: Database, vault: Bucket, table: Table, copy: TableCopy) -> int:
    there = 0
    for part in copy.parts:
        for chunk in groups(_only(table.key, await lines_of(vault, part)), CHUNK_BYTES):
            row = await db.first(table.present(array(chunk)))
            there += row["n"] if row else 0
    return there


def _only(columns: Sequence[str], lines: Sequence[bytes]) -> list[bytes]:
    return [json.dumps({name: json.loads(line)[name] for name in columns}).encode() for line in lines]
