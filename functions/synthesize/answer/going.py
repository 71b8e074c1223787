"""What an answer must show before a claim of the page becomes another one, or goes.

An amendment is of the same outcome and of a study that the claim rested on: else it is another claim. A retirement
names what makes it checkable: claims of the same outcome that stand, or sentences against it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from functions.synthesize.request.base import Accepted
from shared.domain.evidence.outcome_order import same_outcome
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim, Reason
from shared.store.spending.ledger import Unacceptable


def check_amended(each: Accepted, claim: Claim, pack: EvidencePack) -> None:
    """What was refused may be amended to another outcome too: that may be what was found against it. A summary is of
    many outcomes.

    Raises:
        Unacceptable: it is about another outcome, or about other studies.
    """
    if not (each.findings or claim.section.sums_up or same_outcome(claim.outcome, each.claim.outcome)):
        raise Unacceptable(f"the amendment of {each.handle} is of another outcome: {claim.outcome[:60]!r}")
    if not {*each.lost, *pmids(each.claim.sentences, pack)}.intersection(pmids(claim.sentences, pack)):
        raise Unacceptable(f"the amendment of {each.handle} names no sentence of a study that it rested on")


class Retirements:
    """Holds retirements to what they name.

    `staying` are the claims that go on, by handle, and the new ones by `N1`, `N2` in their order; `shown` are ids of
    sentences that a claim may be contradicted by.
    """

    def __init__(self, staying: Mapping[str, Claim], shown: Collection[str]) -> None:
        self._staying, self._shown = staying, shown

    def check(self, each: Accepted, reason: Reason, by: Sequence[str]) -> None:
        """What was refused goes anyway, and a summary with what it sums up.

        Raises:
            Unacceptable: nothing that could be checked makes the claim go.
        """
        if each.findings or each.claim.section.sums_up:
            return
        if reason == "contradicted":
            if not by or not set(by) <= set(self._shown) - set(each.claim.sentences):
                raise Unacceptable(f"{each.handle} is retired as contradicted, and by no sentence that was shown")
        elif reason in ("superseded", "repeated"):
            named = [self._staying.get(one) for one in by]
            if not named or not all(one and same_outcome(one.outcome, each.claim.outcome) for one in named):
                raise Unacceptable(f"{each.handle} is retired as {reason}, and by no claim of its outcome that stands")
        elif not each.gone:
            raise Unacceptable(f"{each.handle} is retired as {reason}, and all that it rests on stands")


def staying(base: Iterable[Accepted], retired: Collection[str], amended: Mapping[str, Claim]) -> dict[str, Claim]:
    """The findings of the page that go on, by their handles."""
    stay = {each.handle: amended.get(each.handle, each.claim) for each in base if each.stands or each.handle in amended}
    return {handle: claim for handle, claim in stay.items() if handle not in retired and not claim.section.sums_up}


def pmids(sentences: Iterable[str], pack: EvidencePack) -> set[str]:
    """The records that these sentences are of."""
    return {found.pmid for id in sentences if (found := pack.sentence(id))}
