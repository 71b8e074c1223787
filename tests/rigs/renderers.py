"""render on this machine, over the files of a folder, for tests that need what it publishes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from infra.local.buckets.bucket import FolderBucket
from infra.local.network.http import HttpxHttp
from infra.local.sqlite.database import SQLiteDatabase
from queues.topology import QUEUES
from rigs.fakes import CountingEntropy, ListQueue, ManualClock
from shared.platform.log import Log
from shared.platform.ports import Platform


@asynccontextmanager
async def renderer(folder: Path, clock: ManualClock) -> AsyncIterator[Platform]:
    """On `app.db`, which is migrated, `bucket`, and `search.db` where the folder has one."""
    db, http = SQLiteDatabase(folder / "app.db"), HttpxHttp()
    search = SQLiteDatabase(folder / "search.db") if (folder / "search.db").exists() else None
    try:
        yield Platform(
            function="render",
            holder="holder-1",
            db=db,
            files=FolderBucket(folder / "bucket"),
            queues={name: ListQueue() for name in QUEUES},
            http=http,
            clock=clock,
            entropy=CountingEntropy(),
            log=Log(now=clock.now),
            env={},
            search=search,
        )
    finally:
        await http.close()
        if search is not None:
            await search.close()
        await db.close()
