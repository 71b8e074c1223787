"""What a draft starts from: the claims that were accepted, each as it stands on today's evidence.

A page's claim is found again by the records and the words that it quotes, for a sentence's number may be another one
in every pack. A claim of a refused draft stands on that draft's own pack.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from functions.synthesize.request.refusal import Refusal
from shared.domain.evidence.pack import EvidencePack, PackSentence
from shared.domain.publishing.draft import Claim, Retired
from shared.domain.publishing.monograph import Finding, QuotedClaim
from shared.gates.untrusted import tampered_in, withheld


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claim, and the handle that stands for its id. `claim.sentences` are those of its sentences that still stand.

    `gone` are quotes that its record does not hold any more, or whose record claims may not rest on any more, and
    `lost` the records of those; `findings` are what review held against it.
    """

    handle: str
    claim: Claim
    gone: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it may be kept: something is left that it rests on, and nothing was found against it."""
        return bool(self.claim.sentences) and not self.findings

    @property
    def asks(self) -> bool:
        """Whether something must be decided of it."""
        return bool(self.gone or self.findings)

    @property
    def kept(self) -> Claim:
        """The claim, if it is kept: another revision where it lost a quote, else what it was."""
        return self.claim.model_copy(update={"revision": self.claim.revision + 1}) if self.gone else self.claim


@dataclass(frozen=True, slots=True)
class Base:
    """The claims in their order, and those that went with all they rested on."""

    claims: tuple[Accepted, ...] = ()
    retired: tuple[Retired, ...] = ()


def of_page(claims: Iterable[QuotedClaim], pack: EvidencePack) -> Base:
    """A page's claims on another pack of the same peptide."""
    found = _Sentences(pack)
    accepted: list[Accepted] = []
    retired: list[Retired] = []
    for each in claims:
        sentences = [found.of(quote.pmid, quote.text, quote.sentence) for quote in each.quotes]
        claim = Claim(
            id=each.id,
            section=each.section,
            text=each.text,
            sentences=tuple(dict.fromkeys(one.id for one in sentences if one)),
            outcome=each.outcome,
            direction=each.direction,
            species=each.species,
            revision=each.revision,
        )
        if not claim.sentences and not any(found.citable(quote.pmid) for quote in each.quotes):
            retired.append(Retired(id=each.id, reason="withdrawn"))
            continue
        gone = [quote for quote, one in zip(each.quotes, sentences, strict=True) if one is None]
        lost = tuple(dict.fromkeys(quote.pmid for quote in gone))
        accepted.append(Accepted(f"K{len(accepted) + 1}", claim, tuple(quote.text for quote in gone), lost))
    return Base(tuple(accepted), tuple(retired))


def of_refusal(refusal: Refusal) -> Base:
    """The claims of a refused draft: those that passed, and those that were sent back."""
    blamed: Mapping[str, Sequence[Finding]] = {claim.id: findings for claim, findings in refusal.blamed}
    accepted = [
        Accepted(f"K{number}", claim, findings=tuple(blamed.get(claim.id, ())))
        for number, claim in enumerate(refusal.draft.claims, 1)
    ]
    return Base(tuple(accepted), refusal.draft.retired)


class _Sentences:
    """A pack's sentences that a claim may rest on, by record and words."""

    def __init__(self, pack: EvidencePack) -> None:
        usable = {each.pmid for each in pack.studies if each.selected and each.appraisal.usable}
        self._citable = usable - tampered_in(pack, usable)
        self._found: dict[tuple[str, str], list[PackSentence]] = {}
        for each in pack.sentences:
            if each.pmid in self._citable and not withheld(each.text):
                self._found.setdefault((each.pmid, each.text), []).append(each)

    def citable(self, pmid: str) -> bool:
        return pmid in self._citable

    def of(self, pmid: str, text: str, was: str) -> PackSentence | None:
        """The sentence; of several that read alike the one in the same place of its abstract, else the first."""
        found = self._found.get((pmid, text), [])
        place = was.partition(".")[2]
        return next((each for each in found if each.id.partition(".")[2] == place), found[0] if found else None)
