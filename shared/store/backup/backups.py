"""Backups: every row and every object of a target, in another bucket, under hashes that prove them.

A backup is `backups/<id>/...` (rows, and the list of objects, as compressed NDJSON) and last `manifests/<id>.json`;
without that it is none. What the objects hold is shared by all backups: `objects/<sha256>`, written once.
"""

import gzip
import hashlib
from collections.abc import AsyncIterator, Callable

from pydantic import ValidationError

from shared.domain.canonical import digest
from shared.domain.frozen import Stored
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ports import Bucket, ObjectInfo

FORMAT = 1
MANIFESTS, PARTS, POOL = "manifests", "backups", "objects"

OnStep = Callable[[str], None]
"""Told of each table and of the objects, in a few words."""


class NoSuchBackup(PermanentError):
    """There is no complete backup of that id."""


class Part(Stored):
    """One object of a backup: `rows` lines; `sha256` is of its bytes, compressed as they are."""

    key: str
    sha256: str
    rows: int


class TableCopy(Stored):
    """A table's rows in the order of its pages; `sha256` is of all its lines together."""

    name: str
    rows: int
    sha256: str
    parts: tuple[Part, ...]


class Manifest(Stored):
    """A complete backup. `changed` names tables that were written while they were read; `faults` are objects that were
    damaged already and were left out."""

    v: int = FORMAT
    id: str
    source: str
    began_at: str
    ended_at: str
    migrations: tuple[str, ...]
    tables: tuple[TableCopy, ...]
    objects: int
    object_bytes: int
    object_parts: tuple[Part, ...]
    changed: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.tables)


class KeptObject(Stored):
    """An object of the bucket: its key and what it is. Its bytes lie at `place`, in all backups alike."""

    key: str
    sha256: str
    size: int
    content_type: str | None
    metadata: dict[str, str]

    @property
    def place(self) -> str:
        return f"{POOL}/{self.sha256}"


async def every_object(files: Bucket, prefix: str = "") -> AsyncIterator[ObjectInfo]:
    """What is known of every object of a bucket."""
    cursor: str | None = None
    while True:
        page = await files.list(prefix, cursor=cursor)
        for each in page.objects:
            yield each
        if (cursor := page.cursor) is None:
            return


async def listed(vault: Bucket) -> list[str]:
    """The ids of all complete backups, the newest first."""
    keys = [each.key async for each in every_object(vault, f"{MANIFESTS}/")]
    return sorted((key.removeprefix(f"{MANIFESTS}/").removesuffix(".json") for key in keys), reverse=True)


async def opened(vault: Bucket, id: str | None = None) -> Manifest:
    """A complete backup, by default the newest; an id can be given by its first characters.

    Raises:
        NoSuchBackup: there is none, or several begin so.
        Corrupt: its manifest cannot be read.
        PermanentError: a newer version of PepTalk made it.
    """
    ids = await listed(vault)
    meant = ids[:1] if id is None else [each for each in ids if each.startswith(id)]
    if len(meant) != 1:
        which = f"{len(meant)} of {len(ids)} backups begin with {id}" if ids else "no backup is there"
        raise NoSuchBackup(f"{which}; `peptalk backup list` names them, `peptalk backup create` makes one")
    data = await vault.get(f"{MANIFESTS}/{meant[0]}.json")
    try:
        manifest = Manifest.model_validate_json(data or b"")
    except ValidationError as exc:
        raise Corrupt(f"the manifest of backup {meant[0]} cannot be read: {exc.error_count()} faults") from exc
    if manifest.v != FORMAT:
        raise PermanentError(f"backup {manifest.id} has format {manifest.v}; a newer version of PepTalk reads it")
    return manifest


async def faults_of(vault: Bucket, manifest: Manifest, on_step: OnStep = lambda _: None) -> list[str]:
    """What of a backup is missing or damaged: every part and every object is read and hashed again."""
    faults: list[str] = []
    for table in manifest.tables:
        try:
            await _check_table(vault, table)
        except Corrupt as exc:
            faults.append(str(exc))
        on_step(f"{table.name}: {table.rows} rows")
    proved: set[str] = set()
    count = 0
    try:
        async for kept in kept_objects(vault, manifest):
            count += 1
            if kept.sha256 not in proved:
                proved.add(kept.sha256)
                try:
                    await bytes_of(vault, kept)
                except Corrupt as exc:
                    faults.append(str(exc))
    except Corrupt as exc:
        faults.append(str(exc))
    else:
        if count != manifest.objects:
            faults.append(f"{count} objects are listed, not the {manifest.objects} of the manifest")
    on_step(f"{count} objects")
    return faults


async def lines_of(vault: Bucket, part: Part) -> list[bytes]:
    """The lines of a part.

    Raises:
        Corrupt: it is missing, or is not what the manifest says.
    """
    data = await vault.get(part.key)
    if data is None:
        raise Corrupt(f"{part.key} is missing in the backup")
    if digest(data) != part.sha256:
        raise Corrupt(f"{part.key} is damaged in the backup")
    return gzip.decompress(data).splitlines()


async def kept_objects(vault: Bucket, manifest: Manifest) -> AsyncIterator[KeptObject]:
    """Every object of a backup. Raises as `lines_of` does."""
    for part in manifest.object_parts:
        for line in await lines_of(vault, part):
            yield KeptObject.model_validate_json(line)


async def bytes_of(vault: Bucket, kept: KeptObject) -> bytes:
    """What the object held.

    Raises:
        Corrupt: it is missing, or is not what the backup says.
    """
    data = await vault.get(kept.place)
    if data is None:
        raise Corrupt(f"{kept.key} is missing in the backup ({kept.place})")
    if digest(data) != kept.sha256:
        raise Corrupt(f"{kept.key} is damaged in the backup ({kept.place})")
    return data


async def _check_table(vault: Bucket, table: TableCopy) -> None:
    whole, rows = hashlib.sha256(), 0
    for part in table.parts:
        for line in await lines_of(vault, part):
            whole.update(line + b"\n")
            rows += 1
    if (whole.hexdigest(), rows) != (table.sha256, table.rows):
        raise Corrupt(f"{table.name}: {rows} rows that are not the {table.rows} of the manifest")
