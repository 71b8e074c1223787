"""Runs on the embedded platform: begin one, and follow it to its end."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from functions.nightly_ingest.handler import begin, run_id_of, scheduled
from infra.local.embedded import Embedded
from shared.domain.catalog import Catalog
from shared.domain.instants import stamp
from shared.domain.peptide import Peptide
from shared.platform.errors import ConfigurationError, PermanentError
from shared.platform.ports import Tick
from shared.store import peptides, runs

PRODUCER, COMMAND = "nightly_ingest", "command"
"""The producer may send to fetch alone; an operator's command to every queue."""

LETTERS_WITHIN = 10.0
"""Seconds in which a dead letter reaches its table, unless something is wrong with it."""

OnTrouble = Callable[[runs.FailedAttempt], None]
"""Called with each failed attempt as it is recorded."""

OnProgress = Callable[[dict[str, int]], None]
"""Called with how many items are in each state."""


class NoRoom(Exception):
    """The disk is full, so that not even this can be written down: work stops where it is."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that was begun, or gone on with."""

    run_id: str
    resumed: bool = False
    nearest: tuple[str, ...] = ()
    """Catalog names spelled most like a name that the catalog does not have."""


def new_run_id(embedded: Embedded, kind: runs.Kind) -> str:
    """A run's id: kind, instant, and six characters that no other run has."""
    platform = embedded.platform(COMMAND)
    at = platform.clock.now().astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    return f"{kind}-{at}-{platform.entropy.token()[:6]}"


async def sync_catalog(embedded: Embedded, catalog: Catalog, *, retire: bool = False) -> peptides.Difference:
    """Make the database say what the catalog says; returns what that changed.

    Raises:
        PermanentError: most of the active peptides would be retired and `retire` does not agree to it.
    """
    platform = embedded.platform(COMMAND)
    origin = "sample" if catalog.peptides[0].sample else "catalog"
    change = await peptides.compare(platform.db, catalog.peptides, origin)
    standing = len(await peptides.active(platform.db, origin))
    if len(change.retired) * 2 > standing and not retire:
        raise PermanentError(
            f"this catalog would retire {len(change.retired)} of {standing} active peptides "
            f"({', '.join(change.retired[:5])} ...); nothing was changed. If that is meant, add --retire"
        )
    if not change.none:
        await platform.db.batch(peptides.sync(catalog.peptides, origin, platform.clock.now()))
        platform.log.info("catalog_synced", count=len(catalog.peptides))
    return change


async def ensure_catalog(embedded: Embedded, catalog: Catalog) -> None:
    """Bring the project's catalog into a database that has none yet, so that its names are known."""
    if not await peptides.active(embedded.db, "catalog"):
        await sync_catalog(embedded, catalog)


async def begin_single(embedded: Embedded, name: str, aliases: Sequence[str]) -> Begun:
    """Begin a run over one peptide, or go on with its unfinished one.

    The peptide is the catalog's where the name is known, else ad hoc.

    Raises:
        PermanentError: aliases were given for a peptide that the catalog already describes.
    """
    platform = embedded.platform(COMMAND)
    found = await peptides.find(platform.db, name)
    if found.peptide is not None and found.peptide.origin != "ad_hoc":
        if aliases:
            raise PermanentError(
                f"{name} is in the catalog as {found.peptide.peptide.name}, which has its own aliases; "
                f"run it without aliases, or edit the catalog"
            )
        slug = found.peptide.slug
    else:
        peptide = Peptide.ad_hoc_of(name, tuple(aliases))
        slug = peptide.slug
        await platform.db.run(peptides.add_ad_hoc(peptide, platform.clock.now()))
    standing = await runs.unfinished(platform.db, f"single:{slug}")
    run_id = standing.id if standing else new_run_id(embedded, "single")
    await begin(platform, run_id, "single", f"single:{slug}", [slug])
    return Begun(run_id, resumed=standing is not None, nearest=found.nearest)


async def begin_batch(embedded: Embedded, slugs: Sequence[str], origin: str, *, fresh: bool) -> Begun:
    """Begin a run over a catalog, or go on with its unfinished one."""
    platform = embedded.platform(COMMAND)
    standing = None if fresh else await runs.unfinished(platform.db, origin)
    run_id = standing.id if standing else new_run_id(embedded, "batch")
    await begin(platform, run_id, "batch", origin, slugs)
    return Begun(run_id, resumed=standing is not None)


async def begin_nightly(embedded: Embedded) -> Begun:
    """Let the producer open a night's run, with this very second as its slot."""
    platform = embedded.platform(PRODUCER)
    slot = platform.clock.now().replace(microsecond=0)
    await scheduled(Tick("by hand", slot), platform)
    return Begun(run_id_of(slot))


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
    seen = stamp(embedded.clock.now())
    unburied_since: datetime | None = None
    lacking: str | None = None

    async def ended() -> bool:
        nonlocal seen, unburied_since, lacking
        if (full := embedded.home.lacks_room()) and not embedded.others_consuming():
            raise NoRoom(full)
        for each in await runs.attempts_since(embedded.db, run_id, seen):
            seen = each.at
            on_trouble(each)
            if each.kind == "configuration" and not embedded.others_consuming():
                lacking = each.message
                return True
        counts = await runs.progress(embedded.db, run_id, slug)
        on_progress(counts)
        if any(counts.get(state) for state in runs.OPEN_STATES):
            return False
        if not counts.get("failed") or not await runs.unburied(embedded.db, run_id):
            return True
        # What failed can be looked at and replayed once its letter lies in the table; one that got lost on its way
        # there must not be waited for.
        now = embedded.clock.now()
        unburied_since = unburied_since or now
        return (now - unburied_since).total_seconds() > LETTERS_WITHIN

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
