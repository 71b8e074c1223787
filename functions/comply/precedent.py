"""What the second model has judged before: the same words, filed alike, on the same quotes are not paid for twice.

Two judgements are remembered: that of the page that readers are given, and that of the draft which this one corrects.
Either counts only where it was asked with today's prompt. The gates judge every claim each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.comply.prompt import prompt_fingerprint
from queues.messages import ReviewDraft
from shared.domain.evidence.pack import EvidencePack
from shared.domain.frozen import Stored
from shared.domain.publishing.draft import Claim, Draft
from shared.domain.publishing.monograph import Finding, Monograph, QuotedClaim, Reviewer
from shared.platform.ports import Platform
from shared.store import objects
from shared.store.publishing import versions

Case = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
"""A claim's words, how it is filed, and the words of its quotes with their records: all that a verdict rests on."""

NOBODY = Reviewer(kind="none")


class Refused(Stored):
    """A draft that went back to its writer. `passed` are ids of claims in which `reviewer` found no fault."""

    draft: str
    findings: tuple[Finding, ...]
    reviewer: Reviewer = NOBODY
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedents:
    """Claims found supported before, and by whom last."""

    reviewer: Reviewer = NOBODY
    cases: frozenset[Case] = frozenset()

    def unheard(self, pack: EvidencePack, claims: Sequence[Claim]) -> list[Claim]:
        """Those claims that were not."""
        return [each for each in claims if case(pack, each) not in self.cases]


def case(pack: EvidencePack, claim: Claim) -> Case:
    """What a verdict on this claim rests on."""
    quotes = [each for id in dict.fromkeys(claim.sentences) if (each := pack.sentence(id))]
    return claim.text, _filed(claim), tuple((each.pmid, each.text) for each in quotes)


def judged(claim: QuotedClaim) -> Case:
    """What the verdict on this claim of a page rested on."""
    return claim.text, _filed(claim), tuple((each.pmid, each.text) for each in claim.quotes)


def _filed(claim: Claim | QuotedClaim) -> tuple[str, ...]:
    return claim.section.value, claim.outcome, claim.direction.value, claim.species.value


async def precedents(job: ReviewDraft, pack: EvidencePack, platform: Platform) -> Precedents:
    """What was judged before of a draft's claims.

    Raises:
        Corrupt: the bucket does not hold the page, or the refused draft, as it was stored.
    """
    found = Precedents()
    current = await versions.current(platform.db, job.slug)
    if current is not None and current.withdrawn is None:
        page = await objects.read(platform.files, Monograph, current.monograph)
        if _counts(page.reviewer):
            found = Precedents(page.reviewer, frozenset(map(judged, page.claims)))
    if job.refused is not None:
        refused = await objects.read(platform.files, Refused, job.refused)
        if _counts(refused.reviewer):
            draft = await objects.read(platform.files, Draft, refused.draft)
            passed = {case(pack, each) for each in draft.claims if each.id in refused.passed}
            found = Precedents(refused.reviewer, found.cases | passed)
    return found


def _counts(reviewer: Reviewer) -> bool:
    return reviewer.kind == "model" and reviewer.prompt == prompt_fingerprint()
