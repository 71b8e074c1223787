"""What the review held against the first draft, as comply wrote it down."""

from shared.domain.frozen import Frozen, Stored
from shared.domain.publishing.draft import Claim, Draft
from shared.domain.publishing.monograph import Finding
from shared.platform.ports import Bucket
from shared.store import objects


class Refusal(Frozen):
    """A refused draft and every finding on it."""

    draft: Draft
    findings: tuple[Finding, ...]

    @property
    def blamed(self) -> list[tuple[Claim, list[Finding]]]:
        """The claims that a blocking finding names, each with those findings."""
        blocking = [each for each in self.findings if each.severity == "block"]
        found = [(claim, [each for each in blocking if each.claim == claim.id]) for claim in self.draft.claims]
        return [(claim, findings) for claim, findings in found if findings]

    @property
    def kept(self) -> list[Claim]:
        """The claims that none does."""
        named = {claim.id for claim, _ in self.blamed}
        return [each for each in self.draft.claims if each.id not in named]


class Review(Stored):
    """What comply found wrong with a draft, as it is stored."""

    draft: str
    findings: tuple[Finding, ...]


async def load(files: Bucket, key: str) -> Refusal:
    """The refusal that `key` holds. Raises `Corrupt` where it, or its draft, is missing or unreadable."""
    review = await objects.read(files, Review, key)
    return Refusal(draft=await objects.read(files, Draft, review.draft), findings=review.findings)
