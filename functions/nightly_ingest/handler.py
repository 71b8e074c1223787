"""The producer: opens tonight's run and asks fetch for every active peptide of the catalog.

The run's id is made of the slot, so a doubled tick finds the run it would open and only asks again for what
nobody has begun.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from queues.messages import FetchStudies
from shared.domain.canonical import trace_of
from shared.platform import work
from shared.platform.ports import Platform, Tick
from shared.platform.settings import Settings
from shared.store import peptides, runs

CHUNK = 1_000
"""Items per batch: far under D1's 2 MB for one bound value."""


class NightlySettings(Settings):
    """`PEPTALK_CATALOG` is the catalog that a night runs over; the demo's is `sample`."""

    PEPTALK_CATALOG: Literal["catalog", "sample"] = "catalog"


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Open the run of this slot and queue its work."""
    settings = NightlySettings.read(platform.env)
    active = await peptides.active(platform.db, settings.PEPTALK_CATALOG)
    run_id = run_id_of(tick.scheduled)
    await begin(platform, run_id, "nightly", run_id, [each.peptide.slug for each in active])


def run_id_of(slot: datetime) -> str:
    """The run of a slot: `nightly-2026-11-23T02:00:00Z`."""
    return slot.astimezone(UTC).strftime("nightly-%Y-%m-%dT%H:%M:%SZ")


async def begin(platform: Platform, run_id: str, kind: runs.Kind, origin: str, slugs: Sequence[str]) -> int:
    """Open a run over `slugs` and send its first messages; returns how many were sent.

    Run, items and work rows commit before anything is sent, and what nobody has claimed is sent again by
    whoever begins the same run again: a crash anywhere in between loses nothing.
    """
    now = platform.clock.now()
    for at in range(0, max(1, len(slugs)), CHUNK):
        chunk = slugs[at : at + CHUNK]
        asked = [FetchStudies(run_id=run_id, slug=slug, trace_id=trace_of(run_id, slug)) for slug in chunk]
        await platform.db.batch([*runs.start(run_id, kind, origin, chunk, now), work.enqueue(asked, now)])
    if not slugs:
        await platform.db.run(runs.close_if_empty(run_id, now))
    sent = await work.send_unsent(platform, run_id)
    if kind == "nightly":
        platform.log.info("ingest_started", run_id=run_id, count=sent)
    else:
        platform.log.info("run_started", run_id=run_id, count=sent)
    return sent
