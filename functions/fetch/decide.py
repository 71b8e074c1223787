"""From all that was read to the evidence pack, and through the door that it leads to."""

from datetime import date

from functions.fetch.full_texts import with_full_texts
from functions.fetch.newer import newer
from functions.fetch.packs.packing import pack_of
from queues.messages import FetchStudies, Message, RenderMonograph, ReviewDraft, SynthesizeMonograph
from shared.domain.fingerprints import door, present
from shared.domain.instants import moment
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.ports import Platform
from shared.store import objects
from shared.store.evidence import trials
from shared.store.evidence.peptides import StoredPeptide
from shared.store.evidence.searches import Search
from shared.store.publishing import holds, quoted


async def decide(
    job: FetchStudies, made: list[Search], stored: StoredPeptide, platform: Platform
) -> tuple[Outcome, bool]:
    """What follows from what the sources gave, `made` being the run's searches, PubMed's among them; and whether the
    pack is all that could be had, or is to be made again the next night whatever is new."""
    literature = next(each for each in made if each.source == "pubmed")
    registry = next((each for each in made if each.source == "clinicaltrials"), None)
    found = await trials.of(platform.db, job.slug, registry.query_hash) if registry else []
    asked = moment(registry.searched_at).date() if registry and registry.searched_at else date.min
    pack = await pack_of(platform.db, stored.peptide, literature.query_hash, found, asked)
    if not pack.found:
        # How PubMed understood the query, and its warnings, stand in the run's search.
        query = literature.query
        reason = f"nothing found: PubMed knows no record for {query}; check the terms, or give other names"
        return Outcome(settled=Settled("failed", reason)), True
    pack, whole = await with_full_texts(pack, job.run_id, platform)
    key = await objects.keep(platform.files, "packs", pack.encode())
    writes = await newer(pack, key, stored, platform)
    where = door(
        present(pack.hash, stored.peptide.shown(platform.clock.now().date())),
        stored.decided,
        has_draft=stored.decided_draft is not None,
        has_monograph=stored.decided_monograph is not None,
    )
    if where == "unchanged" and await quoted.owed(platform.db, [job.slug]):
        # Quotes stand where a model was to write: it is asked again, and where it still cannot be they stay.
        where = "synthesize"
    if where == "unchanged" and await _awaits_a_person(stored, platform):
        # Judged again it ends as it ended, at no cost; or it goes on, where rules or settings now let it.
        where = "comply"
    if job.full:
        where = "synthesize"
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
        return Outcome(writes=writes, settled=Settled("unchanged", version=stored.current_version or None)), whole
    else:
        message = SynthesizeMonograph(run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=key, full=job.full)
    return Outcome(writes=writes, messages=[message]), whole


async def _awaits_a_person(stored: StoredPeptide, platform: Platform) -> bool:
    """Whether what was last decided is an open hold: such a page is not unchanged, it has never been published."""
    found = await holds.of(platform.db, stored.slug)
    return any(each.state == "open" and each.draft == stored.decided_draft for each in found)
