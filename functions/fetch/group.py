"""A group of peptides in one delivery: those of which nothing is new end here, the others go on one by one.

An unchanged peptide costs its share of the shared requests and of this delivery's rows, and the end of its run item.
"""

from datetime import date, datetime, timedelta
from typing import TypeGuard
from zlib import crc32

from functions.fetch.sources.source import Asked, Source, Together
from queues.messages import FetchStudies
from shared.domain.canonical import trace_of
from shared.domain.fingerprints import door, present
from shared.domain.instants import moment, stamp
from shared.platform.deliveries.work import Outcome
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store.evidence import peptides, searches, studies
from shared.store.evidence.peptides import StoredPeptide
from shared.store.evidence.searches import Watermark
from shared.store.operations import runs
from shared.store.publishing import quoted

APART_EVERY = timedelta(days=14)
"""How often a source that cannot be asked about many at once is asked about each."""

MOVED_EVERY = 7
"""A watermark of an unchanged peptide moves on one night of so many: nights look further back than that anyway."""


async def settle(job: FetchStudies, sources: list[Source], platform: Platform) -> Outcome:
    """End what is unchanged, in one statement, and ask for the rest."""
    now = platform.clock.now()
    marks = await searches.watermarks(platform.db, job.group)
    stored = await peptides.by_slugs(platform.db, job.group)
    asked = {
        source.name: {
            each.slug: Asked(job, each, platform, mark)
            for each in stored
            if _may_be_unchanged(each, now.date()) and (mark := _standing(source, each, marks)) is not None
        }
        for source in sources
    }
    quiet = {each.slug for each in stored if all(each.slug in members for members in asked.values())}
    if quiet:
        quiet -= await studies.stirred(platform.db, sorted(quiet)) | await quoted.owed(platform.db, sorted(quiet))
    for source in sources:
        members = [asked[source.name][slug] for slug in sorted(quiet)]
        if members:
            quiet &= await _quiet(source, members, now)
    moved = [slug for slug in sorted(quiet) if _moves(slug, now)]
    writes = runs.settle_unchanged(job.run_id, sorted(quiet), now) if quiet else []
    if moved:
        # Only what was asked about has been read up to now.
        writes += [searches.move_unchanged(moved, each.name, stamp(now)) for each in sources if _together(each)]
    rest = [
        FetchStudies(run_id=job.run_id, slug=slug, trace_id=trace_of(job.run_id, slug))
        for slug in job.group
        if slug not in quiet
    ]
    return Outcome(writes=writes, messages=rest)


def _may_be_unchanged(stored: StoredPeptide, today: date) -> bool:
    """Whether the same evidence leads nowhere: all else that a page is made from is as it was decided on."""
    decided = stored.decided
    here = door(
        present(decided.evidence, stored.peptide.shown(today)),
        decided,
        has_draft=stored.decided_draft is not None,
        has_monograph=stored.decided_monograph is not None,
    )
    return stored.state == "active" and bool(decided.evidence) and here == "unchanged"


def _standing(
    source: Source, stored: StoredPeptide, marks: dict[tuple[str, searches.Source], Watermark]
) -> Watermark | None:
    """The watermark, where it is of today's question and nothing is owed."""
    mark = marks.get((stored.slug, source.name))
    if mark is None or mark.owed or mark.reading != source.reading:
        return None
    try:
        return mark if mark.query == source.query_hash(stored.peptide) else None
    except PermanentError:
        # Its own delivery says what is wrong with it.
        return None


async def _quiet(source: Source, members: list[Asked], now: datetime) -> set[str]:
    """Of which members this source has nothing new for certain."""
    if not _together(source):
        return {
            each.stored.slug
            for each in members
            if each.mark is not None and now - moment(each.mark.clean_at) < APART_EVERY
        }
    try:
        return set(await source.quiet(members))
    except PermanentError as exc:
        # One by one it will be seen whose question it is that the source does not take.
        members[0].platform.log.warning("group_taken_apart", source=source.name, error=str(exc))
        return set()


def _together(source: Source) -> TypeGuard[Together]:
    return isinstance(source, Together)


def _moves(slug: str, now: datetime) -> bool:
    """Whether this is the night of the week on which its watermark moves."""
    return (crc32(slug.encode()) + now.toordinal()) % MOVED_EVERY == 0
