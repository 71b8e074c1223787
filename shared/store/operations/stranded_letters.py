"""Stranded letters: dead letters that the database refused lie in the bucket until they are brought back."""

import json
from collections.abc import Sequence
from datetime import datetime

from shared.domain.frozen import Frozen
from shared.domain.instants import moment, stamp
from shared.platform.deliveries.work import said
from shared.platform.errors import DatabaseError
from shared.platform.ports import Bucket, Platform
from shared.store import audit, objects
from shared.store.audit import Act
from shared.store.operations import dead_letters

FOLDER = "dead-letters"


class StrandedLetter(Frozen):
    """A letter in the bucket, under `key`; `error` is what the database said, at `at`."""

    key: str
    queue: str
    body: str
    error: str
    at: str


async def keep(platform: Platform, queue: str, body: str, error: Exception, now: datetime) -> str:
    """Keep a letter that the database will not take; returns its key."""
    kept = {"queue": queue, "body": body, "error": said(error), "at": stamp(now)}
    return await objects.keep(platform.files, FOLDER, json.dumps(kept, sort_keys=True).encode())


async def listed(files: Bucket) -> list[StrandedLetter]:
    """All of them, oldest first. Raises as `read` does."""
    return await read(files, await keys(files))


async def read(files: Bucket, keys: Sequence[str]) -> list[StrandedLetter]:
    """The letters under these keys, oldest first.

    Raises:
        Corrupt: one is not what its key says.
    """
    found = [StrandedLetter.model_validate({**json.loads(await objects.load(files, key)), "key": key}) for key in keys]
    return sorted(found, key=lambda each: (each.at, each.key))


async def count(files: Bucket) -> int:
    return len(await keys(files))


async def bring_back(platform: Platform, letter: StrandedLetter, act: Act) -> str | None:
    """Put it into the table, with one row in the audit, and then out of the bucket; why not, where that fails again."""
    subject = f"letter/{dead_letters.id_of(letter.queue, letter.body)}"
    now = platform.clock.now()
    audited = audit.record(act, "import", subject, {"bucket": letter.key}, {"state": "open"}, now)
    try:
        await platform.db.batch([*dead_letters.record(letter.queue, letter.body, moment(letter.at)), audited])
    except DatabaseError as exc:
        return said(exc)
    # Stopped here it is in both places: brought back once more, it is the same row.
    await platform.files.delete(letter.key)
    return None


async def keys(files: Bucket) -> list[str]:
    """The keys of all of them."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = await files.list(f"{FOLDER}/", cursor=cursor)
        found += [each.key for each in page.objects]
        if page.cursor is None:
            return found
        cursor = page.cursor
