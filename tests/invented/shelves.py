"""The shelf of `publications`, filled once on this machine: a folder that tests copy, and the same as plain data for
isolates, in which typesetting it would take longer than all that is read of it."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from rigs.fakes import ManualClock
from rigs.renderers import renderer

from infra.local.buckets.bucket import FolderBucket
from infra.local.machine.project import SEARCH_MIGRATIONS
from infra.local.sqlite.migrate import apply
from invented.publications import fill as publish
from shared.store.reading import search_index

_PLAIN = """SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_*igrations'"""


def fill(folder: Path) -> None:
    """Publish all of it there: `app.db`, `search.db`, `bucket`. Eight days go by meanwhile."""
    apply(folder / "app.db")
    apply(folder / "search.db", SEARCH_MIGRATIONS)
    asyncio.run(_fill(folder))


def told(folder: Path, into: Path) -> None:
    """What `fill` left in `folder` as data, for `on_cloudflare` to read: `rows.json` is table to rows, `search.json` so
    too of the search index without its words; `objects.json` the objects without their bytes, which are files numbered
    in that order."""
    into.mkdir()
    (into / "rows.json").write_text(json.dumps(_rows(folder / "app.db")), "utf-8")
    (into / "search.json").write_text(json.dumps(_rows(folder / "search.db")), "utf-8")
    (into / "objects.json").write_text(
        json.dumps(asyncio.run(_objects(FolderBucket(folder / "bucket"), into))), "utf-8"
    )


def _rows(file: Path) -> dict[str, list[dict[str, object]]]:
    """Table to rows, where there are any; a virtual table and what it keeps for itself is left out."""
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = sqlite3.Row
        names = [name for (name,) in database.execute(_PLAIN)]
        found = {name: [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')] for name in names}
    return {name: each for name, each in found.items() if each}


async def _objects(bucket: FolderBucket, into: Path) -> list[dict[str, object]]:
    found = (await bucket.list()).objects
    for number, each in enumerate(found):
        (into / str(number)).write_bytes(await bucket.get(each.key) or b"")
    return [{"key": each.key, "content_type": each.content_type, "metadata": dict(each.metadata)} for each in found]


async def _fill(folder: Path) -> None:
    clock = ManualClock()
    async with renderer(folder, clock) as platform:
        await publish(platform, clock)
        assert platform.search is not None
        while (await search_index.update(platform.db, platform.files, platform.search, clock.now())).more:
            pass
