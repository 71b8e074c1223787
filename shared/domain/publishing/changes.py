"""What a version changed: counted from the packs and monographs themselves, never told by a writer."""

from shared.domain.evidence.pack import EvidencePack
from shared.domain.frozen import Frozen
from shared.domain.publishing.monograph import Monograph, QuotedClaim
from shared.domain.vocabulary import Flag, Level


class Changes(Frozen):
    """The difference to the version before. Studies are PMIDs, claims are ids; grades are equal where none moved.

    `retracted` names studies whose retraction became known since then. A `first` version has no difference.
    An amended claim stands in both versions, with other words, marks or quotes.
    """

    later = frozenset({"claims_amended"})

    first: bool = False
    studies_added: tuple[str, ...] = ()
    studies_removed: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    grade_before: Level | None = None
    grade_now: Level
    claims_added: tuple[str, ...] = ()
    claims_removed: tuple[str, ...] = ()
    claims_amended: tuple[str, ...] = ()

    @property
    def regraded(self) -> bool:
        """Whether the grade moved."""
        return self.grade_before is not None and self.grade_before is not self.grade_now

    @property
    def news(self) -> bool:
        """Whether there is anything to tell readers who follow the page: not where it was only shown anew."""
        ids = (self.studies_added, self.studies_removed, self.retracted)
        return self.first or self.regraded or any((*ids, self.claims_added, self.claims_amended, self.claims_removed))


Edition = tuple[Monograph, EvidencePack]
"""A monograph with the pack that it was made from."""


def changes(before: Edition | None, now: Edition) -> Changes:
    """What `now` says that `before` did not, and the other way round."""
    monograph, pack = now
    if before is None:
        return Changes(first=True, grade_now=monograph.grade.level)
    old_monograph, old_pack = before
    old, new = {each.pmid for each in old_pack.studies}, {each.pmid for each in pack.studies}
    # A pack that only counts some of its studies does not tell which: one that is named no longer is still there, and
    # one that is named for the first time is new only where there are more of them.
    gone = set[str]() if pack.unlisted else old - new
    come = set[str]() if old_pack.unlisted and pack.found <= old_pack.found else new - old
    old_claims = {each.id: _said(each) for each in old_monograph.claims}
    new_claims = {each.id: _said(each) for each in monograph.claims}
    return Changes(
        studies_added=_pmids(come),
        studies_removed=_pmids(gone),
        retracted=_pmids(_retracted(pack) - _retracted(old_pack)),
        grade_before=old_monograph.grade.level,
        grade_now=monograph.grade.level,
        claims_added=tuple(each for each in new_claims if each not in old_claims),
        claims_removed=tuple(each for each in old_claims if each not in new_claims),
        claims_amended=tuple(id for id, said in new_claims.items() if old_claims.get(id, said) != said),
    )


def _said(claim: QuotedClaim) -> tuple[QuotedClaim, tuple[tuple[str, str], ...]]:
    """All that a reader sees of a claim: a quote's number in its pack is no part of it, nor is a revision."""
    quotes = tuple((each.pmid, each.text) for each in claim.quotes)
    return claim.model_copy(update={"quotes": (), "revision": 1}), quotes


def _retracted(pack: EvidencePack) -> set[str]:
    return {each.pmid for each in pack.studies if Flag.RETRACTED in each.appraisal.flags}


def _pmids(of: set[str]) -> tuple[str, ...]:
    return tuple(sorted(of, key=lambda pmid: (len(pmid), pmid)))
