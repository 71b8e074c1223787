"""Exemplin-12 published in two versions, through render itself; Nullipressin in the catalog without one."""

import asyncio
from pathlib import Path

from rigs.fakes import ManualClock
from rigs.renderers import renderer

from functions.render.handler import handle
from infra.local.sqlite.migrate import apply
from invented.editions import asked, catalog, edition
from invented.factories import peptide


async def publish(folder: Path) -> None:
    """Into `app.db`, which is migrated, and `bucket` of a folder."""
    clock = ManualClock()
    unpublished = peptide(slug="nullipressin", name="Nullipressin", aliases=[], terms=["Nullipressin"], sample=True)
    async with renderer(folder, clock) as platform:
        await catalog(platform.db, clock.now(), peptide(sample=True), unpublished)
        for number in range(2):
            outcome = await handle(await asked(platform, edition(more=number), f"run-{number}"), platform)
            await platform.db.batch(outcome.writes)
            clock.advance(86_400)


def published(folder: Path) -> Path:
    """The same in a folder that has nothing yet, which tests copy."""
    apply(folder / "app.db")
    asyncio.run(publish(folder))
    return folder
