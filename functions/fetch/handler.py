"""From a peptide to its evidence pack: each source searched and read page by page, then the door that it leads to.

A source is a `functions.fetch.sources.source.Source` in `sources_of`: that is where another one plugs in. Each has its
own row in `searches`, its own watermark and its own failure. They take turns in the order of `sources_of`: a later one
is searched when all before it are read, so it may build on what they left in the database.
`FetchStudies.cursor` counts through the ids of all of them, one source after the other. What has been read becomes the
pack in `decide`.
"""

from dataclasses import replace
from datetime import timedelta

from functions.fetch.decide import decide
from functions.fetch.group import settle
from functions.fetch.refusals import unreadable
from functions.fetch.sources.literature import Literature
from functions.fetch.sources.registry import Registry
from functions.fetch.sources.source import Asked, Source
from queues.messages import FetchStudies
from shared.domain.instants import moment, stamp
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import Corrupt, PermanentError, RetryableError
from shared.platform.ports import Batch, Platform, Statement
from shared.store.evidence import peptides, searches
from shared.store.evidence.peptides import StoredPeptide
from shared.store.evidence.searches import Search, Watermark
from shared.store.operations import runs

RECORDS_A_DELIVERY = 500
SECONDS_A_DELIVERY = 60.0
"""What one delivery handles before it hands on: well within a Worker's time, far within its lease."""

PATIENCE = timedelta(hours=1)
"""How long after a run began a source that does not answer is waited for, where the run can go on without it."""


def sources_of(platform: Platform) -> list[Source]:
    """Every source, in the order of its turn. New ones go to the end: a run under way counts through the others."""
    return [Literature.of(platform), Registry.of(platform)]


async def queue(batch: Batch, platform: Platform) -> None:
    """Every delivery of `peptalk-fetch`."""
    await consume(batch, FetchStudies, handle, platform)


async def handle(job: FetchStudies, platform: Platform, *, records: int = RECORDS_A_DELIVERY) -> Outcome:
    """One page of a peptide's evidence (at most `records`); after the last, the pack and what follows from it.

    A group is settled as far as nothing is new (`functions.fetch.group`).
    """
    if job.group:
        return await settle(job, sources_of(platform), platform)
    stored = await peptides.by_slug(platform.db, job.slug)
    if stored is None:
        raise PermanentError(f"no peptide {job.slug!r} is known; add it to the catalog and sync, then replay")
    if stored.state == "retired":
        instead = f"; {stored.redirect_to} took its place" if stored.redirect_to else ""
        return Outcome(settled=Settled("superseded", f"{stored.peptide.name} was retired{instead}"))
    return await _Delivery(job, stored, platform, records).go()


class _Delivery:
    """One delivery's way through the sources."""

    def __init__(self, job: FetchStudies, stored: StoredPeptide, platform: Platform, records: int) -> None:
        self._job, self._stored, self._platform = job, stored, platform
        self._sources = sources_of(platform)
        self._left = records
        self._until = platform.clock.now() + timedelta(seconds=SECONDS_A_DELIVERY)
        self._cursor = job.cursor
        self._writes: list[Statement] = []
        self._before: dict[searches.Source, Watermark] = {}

    async def go(self) -> Outcome:
        platform, job = self._platform, self._job
        asked = Asked(job, self._stored, platform)
        made = {each.source: each for each in await searches.of_run(platform.db, job.run_id, job.slug)}
        marks = await searches.watermarks(platform.db, [job.slug])
        self._before = {name: mark for (_, name), mark in marks.items()}
        start = 0
        for source in self._sources:
            one = replace(asked, mark=self._mark(source, marks.get((job.slug, source.name))))
            search = made.get(source.name) or await self._search(source, one, start)
            end = start + len(search.ids)
            if self._cursor < end and not search.failure:
                await self._read(source, one, search, start)
                if self._cursor < end:
                    return Outcome(writes=self._writes, messages=[job.at(self._cursor)])
                if self._writes:
                    # What comes next is made from what the database holds.
                    await platform.db.batch(self._writes)
                    self._writes = []
            self._cursor = max(self._cursor, end)
            start = end
        return await self._end()

    def _mark(self, source: Source, mark: Watermark | None) -> Watermark | None:
        """The watermark from which news are enough, or None."""
        if self._job.fresh or mark is None or mark.reading != source.reading:
            return None
        return mark if mark.query == source.query_hash(self._stored.peptide) else None

    async def _search(self, source: Source, asked: Asked, start: int) -> Search:
        """The run's search: made and kept once, before the first page, so that a cursor means the same for ever."""
        job, platform = self._job, self._platform
        if self._cursor > start:
            asked_for = f"yet its page {job.cursor} is asked for"
            raise Corrupt(f"run {job.run_id} has no search of {source.name} for {job.slug}, {asked_for}")
        search = Search(
            run_id=job.run_id,
            slug=job.slug,
            source=source.name,
            query="",
            query_hash=source.query_hash(self._stored.peptide),
            translation="",
            warnings=(),
            total=0,
            ids=(),
            searched_at=stamp(platform.clock.now()),
        )
        try:
            named = await source.search(asked)
        except (RetryableError, PermanentError) as exc:
            failure = await self._given_up(source, asked, exc)
            search = replace(self._as_before(search), failure=failure)
        else:
            search = replace(
                search,
                query=named.query,
                translation=named.translation,
                warnings=named.warnings,
                total=named.total,
                ids=named.ids,
                left_out=named.left_out,
                since=named.since,
            )
        await platform.db.run(searches.record(search))
        for kept in await searches.of_run(platform.db, job.run_id, job.slug):
            if kept.source == source.name:
                return kept
        raise Corrupt(f"the search of {job.run_id} for {job.slug} was written and is not there")

    async def _read(self, source: Source, asked: Asked, search: Search, start: int) -> None:
        """Pages until the source is read, the delivery has had its share, or the source is given up."""
        end = start + len(search.ids)
        source.expect(min(end - self._cursor, self._left))
        while self._cursor < end and self._left > 0:
            here = self._cursor - start
            ids = search.ids[here : here + min(source.at_once, self._left)]
            try:
                page = await source.read(asked, search, ids)
            except (RetryableError, PermanentError) as exc:
                failure = await self._given_up(source, asked, exc)
                self._writes.append(searches.give_up(self._as_before(search), failure))
                self._cursor = end
                return
            writes = [*page.writes]
            if page.missing or page.owed or page.refused:
                writes.append(searches.add_unread(search, missing=page.missing, owed=page.owed, refused=page.refused))
            if writes:
                # All is idempotent, so it stands at once: whoever takes over after a death asks only for the rest.
                await self._platform.db.batch(writes)
            self._cursor += len(ids)
            self._left -= len(ids)
            if self._platform.clock.now() >= self._until:
                return

    def _as_before(self, search: Search) -> Search:
        """What stands where the source is given up: the set that was last read cleanly, also of another question."""
        before = self._before.get(search.source)
        if before is None:
            return replace(search, searched_at="")
        return replace(search, query_hash=before.query, searched_at=before.clean_at)

    async def _given_up(self, source: Source, asked: Asked, error: RetryableError | PermanentError) -> str:
        """Why the run goes on without this source; where it cannot, or should still wait, the error itself."""
        if len(self._sources) == 1 or (source.required and asked.mark is None):
            # There is nothing to go on with.
            raise error
        if isinstance(error, RetryableError):
            run = await runs.by_id(self._platform.db, self._job.run_id)
            if run is None or self._platform.clock.now() < moment(run.created_at) + PATIENCE:
                raise error
        self._platform.log.warning("source_given_up", source=source.name, error=str(error))
        return str(error)

    async def _end(self) -> Outcome:
        job, platform = self._job, self._platform
        made = await searches.of_run(platform.db, job.run_id, job.slug)
        if all(each.failure for each in made):
            failures = "; ".join(f"{each.source}: {each.failure}" for each in made)
            return Outcome(settled=Settled("failed", f"no source could be read: {failures}"))
        for each in made:
            if stopped := await unreadable(each, platform):
                return Outcome(settled=Settled("failed", stopped))
        # Before the database is looked at: what changes while the pack is made may not be in it.
        settled_at = stamp(platform.clock.now())
        outcome, whole = await decide(job, made, self._stored, platform)
        if outcome.settled is not None and outcome.settled.state == "failed":
            # PubMed may have answered in good form and wrongly: the next run asks for everything again.
            return outcome
        reading = {each.name: each.reading for each in self._sources}
        marks = [
            searches.move(
                Watermark(
                    slug=job.slug,
                    source=each.source,
                    query=each.query_hash,
                    reading=reading[each.source],
                    clean_at=each.searched_at,
                    settled_at=settled_at if whole else "",
                    left_out=each.left_out,
                    owed=each.owed,
                )
            )
            for each in made
            if not each.failure and each.source in reading
        ]
        return replace(outcome, writes=[*outcome.writes, *marks])
