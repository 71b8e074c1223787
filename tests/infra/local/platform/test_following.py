"""A run is followed to its end, and of a long one not every moment."""

import asyncio

from invented import factories

from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from shared.store.evidence import peptides
from shared.store.operations import runs

A_MOMENT = 0.5


async def test_a_run_of_which_not_every_moment_is_looked_at_ends_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_ITEMS_A_SECOND", 1 / A_MOMENT)
    looks = []
    async with open_embedded(Home(tmp_path / "home"), {}, sink=lambda line: None) as embedded:
        now = embedded.clock.now()
        await embedded.db.batch(peptides.sync([factories.peptide()], "catalog", now))
        await embedded.db.batch(runs.start("run", "batch", "test", [factories.SLUG], now))

        async def end() -> None:
            await asyncio.sleep(A_MOMENT)
            await embedded.db.batch(runs.settle_unchanged("run", [factories.SLUG], now))

        ending = asyncio.create_task(end())
        async with asyncio.timeout(20):
            await pipeline.settle(embedded, "run", looks.append, lambda attempt: None)
        await ending

    assert looks[-1] == {"unchanged": 1}
    assert len(looks) <= 5
