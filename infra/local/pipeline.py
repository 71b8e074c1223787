"""Runs on the embedded platform: begin one, follow it to its end, and say what came of it."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from functions.nightly_ingest.handler import begin, run_id_of, scheduled
from infra.local.embedded import Embedded
from shared.domain.catalog import Catalog
from shared.domain.instants import stamp
from shared.domain.peptide import Peptide
from shared.platform.errors import PermanentError
from shared.platform.ports import Tick
from shared.store import objects, peptides, runs

PRODUCER, COMMAND = "nightly_ingest", "command"
"""The producer may send to fetch alone; an operator's command to every queue."""

OnTrouble = Callable[[runs.FailedAttempt], None]
"""Called with each failed attempt as it is recorded."""

OnProgress = Callable[[dict[str, int]], None]
"""Called with how many items are in each state."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that was begun, or gone on with."""

    run_id: str
    resumed: bool = False
    nearest: tuple[str, ...] = ()
    """Catalog names spelled most like a name that the catalog does not have."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run. `artifacts` are files that a person can open, by slug and kind (page, pdf, manifest)."""

    run: runs.Run
    items: list[runs.RunItem]
    spending: runs.Spending
    artifacts: dict[str, dict[str, Path]]

    def count(self, state: str) -> int:
        return sum(item.state == state for item in self.items)

    @property
    def open(self) -> int:
        """How many items have not ended."""
        return sum(item.state in runs.OPEN_STATES for item in self.items)


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


async def settle(embedded: Embedded, run_id: str, on_progress: OnProgress, on_trouble: OnTrouble) -> None:
    """Return when every item of the run has ended, and every dead letter of it can be shown.

    An outage ends nothing: it is waited for as long as it lasts, and `on_trouble` says so.

    Where another process consumes, this one only follows; alone, it runs the platform meanwhile.
    """
    seen = stamp(embedded.clock.now())

    async def ended() -> bool:
        nonlocal seen
        for each in await runs.attempts_since(embedded.db, run_id, seen):
            seen = each.at
            on_trouble(each)
        counts = await runs.progress(embedded.db, run_id)
        on_progress(counts)
        if any(counts.get(state) for state in runs.OPEN_STATES):
            return False
        # What failed can be looked at and replayed once its dead letter lies in the table.
        return not (counts.get("failed") and await runs.unburied(embedded.db, run_id))

    while not await ended():
        if embedded.others_consuming():
            await asyncio.sleep(0.3)
        else:
            await embedded.consume(until=ended)


async def report(embedded: Embedded, run_id: str) -> Report:
    """What stands of a run now; published artifacts are laid out as files under the home."""
    run = await runs.by_id(embedded.db, run_id)
    if run is None:
        raise PermanentError(f"there is no run {run_id}; list them with `peptalk runs list`")
    items = await runs.items(embedded.db, run_id)
    artifacts = {item.slug: await _lay_out(embedded, item) for item in items}
    return Report(run, items, await runs.spending(embedded.db, run_id), artifacts)


async def _lay_out(embedded: Embedded, item: runs.RunItem) -> dict[str, Path]:
    """Copy a version's artifacts out of the bucket, under names that a person reads."""
    if item.page is None or item.pdf is None or item.manifest is None or item.state not in ("published", "unchanged"):
        return {}
    folder = embedded.home.published
    version = json.loads(await objects.load(embedded.files, item.manifest))["version"]
    laid: dict[str, Path] = {}
    for kind, key, suffix in (
        ("page", item.page, "html"),
        ("pdf", item.pdf, "pdf"),
        ("manifest", item.manifest, "json"),
    ):
        path = folder / f"{item.slug}-v{version}.{suffix}"
        data = await objects.load(embedded.files, key)
        await asyncio.to_thread(_write, path, data)
        laid[kind] = path
    return laid


def _write(path: Path, data: bytes) -> None:
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def as_json(report: Report) -> dict[str, Any]:
    """The documented shape of a run's JSON (docs/cli.md)."""
    return {
        "run": report.run.model_dump(mode="json"),
        "published": report.count("published"),
        "unchanged": report.count("unchanged"),
        "held": report.count("held"),
        "superseded": report.count("superseded"),
        "failed": report.count("failed"),
        "open": report.open,
        "llm_calls": report.spending.calls,
        "tokens_used": report.spending.tokens,
        "cost_usd": f"{report.spending.cost_microusd / 1_000_000:.6f}",
        "unpriced_calls": report.spending.unpriced,
        "lost_calls": report.spending.lost,
        "peptides": [
            {
                "slug": item.slug,
                "name": item.name,
                "state": item.state,
                "stage": item.stage,
                "version": item.version,
                "reason": item.reason,
                "trace_id": item.trace_id,
                "artifacts": {kind: str(path) for kind, path in report.artifacts[item.slug].items()},
            }
            for item in report.items
        ],
    }
