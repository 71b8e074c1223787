"""Exemplin-12 published in two versions, through render itself; Nullipressin in the catalog without one."""

from pathlib import Path

from rigs.fakes import CountingEntropy, ListQueue, ManualClock

from functions.render.handler import handle
from infra.local.bucket import FolderBucket
from infra.local.database import SQLiteDatabase
from infra.local.http import HttpxHttp
from invented.editions import asked, catalog, edition
from invented.factories import peptide
from queues.topology import QUEUES
from shared.platform.log import Log
from shared.platform.ports import Platform


async def publish(folder: Path) -> None:
    """Into `app.db`, which is migrated, and `bucket` of a folder."""
    db, http, clock = SQLiteDatabase(folder / "app.db"), HttpxHttp(), ManualClock()
    platform = Platform(
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
    )
    unpublished = peptide(slug="nullipressin", name="Nullipressin", aliases=[], terms=["Nullipressin"], sample=True)
    await catalog(db, clock.now(), peptide(sample=True), unpublished)
    for number in range(2):
        outcome = await handle(await asked(platform, edition(more=number), f"run-{number}"), platform)
        await db.batch(outcome.writes)
        clock.advance(86_400)
    await http.close()
    await db.close()
