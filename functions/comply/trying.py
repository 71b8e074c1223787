"""The end of what is tried out: its judgement is kept for whoever asked, and nothing of the page is touched."""

from collections.abc import Sequence

from functions.comply.compose import compose
from queues.messages import ReviewDraft
from shared.domain.canonical import digest
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.monograph import Finding, Reviewer
from shared.domain.publishing.tryout import FOLDER, TriedOut, end_key
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import Corrupt
from shared.platform.ports import Platform
from shared.store import objects

SAID = "tried out, nothing was published"


async def tried_out(
    job: ReviewDraft,
    pack: EvidencePack,
    draft: Draft,
    findings: Sequence[Finding],
    reviewer: Reviewer,
    platform: Platform,
) -> Outcome:
    """Keep what would be published of the draft, with what was found against it, and end the item."""
    if job.tryout is None:
        raise Corrupt(f"{job.identity} names nothing that is tried out")
    monograph = compose(pack, draft, findings, reviewer)
    end = TriedOut(
        tryout=job.tryout,
        draft=job.draft,
        monograph=await objects.keep(platform.files, FOLDER, monograph.encode()),
        refused=job.refused,
        findings=tuple(findings),
        reviewer=reviewer,
    )
    data = end.encode()
    await platform.files.put(end_key(job.run_id), data, content_type="application/json", sha256=digest(data))
    return Outcome(settled=Settled("unchanged", SAID))
