"""Runs on the embedded platform: begin one, and follow it to its end."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from functions.nightly_ingest.handler import run_id_of, scheduled
from functions.operate.literature.catalog import SYNC as _SYNC
from functions.operate.literature.catalog import CatalogChange, SyncCatalog
from functions.operate.running import running
from functions.operate.running.running import Begun, RunBatch, RunSingle
from functions.operate.running.runs import LOOK, LookAtRun
from infra.local.machine.actor import act
from infra.local.platform.embedded import Embedded
from shared.domain.catalog.catalog import Catalog
from shared.domain.instants import stamp
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Tick
from shared.store.operations import runs

PRODUCER, COMMAND = "nightly_ingest", "command"
"""The producer may send to fetch alone; an operator's command to every queue."""

_ITEMS_A_SECOND = 10_000
"""Of a long run, so many items are counted a second: each look counts them all."""

LETTERS_WITHIN = 10.0
"""Seconds in which a dead letter reaches its table, unless something is wrong with it."""

OnTrouble = Callable[[runs.FailedAttempt], None]
"""Called with each failed attempt as it is recorded."""

OnProgress = Callable[[dict[str, int]], None]
"""Called with how many items are in each state."""


class NoRoom(Exception):
    """The disk is full, so that not even this can be written down: work stops where it is."""


async def sync_catalog(embedded: Embedded, catalog: Catalog, *, retire: bool = False) -> CatalogChange:
    """Make the database say what the catalog says; returns what that changed.

    Raises:
        PermanentError: most of the active peptides would be retired and `retire` does not agree to it.
    """
    return await _SYNC.run(embedded.platform(COMMAND), sync_request(catalog, retire=retire))


async def ensure_catalog(embedded: Embedded, catalog: Catalog) -> None:
    """Bring the project's catalog into a database that has none yet, so that its names are known."""
    await _SYNC.run(embedded.platform(COMMAND), sync_request(catalog, if_empty=True))


def sync_request(catalog: Catalog, *, retire: bool = False, if_empty: bool = False) -> SyncCatalog:
    """The request that brings a catalog in."""
    return SyncCatalog(
        entries=tuple(each.entry for each in catalog.peptides),
        sample=catalog.peptides[0].sample,
        retire=retire,
        if_empty=if_empty,
        act=act(),
    )


async def begin_single(embedded: Embedded, name: str, aliases: Sequence[str]) -> Begun:
    """Begin a run over one peptide, or go on with its unfinished one."""
    request = RunSingle(name=name, aliases=tuple(aliases), act=act())
    return await running.SINGLE.run(embedded.platform(COMMAND), request)


async def begin_batch(embedded: Embedded, slugs: Sequence[str], origin: str, *, fresh: bool) -> Begun:
    """Begin a run over a catalog, or go on with its unfinished one."""
    request = RunBatch(slugs=tuple(slugs), origin=origin, fresh=fresh, act=act())
    return await running.BATCH.run(embedded.platform(COMMAND), request)


async def begin_nightly(embedded: Embedded) -> Begun:
    """Let the producer open a night's run, with this very second as its slot."""
    platform = embedded.platform(PRODUCER)
    slot = platform.clock.now().replace(microsecond=0)
    await scheduled(Tick("by hand", slot), platform)
    return Begun(run_id=run_id_of(slot))


async def settle(
    embedded: Embedded, run_id: str, on_progress: OnProgress, on_trouble: OnTrouble, *, slug: str | None = None
) -> None:
    """Return when every item of the run (or the one of `slug`) has ended, and its dead letter can be shown.

    Where another process consumes, this one only follows; alone, it runs the platform meanwhile. An outage ends
    nothing: it is waited for as long as it lasts, and `on_trouble` says so.

    Raises:
        ConfigurationError: a function lacks a setting that this process, alone at work, cannot come by, or the disk is
            full. The run stays as it is and goes on with the next command that has what it lacked.
    """
    platform = embedded.platform(COMMAND)
    seen = stamp(embedded.clock.now())
    unburied_since: datetime | None = None
    lacking: str | None = None
    over, look_at = False, 0.0

    async def ended() -> bool:
        nonlocal seen, unburied_since, lacking, over, look_at
        if over:
            return True
        if (full := embedded.home.lacks_room()) and not embedded.others_consuming():
            raise NoRoom(full)
        if time.monotonic() < look_at:
            return False
        look = await LOOK.run(platform, LookAtRun(run_id=run_id, slug=slug, since=seen))
        seen = look.seen
        look_at = time.monotonic() + sum(look.counts.values()) / _ITEMS_A_SECOND
        for each in look.attempts:
            on_trouble(each)
            if each.kind == "configuration" and not embedded.others_consuming():
                lacking = each.message
                return True
        on_progress(look.counts)
        if look.open:
            return False
        if not look.unburied:
            over = True
            return True
        # What failed can be looked at and replayed once its letter lies in the table; one that got lost on its way
        # there must not be waited for.
        now = embedded.clock.now()
        unburied_since = unburied_since or now
        over = (now - unburied_since).total_seconds() > LETTERS_WITHIN
        return over

    while lacking is None and not await ended():
        if embedded.others_consuming():
            await asyncio.sleep(0.3)
        else:
            try:
                await embedded.consume(until=ended)
            except NoRoom as exc:
                lacking = str(exc)
    if lacking is not None:
        raise ConfigurationError(f"{lacking}. The run {run_id} waits for it: see to it and run the same command")
