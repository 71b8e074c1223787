"""Stranded letters: dead letters that the database refused lie in the bucket until they are brought back."""

import json
from datetime import datetime

from shared.domain.frozen import Frozen
from shared.domain.instants import moment, stamp
from shared.platform.errors import DatabaseError
from shared.platform.ports import Bucket, Platform
from shared.platform.work import said
from shared.store import audit, dead_letters, objects
from shared.store.audit import Act

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
    """All of them, oldest first.

    Raises:
        Corrupt: one is not what its key says.
    """
    found = [
        StrandedLetter.model_validate({**json.loads(await objects.load(files, key)), "key": key})
        for key in await _keys(files)
    ]
    return sorted(found, key=lambda each: (each.at, each.key))


async def count(files: Bucket) -> int:
    return len(await _keys(files))


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


async def _keys(files: Bucket) -> list[str]:
    keys: list[str] = []
    cursor: str | None = None
    while True:
        page = await files.list(f"{FOLDER}/", cursor=cursor)
        keys += [each.key for each in page.objects]
        if page.cursor is None:
            return keys
        cursor = page.cursor
