"""Studies that disagree on an outcome: who says what, in which words, and what differs between them.

A benefit against a harm is always a contradiction. A benefit against no difference is one only where both studies are
of comparable standing: the same kind of evidence, and, where both tell their numbers, neither four times the other.
None is one where the words of each name quantities that the other's do not: HDL cholesterol and triglycerides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from shared.domain.evidence.appraisal import Appraisal, Passage
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.frozen import Frozen
from shared.domain.grading.bodies import KINDS, directions_of, kind_of, takes_part
from shared.domain.grading.told_apart import animal, doses, quantities
from shared.domain.vocabulary import Direction, Flag, Role, Species

CONTRADICTIONS_AT_MOST = 6
"""On one page; the weightiest are kept."""
TRIED_AT_MOST = 5
"""Studies of one side and standing that are tried, the weightiest first, until one can be quoted."""
TIMES_LARGER = 4
"""A study of this many times another one's number is not contradicted by its finding no difference."""
DOSES_AT_MOST = 3

_STANDING = dict(zip(KINDS, (0, 0, 0, 1, 2, 2, 3, 4), strict=True))
_GIVEN = re.compile(r"\b(?:dos(?:e|es|ed|ing)|receiv|inject|administ|treat|given|daily|weekly|infus)", re.IGNORECASE)
_DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)*\s?(?:[mµμunp]g|mcg|IU|[nmpµμ]mol)(?:/(?:kg|day|d|week|h|min|m2))*\b(?!\s?/\s?[dmµμ]?[lL]\b)"
)

TELLS_APART = 3
"""The edition of the rule that chooses contradictions (`shared.gates.disagreement`) since which quantities of one name
and kinds of animals are told apart, and a dose is one of the page's peptide."""

Aspect = Literal["molecule", "species", "animal", "design", "dose", "route", "duration", "laboratory"]


Unquoted = Literal["", "spent", "barred", "unknown"]
"""Why no words of a study are shown: its abstract is quoted as far as it may be; its words are none that a page may
print; none are known to have given the direction. Empty where words are shown."""


class Side(Frozen):
    """One study with its words, verbatim: of the pack's sentence of that id, or of the title where there is none.

    Where it is `unquoted`, there are no words, and that says why. `others` counts further studies that point the same
    way.
    """

    later = frozenset({"unquoted"})

    pmid: str
    direction: Direction
    sentence: str = ""
    text: str
    others: int = 0
    unquoted: Unquoted = ""


class Difference(Frozen):
    """What differs: the two studies' values, in the words of the records (`dose`, `route`, `duration`), as words of
    the vocabulary (`species`, `animal`, `design`, `molecule` by role), or empty (`laboratory`: they are two)."""

    aspect: Aspect
    one: str = ""
    other: str = ""


class Contradiction(Frozen):
    """Two studies of one outcome; the first saw a benefit. `differs` is what is known to differ, maybe nothing.

    `edition` is that of the rule that chose it and its words (`shared.gates.disagreement`).
    """

    later = frozenset({"edition"})

    outcome: str
    sides: tuple[Side, Side]
    differs: tuple[Difference, ...]
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Opposed:
    """An outcome with studies that saw a benefit and studies that point `against`, the weightiest first.

    `favour` and `opposite` hold the foremost of each standing, `numbers` say how many there are in all. Where
    `apart`, studies whose words name other quantities are no pair.
    """

    outcome: str
    against: Direction
    favour: tuple[PackStudy, ...]
    opposite: tuple[PackStudy, ...]
    numbers: tuple[int, int]
    apart: bool = True

    def pairs(self) -> Iterator[tuple[PackStudy, PackStudy]]:
        """Pairs that contradict each other, the weightiest first."""
        pairs = [(one, other) for one in self.favour for other in self.opposite]
        for one, other in sorted(pairs, key=lambda pair: (max(map(_standing, pair)), *map(_weight, pair))):
            if (self.against is Direction.HARM or _comparable(one, other)) and not self._of_two_quantities(one, other):
                yield one, other

    def _of_two_quantities(self, one: PackStudy, other: PackStudy) -> bool:
        if not self.apart:
            return False
        sides = ((one, Direction.BENEFIT), (other, self.against))
        of, to = (
            quantities(self.outcome, (each.text for each in passages(study, self.outcome, way))) for study, way in sides
        )
        return bool(of and to and not of & to)


def opposed(pack: EvidencePack, edition: int = TELLS_APART) -> list[Opposed]:
    """Every outcome on which studies of the pack that may be quoted disagree, the weightiest first."""
    by_side: dict[tuple[str, Direction], list[PackStudy]] = {}
    for study in pack.studies:
        if study.selected and takes_part(study):
            for name, direction in directions_of(study.appraisal.outcomes).items():
                by_side.setdefault((name, direction), []).append(study)
    found: list[Opposed] = []
    for name in OUTCOMES:
        favour = by_side.get((name, Direction.BENEFIT), [])
        for against in (Direction.HARM, Direction.NULL):
            opposite = by_side.get((name, against), [])
            numbers = (len(favour), len(opposite))
            each = Opposed(name, against, _foremost(favour), _foremost(opposite), numbers, edition >= TELLS_APART)
            if next(each.pairs(), None):
                found.append(each)
    return sorted(found, key=_first)


def passages(study: PackStudy, outcome: str, direction: Direction) -> list[Passage]:
    """The words that gave the outcome its direction; those of the abstract before those of the title."""
    told = [
        each.quote
        for each in study.appraisal.outcomes
        if each.quote and (each.name, each.direction) == (outcome, direction)
    ]
    return sorted(told, key=lambda each: (each.in_title, each.start, each.end))


def differences(
    pack: EvidencePack, one: PackStudy, other: PackStudy, edition: int = TELLS_APART
) -> tuple[Difference, ...]:
    """What is known of both studies and differs, in the order in which it matters."""
    a, b = one.appraisal, other.appraisal
    pairs: tuple[tuple[Aspect, str, str], ...] = (
        ("molecule", _molecule(one), _molecule(other)),
        ("species", a.species.value, b.species.value),
        *((("animal", _animal(pack, one), _animal(pack, other)),) if edition >= TELLS_APART else ()),
        ("design", a.design.value, b.design.value),
        ("dose", _doses(pack, one, edition), _doses(pack, other, edition)),
        ("route", _routes(a), _routes(b)),
        ("duration", _duration(a), _duration(b)),
    )
    found = [
        Difference(aspect=aspect, one=left, other=right)
        for aspect, left, right in pairs
        if left and right and left.casefold() != right.casefold()
    ]
    if a.laboratory and b.laboratory and a.laboratory != b.laboratory:
        found.append(Difference(aspect="laboratory"))
    return tuple(found)


def _first(each: Opposed) -> tuple[int, bool, int, int]:
    one, other = next(each.pairs())
    standing = max(_standing(one), _standing(other))
    return standing, each.against is Direction.NULL, -min(_size(one), _size(other)), list(OUTCOMES).index(each.outcome)


def _foremost(studies: list[PackStudy]) -> tuple[PackStudy, ...]:
    """The weightiest of each standing: pairs are tried, and of hundreds there are too many."""
    ordered = sorted(studies, key=_weight)
    by_standing = [[each for each in ordered if _standing(each) == standing] for standing in range(5)]
    return tuple(each for found in by_standing for each in found[:TRIED_AT_MOST])


def _comparable(one: PackStudy, other: PackStudy) -> bool:
    if _standing(one) != _standing(other):
        return False
    sizes = [each.appraisal.n for each in (one, other)]
    known = [each for each in sizes if each is not None]
    return len(known) < 2 or TIMES_LARGER * min(known) > max(known)


def _standing(study: PackStudy) -> int:
    return _STANDING[kind_of(study)]


def _weight(study: PackStudy) -> tuple[int, int, int, str]:
    return KINDS.index(kind_of(study)), -_size(study), len(study.pmid), study.pmid


def _size(study: PackStudy) -> int:
    """Halves of participants; those of a study under an expression of concern weigh half."""
    return (study.appraisal.n or 0) * (1 if Flag.CONCERN in study.appraisal.flags else 2)


def _animal(pack: EvidencePack, study: PackStudy) -> str:
    if study.appraisal.species is not Species.ANIMAL:
        return ""
    return animal(study.citation.title, (each.text for each in pack.sentences if each.pmid == study.pmid))


def _molecule(study: PackStudy) -> str:
    return "related" if study.role is Role.RELATED else "own"


def _routes(appraisal: Appraisal) -> str:
    return ", ".join(dict.fromkeys(each.value for each in appraisal.routes))


def _duration(appraisal: Appraisal) -> str:
    return appraisal.duration.value if appraisal.duration else ""


def _doses(pack: EvidencePack, study: PackStudy, edition: int) -> str:
    """Amounts that its sentences say were given, as printed, each once; up to edition 2 of whatever it was."""
    sentences: Sequence[str] = [each.text for each in pack.sentences if each.pmid == study.pmid]
    if edition >= TELLS_APART:
        found = list(doses((pack.name, *pack.aliases), sentences))
    else:
        found = [dose for text in sentences if _GIVEN.search(text) for dose in _DOSE.findall(text)]
    return ", ".join(list(dict.fromkeys(found))[:DOSES_AT_MOST])
