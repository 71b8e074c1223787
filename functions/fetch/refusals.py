"""Records that came and could not be read: too many of them say that a source, or our reading of it, has changed."""

from math import ceil

from shared.platform.outages import alerts
from shared.platform.ports import Platform
from shared.store.evidence import searches
from shared.store.evidence.searches import Search

SHARE_AT_MOST = 0.05
"""Of the records that a run asked a source for; beyond it the run publishes nothing more."""

FEWEST = 3
"""Refused records below which a share tells nothing: one odd record among ten is no outage."""


async def unreadable(search: Search, platform: Platform) -> str | None:
    """Why this run must not publish from the source, or None. Raises an alert, and settles it when it is over.

    Pages that the run decided on before it had seen so many are not called back.
    """
    if not search.ids or search.failure:
        return None
    run_id, source = search.run_id, search.source
    subject = f"source/{source}"
    refused = await searches.refused(platform.db, run_id, source)
    if refused < FEWEST:
        await alerts.settle(platform, subject)
        return None
    # Every peptide of a run comes here: more than it takes to tell is not looked at.
    asked = await searches.asked(platform.db, run_id, source, ceil(refused / SHARE_AT_MOST))
    if refused <= asked * SHARE_AT_MOST:
        await alerts.settle(platform, subject)
        return None
    said = f"{refused} of {asked} records of {source} cannot be read in run {run_id}"
    await alerts.alert(platform, subject, f"{said}; nothing more of this run is published")
    return f"{said}; what stands stays, and the next run reads them anew"
