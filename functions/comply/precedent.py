"""What the second model has judged before: the same words, filed alike, on the same quotes are not paid for twice.

Two judgements are remembered: that of the page that readers are given, and that of the draft which this one corrects.
Either counts only where it was asked with today's prompt. The gates judge every claim each time.

What is left of a page whose study was retracted is judged as it was published, whatever was asked then: nothing is said
that readers are not given already, and neither an outage nor a spent budget may cost them the rest of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """Claims found supported before, and by whom last; and those of the page that readers are given, whoever judged
    them (`publisher`)."""

    reviewer: Reviewer = NOBODY
    cases: frozenset[Case] = frozenset()
    publisher: Reviewer = NOBODY
    published: frozenset[Case] = frozenset()

    def unheard(self, pack: EvidencePack, claims: Sequence[Claim]) -> list[Claim]:
        """Those claims that were not."""
        return [each for each in claims if case(pack, each) not in self.cases]

    def left_of_the_page(self, job: ReviewDraft, pack: EvidencePack, claims: Sequence[Claim]) -> bool:
        """Whether these are claims of the page alone, and asked about because something was taken from it: in the
        round in which nothing goes back to a writer, and not in answer to a refusal."""
        taken = job.round == 1 and job.refused is None
        return taken and all(case(pack, each) in self.published for each in claims)


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
        stood = frozenset(map(judged, page.claims))
        found = Precedents(publisher=page.reviewer, published=stood)
        if _counts(page.reviewer):
            found = replace(found, reviewer=page.reviewer, cases=stood)
    if job.refused is not None:
        refused = await objects.read(platform.files, Refused, job.refused)
        if _counts(refused.reviewer):
            draft = await objects.read(platform.files, Draft, refused.draft)
            passed = {case(pack, each) for each in draft.claims if each.id in refused.passed}
            found = replace(found, reviewer=refused.reviewer, cases=found.cases | passed)
    return found


def _counts(reviewer: Reviewer) -> bool:
    return reviewer.kind == "model" and reviewer.prompt == prompt_fingerprint()
