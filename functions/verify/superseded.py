"""Superseded versions against what is known today: whoever opens one is told what became of its studies since.

They are not judged again, because nobody writes into a version that has a successor. What they rested on is read once
from the monograph of each; the notices of a night are rows, which the site shows with the page.
"""

from collections import defaultdict
from itertools import groupby

from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.notices import Finding, since
from shared.platform.errors import Corrupt
from shared.platform.outages import alerts
from shared.platform.ports import Platform, Statement
from shared.store import objects
from shared.store.evidence import study_flags
from shared.store.publishing import notices, version_records

AT_ONCE = 100
"""Monographs that are read before what they rest on is written."""


async def look(platform: Platform, after: str, upto: str) -> int:
    """Issue the notices that superseded versions of slugs after `after` up to `upto` lack; returns how many."""
    await _read(platform, after, upto)
    issued = 0
    found = await version_records.flagged(platform.db, after, upto)
    for slug, rested in groupby(found, key=lambda each: each.slug):
        of_slug = list(rested)
        known = await study_flags.known(platform.db, slug, sorted({each.pmid for each in of_slug}))
        told = await notices.of_versions(platform.db, slug)
        fresh: dict[int, list[Finding]] = defaultdict(list)
        for each in of_slug:
            if today := known.get(each.pmid):
                fresh[each.version] += [
                    one for one in since(each.pmid, each.shown, today) if (each.version, one) not in told
                ]
        now = platform.clock.now()
        writes = [
            notices.issue(slug, version, its, state="published", run_id=None, now=now)
            for version, its in fresh.items()
            if its
        ]
        if writes:
            await platform.db.batch(writes)
            issued += sum(map(len, fresh.values()))
    return issued


async def _read(platform: Platform, after: str, upto: str) -> None:
    behind: version_records.Unread | None = None
    while versions := await version_records.unread(platform.db, after, upto, AT_ONCE, behind):
        writes = [statement for each in versions if (statement := await _records(platform, each))]
        if writes:
            await platform.db.batch(writes)
        behind = versions[-1]


async def _records(platform: Platform, version: version_records.Unread) -> Statement | None:
    subject = f"version/{version.slug}@{version.version}"
    try:
        monograph = await objects.read(platform.files, Monograph, version.monograph)
    except Corrupt as exc:
        # The other versions do not wait for this one; what it rested on is asked again each night.
        await alerts.alert(platform, subject, f"what it rests on cannot be read: {exc}")
        return None
    await alerts.settle(platform, subject)
    return version_records.keep(version.slug, version.version, version_records.rested_on(monograph))
