"""Making a backup of a target while it works.

The rows of one page are of one moment, pages are not: D1 has no transaction over several requests. Tables that refer
to others are read before those, and objects after all rows, so nothing refers to what is missing. A table that was
written meanwhile is named in the manifest.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass, field

from shared.domain.canonical import digest
from shared.domain.instants import stamp
from shared.platform.errors import Corrupt
from shared.platform.ports import Bucket, Clock, Database, ObjectInfo
from shared.store import objects
from shared.store.accounts import erasures
from shared.store.backup import restore_marks
from shared.store.backup.backup_rows import line_of, pages
from shared.store.backup.backup_tables import SQL, Table, mark, tables_of
from shared.store.backup.backups import (
    MANIFESTS,
    PARTS,
    POOL,
    KeptObject,
    Manifest,
    OnStep,
    Part,
    TableCopy,
    every_object,
)

PART_BYTES = 4_000_000
"""Of a part before compression: what is held in memory."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


async def create(
    db: Database, files: Bucket, vault: Bucket, *, source: str, id: str, clock: Clock, on_step: OnStep = lambda _: None
) -> Manifest:
    """Copy all rows of `db` and all objects of `files` to `vault`; the manifest, which makes it a backup, comes last.

    Raises:
        HalfRestored: a restore into this target did not end, so it is not what it should be.
    """
    await restore_marks.refuse_half_restored(files)
    began_at = stamp(clock.now())
    migrations = tuple(row["name"] for row in await db.all(SQL("migrations")))
    tables = await tables_of(db)
    before = await db.first(mark(tables)) or {}
    copies: list[TableCopy] = []
    for table in reversed(tables):
        copies.append(await _table(db, table, _Parts(vault, f"{PARTS}/{id}/tables/{table.name}")))
        on_step(f"{table.name}: {copies[-1].rows} rows")
    after = await db.first(mark(tables)) or {}
    copied = await _objects(files, vault, _Parts(vault, f"{PARTS}/{id}/objects"), on_step)
    manifest = Manifest(
        id=id,
        source=source,
        began_at=began_at,
        ended_at=stamp(clock.now()),
        migrations=migrations,
        tables=tuple(reversed(copies)),
        objects=copied.count,
        object_bytes=copied.size,
        object_parts=tuple(copied.parts.done),
        changed=tuple(name for name in sorted(before) if before[name] != after.get(name)),
        faults=tuple(copied.faults),
    )
    await _put(vault, f"{MANIFESTS}/{id}.json", manifest.encode(), "application/json")
    # Beside the backups, so that restoring an older one knows them.
    async for tombstone in erasures.buried_in(files):
        await erasures.bury(vault, tombstone)
    return manifest


@dataclass
class _Parts:
    """Lines on their way into parts."""

    vault: Bucket
    folder: str
    done: list[Part] = field(default_factory=list[Part])
    _lines: list[bytes] = field(default_factory=list[bytes])
    _size: int = 0

    async def add(self, line: bytes) -> None:
        self._lines.append(line)
        self._size += len(line) + 1
        if self._size >= PART_BYTES:
            await self.flush()

    async def flush(self) -> None:
        """Store what was added; the same lines give the same bytes, whenever that is."""
        if not self._lines:
            return
        data = gzip.compress(b"\n".join(self._lines) + b"\n", mtime=0)
        key = f"{self.folder}/{len(self.done) + 1:05d}.ndjson.gz"
        await _put(self.vault, key, data, "application/gzip")
        self.done.append(Part(key=key, sha256=digest(data), rows=len(self._lines)))
        self._lines, self._size = [], 0


@dataclass
class _Copied:
    parts: _Parts
    count: int = 0
    size: int = 0
    faults: list[str] = field(default_factory=list[str])


async def _table(db: Database, table: Table, parts: _Parts) -> TableCopy:
    whole, count = hashlib.sha256(), 0
    async for rows in pages(db, table):
        for row in rows:
            line = line_of(table, row)
            whole.update(line + b"\n")
            await parts.add(line)
        count += len(rows)
    await parts.flush()
    return TableCopy(name=table.name, rows=count, sha256=whole.hexdigest(), parts=tuple(parts.done))


async def _objects(files: Bucket, vault: Bucket, parts: _Parts, on_step: OnStep) -> _Copied:
    copied = _Copied(parts)
    there = {each.key async for each in every_object(vault, f"{POOL}/")}
    new = 0
    async for info in every_object(files):
        try:
            kept, data = await _kept(files, info, there)
        except Corrupt as exc:
            copied.faults.append(str(exc))
            continue
        if kept is None:
            continue
        if data is not None:
            await _put(vault, kept.place, data, "application/octet-stream")
            there.add(kept.place)
            new += 1
        await parts.add(kept.encode())
        copied.count += 1
        copied.size += kept.size
    await parts.flush()
    on_step(f"{copied.count} objects, {new} of them new in the backup")
    return copied


async def _kept(files: Bucket, info: ObjectInfo, there: set[str]) -> tuple[KeptObject | None, bytes | None]:
    """How a backup lists the object, and its bytes where no backup has them yet; None, None where it went meanwhile.

    Raises:
        Corrupt: its bytes are not what its key or the bucket says.
    """
    named = found[0] if (found := _SHA256.fullmatch(objects.hash_in(info.key))) else None
    expected = named or info.sha256
    if named and info.sha256 and named != info.sha256:
        raise _other_bytes(info.key)
    kept = KeptObject(
        key=info.key,
        sha256=expected or "",
        size=info.size,
        content_type=info.content_type,
        metadata=dict(info.metadata),
    )
    if expected and kept.place in there:
        return kept, None
    data = await files.get(info.key)
    if data is None:
        return None, None
    hashed = digest(data)
    if expected and hashed != expected:
        raise _other_bytes(info.key)
    kept = kept.model_copy(update={"sha256": hashed, "size": len(data)})
    return kept, None if kept.place in there else data


def _other_bytes(key: str) -> Corrupt:
    return Corrupt(f"{key} holds other bytes than its hash says; it was left out of the backup")


async def _put(vault: Bucket, key: str, data: bytes, content_type: str) -> None:
    await vault.put(key, data, content_type=content_type, sha256=digest(data), only_if_absent=True)
