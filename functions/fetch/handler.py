"""From a peptide to its evidence pack: search, fetch page by page, pack, and through the door that it leads to."""

from dataclasses import dataclass
from typing import Literal

from functions.fetch.appraise import appraise
from functions.fetch.pack import build_pack
from functions.fetch.pubmed import BATCH, PubMed
from functions.fetch.query import Query, query_of
from functions.fetch.settings import FetchSettings
from queues.messages import FetchStudies, Message, RenderMonograph, ReviewDraft, SynthesizeMonograph
from shared.domain.appraisal import Appraisal
from shared.domain.fingerprints import door, present
from shared.domain.instants import stamp
from shared.domain.study import Study
from shared.platform.breakers import asking
from shared.platform.consumer import consume
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ncbi import VENDOR
from shared.platform.ports import Batch, Platform, Statement
from shared.platform.work import Outcome, Settled
from shared.store import holds, objects, peptides, searches, studies
from shared.store.peptides import StoredPeptide
from shared.store.searches import Search

RECORDS_A_DELIVERY = 500
SECONDS_A_DELIVERY = 60.0
"""What one delivery handles before it hands on: well within a Worker's time, far within its lease."""

_SOURCE: Literal["pubmed"] = "pubmed"


async def queue(batch: Batch, platform: Platform) -> None:
    """Every delivery of `peptalk-fetch`."""
    await consume(batch, FetchStudies, handle, platform)


async def handle(job: FetchStudies, platform: Platform, *, records: int = RECORDS_A_DELIVERY) -> Outcome:
    """One page of a peptide's literature (at most `records`); after the last, the pack and what follows from it."""
    stored = await _peptide(job, platform)
    if stored.state == "retired":
        instead = f"; {stored.redirect_to} took its place" if stored.redirect_to else ""
        return Outcome(settled=Settled("superseded", f"{stored.peptide.name} was retired{instead}"))
    settings = FetchSettings.read(platform.env)
    client = PubMed(platform.http, settings)
    search = await _search(job, stored, client, platform)
    page = await _page(job, search, stored, client, platform, records)
    if page.cursor < len(search.ids):
        return Outcome(writes=page.writes, messages=[job.at(page.cursor)])
    if page.writes:
        # The pack is made from what the database holds, so the last page stands before it; both are idempotent.
        await platform.db.batch(page.writes)
    return await _decide(job, search, stored, platform)


@dataclass(frozen=True, slots=True)
class Page:
    """What one delivery fetched: the statements that keep it, and the cursor behind it."""

    writes: list[Statement]
    cursor: int


async def _peptide(job: FetchStudies, platform: Platform) -> StoredPeptide:
    stored = await peptides.by_slug(platform.db, job.slug)
    if stored is None:
        raise PermanentError(f"no peptide {job.slug!r} is known; add it to the catalog and sync, then replay")
    return stored


async def _search(job: FetchStudies, stored: StoredPeptide, client: PubMed, platform: Platform) -> Search:
    """The run's search: made and kept once, before the first page, so that a cursor means the same for ever.

    A search that finds less than before shrinks no set (what the same query found stays linked to the peptide), but
    it says so among its warnings.
    """
    for search in await searches.of_run(platform.db, job.run_id, job.slug):
        if search.source == _SOURCE:
            return search
    if job.cursor:
        raise Corrupt(f"run {job.run_id} has no search for {job.slug}, yet its page {job.cursor} is asked for")
    query: Query = query_of(stored.peptide)
    async with asking(platform, VENDOR, client.settings.pace):
        found = await client.search(query)
    before = await studies.count(platform.db, job.slug, query.hash)
    warnings = found.warnings
    if len(found.ids) < before:
        warnings = (*warnings, f"Fewer: {len(found.ids)} records where this query found {before} before; all are kept")
    search = Search(
        run_id=job.run_id,
        slug=job.slug,
        source=_SOURCE,
        query=query.text,
        query_hash=query.hash,
        translation=found.translation,
        warnings=warnings,
        total=found.count,
        ids=tuple(dict.fromkeys(found.ids)),
        searched_at=stamp(platform.clock.now()),
    )
    await platform.db.run(searches.record(search))
    for kept in await searches.of_run(platform.db, job.run_id, job.slug):
        if kept.source == _SOURCE:
            return kept
    raise Corrupt(f"the search of {job.run_id} for {job.slug} was written and is not there")


async def _page(
    job: FetchStudies, search: Search, stored: StoredPeptide, client: PubMed, platform: Platform, records: int
) -> Page:
    started = platform.clock.now()
    upto = min(len(search.ids), job.cursor + records)
    kept: list[tuple[Study, Appraisal]] = []
    missing: list[str] = []
    deleted: list[str] = []
    cursor = job.cursor
    while cursor < upto:
        asked = search.ids[cursor : min(upto, cursor + BATCH)]
        async with asking(platform, VENDOR, client.settings.pace):
            batch = await client.fetch(asked)
        kept += [(study, appraise(study, stored.peptide)) for study in batch.studies]
        missing += batch.missing
        deleted += batch.deleted
        cursor += len(asked)
        if (platform.clock.now() - started).total_seconds() >= SECONDS_A_DELIVERY:
            break
    now = platform.clock.now()
    writes = studies.record(kept, slug=job.slug, query_hash=search.query_hash, now=now)
    if missing:
        # What the database knows from before stays part of the set.
        writes.append(studies.link(missing, slug=job.slug, query_hash=search.query_hash, now=now))
        writes.append(searches.add_missing(job.run_id, job.slug, _SOURCE, missing))
    if deleted:
        writes.append(studies.withdraw(deleted, now))
    return Page(writes, cursor)


async def _awaits_a_person(stored: StoredPeptide, platform: Platform) -> bool:
    """Whether what was last decided is an open hold: such a page is not unchanged, it has never been published."""
    found = await holds.of(platform.db, stored.slug)
    return any(each.state == "open" and each.draft == stored.decided_draft for each in found)


async def _decide(job: FetchStudies, search: Search, stored: StoredPeptide, platform: Platform) -> Outcome:
    found = await studies.of(platform.db, job.slug, search.query_hash)
    if not found:
        # How PubMed understood the query, and its warnings, stand in the run's search.
        reason = f"nothing found: PubMed knows no record for {search.query}; check the terms, or give other names"
        return Outcome(settled=Settled("failed", reason))
    pack = build_pack(stored.peptide, found)
    key = await objects.keep(platform.files, "packs", pack.encode())
    where = door(
        present(pack.hash, stored.peptide.shown),
        stored.decided,
        has_draft=stored.decided_draft is not None,
        has_monograph=stored.decided_monograph is not None,
    )
    if where == "unchanged" and await _awaits_a_person(stored, platform):
        # Judged again it ends as it ended, at no cost; or it goes on, where rules or settings now let it.
        where = "comply"
    message: Message
    if where == "comply" and stored.decided_draft is not None:
        message = ReviewDraft(
            run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=key, draft=stored.decided_draft
        )
    elif where == "render" and stored.decided_monograph is not None:
        message = RenderMonograph(
            run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=key, monograph=stored.decided_monograph
        )
    elif where == "unchanged":
        return Outcome(settled=Settled("unchanged", version=stored.current_version or None))
    else:
        message = SynthesizeMonograph(run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=key)
    return Outcome(messages=[message])
