"""Quotes that took a model's place and stand: what becomes of them where again no model can be asked."""

from queues.messages import ReviewDraft, SynthesizeMonograph
from shared.domain.evidence.pack import EvidencePack
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.ports import Platform
from shared.store.evidence import peptides
from shared.store.publishing import holds, quoted


async def stay(job: SynthesizeMonograph, pack: EvidencePack, platform: Platform, reason: str | None) -> Outcome | None:
    """How the item ends where such quotes were decided on from this very evidence: they stay as they are.

    What lies before a person is judged again, as every run does with it. `reason` is why no model could be asked, None
    where nobody is to be. Returns None where there are no such quotes, or where an operator wants them written anew.
    """
    stored = await peptides.by_slug(platform.db, job.slug)
    if stored is None or stored.decided_draft is None or stored.decided.evidence != pack.hash or job.full:
        return None
    if not await quoted.owed(platform.db, [job.slug]):
        return None
    found = await holds.of(platform.db, job.slug)
    if any((each.state, each.draft) == ("open", stored.decided_draft) for each in found):
        again = ReviewDraft(
            run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=job.pack, draft=stored.decided_draft
        )
        return Outcome(messages=[again])
    if reason is None:
        return Outcome(settled=Settled("unchanged", version=stored.current_version or None))
    said = f"{reason}; the page of quotes stays as it is, and the next run looks again"
    return Outcome(writes=[quoted.mark(job.slug, stored.decided_draft, reason)], settled=Settled("held", said))
