"""What a draft is asked for: only what is new since the page that stands, or all of the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from functions.synthesize.ranking import ranked
from functions.synthesize.request.base import Base, of_page, of_refusal
from functions.synthesize.request.before import Before, Read, mark
from functions.synthesize.request.refusal import Refusal
from functions.synthesize.request.telling import telling
from shared.domain.evidence.pack import EvidencePack, PackSentence, PackStudy

FULL_ABOVE = 3
"""A draft is written anew when more than one in this many of the selected studies came, went or read otherwise."""

Shown = Sequence[tuple[PackStudy, Sequence[PackSentence]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """`studies` are what the writer is shown, `base` the claims that it decides on.

    `before` is the hash of the monograph whose claims those are, empty for a draft that is written anew: then `known`
    are the claims of the page that stands, whose ids stay theirs where they are said again. In the second round of a
    draft that goes on from a page, `stood` are that page's claims.
    """

    studies: Shown
    base: Base = field(default_factory=Base)
    before: str = ""
    known: Base = field(default_factory=Base)
    stood: Base = field(default_factory=Base)

    @property
    def asks(self) -> bool:
        """Whether there is anything that a writer has to decide."""
        return not self.before or bool(self.studies) or any(each.asks for each in self.base.claims)


def plan(pack: EvidencePack, before: Before | None, refusal: Refusal | None = None, *, full: bool = False) -> Plan:
    """The plan for a draft from `pack`.

    `before` is the page that stands, or in the second round the one that the refused draft began from.
    """
    if refusal is not None:
        began = before if refusal.draft.before else None
        studies = _news(pack, began.read) if began else _all(pack)
        stood = of_page(began.claims, pack) if began else Base()
        return Plan(studies, of_refusal(refusal), began.hash if began else "", stood=stood)
    if before is None:
        return Plan(_all(pack))
    base = of_page(before.claims, pack)
    if full or before.writer.kind != "model" or not base.claims or _rewritten(pack, before.read):
        return Plan(_all(pack), known=base)
    return Plan(_news(pack, before.read), base, before.hash)


def _all(pack: EvidencePack) -> Shown:
    """What is worth sending of every study, in the order of `ranked`."""
    return [(study, telling(sentences)) for study, sentences in ranked(pack)]


def _news(pack: EvidencePack, read: Read) -> Shown:
    """What of it was not there before."""
    found = [
        (study, [each for each in sentences if mark(each.text) not in read.get(study.pmid, frozenset())])
        for study, sentences in _all(pack)
    ]
    return [(study, sentences) for study, sentences in found if sentences]


def _rewritten(pack: EvidencePack, read: Read) -> bool:
    now = {study.pmid: {mark(each.text) for each in sentences} for study, sentences in ranked(pack)}
    changed = sum(now.get(pmid) != read.get(pmid) for pmid in now.keys() | read.keys())
    return FULL_ABOVE * changed > len(now)
