"""The producer: opens tonight's run and asks fetch what is new about every active peptide of the catalog, in groups.

The run's id is made of the slot, so a doubled tick finds the run it would open and only asks again for what
nobody has begun.
"""

from datetime import UTC, datetime
from typing import Literal

from shared.platform.configuration.settings import Settings
from shared.platform.ports import Platform, Tick
from shared.store.evidence import peptides
from shared.store.operations.run_start import begin


class NightlySettings(Settings):
    """`PEPTALK_CATALOG` is the catalog that a night runs over; the demo's is `sample`."""

    PEPTALK_CATALOG: Literal["catalog", "sample"] = "catalog"


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Open the run of this slot and queue its work."""
    settings = NightlySettings.read(platform.env)
    slugs = await peptides.active_slugs(platform.db, settings.PEPTALK_CATALOG)
    run_id = run_id_of(tick.scheduled)
    await begin(platform, run_id, "nightly", run_id, slugs, together=True)


def run_id_of(slot: datetime) -> str:
    """The run of a slot: `nightly-2026-11-23T02:00:00Z`."""
    return slot.astimezone(UTC).strftime("nightly-%Y-%m-%dT%H:%M:%SZ")
