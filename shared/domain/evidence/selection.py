"""Which studies speak where there is not room for all: every outcome first, then by kind, laboratory and year.

The order of choice, of which as many are taken from the front as there is room for:

1. for each outcome its best study: the strongest kind, then the newest, then the lowest PMID;
2. for each direction that an outcome went, where none of these tells it, the best study that does;
3. all others by kind; within a kind first those whose laboratory no better study of that kind has spoken for on one
   of their outcomes, then those where one has, and so on; each time the newest first.

There are fewer outcomes with their directions than a page may quote studies, so a study that joins never takes an
outcome, or a direction of one, out of what is chosen.
"""

import sys
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from shared.domain.evidence.appraisal import Appraisal
from shared.domain.vocabulary import Design, Direction, Role, Species

Tier = tuple[bool, int, int]
"""How far a kind of study is from people who were given the peptide, and its design: the least is the strongest."""

Told = TypeVar("Told")

_SPECIES = (Species.HUMAN, Species.ANIMAL, Species.IN_VITRO, Species.UNKNOWN)
_DESIGNS = (
    *(Design.SYSTEMATIC_REVIEW, Design.RCT, Design.PROBABLE_RCT, Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL),
    *(Design.CASE_REPORT, Design.EXPERIMENT, Design.NARRATIVE_REVIEW, Design.UNKNOWN, Design.CONTEXT, Design.NOTICE),
)
_NOT_GIVEN = (Role.ENDOGENOUS, Role.MENTIONED)


class Why(StrEnum):
    """Why a study was not chosen."""

    NOT_GIVEN = "not_given"
    WEAKER = "weaker"
    LABORATORY = "laboratory"
    OLDER = "older"
    SIZE = "size"
    BRIEF = "brief"
    """Chosen, but of the abstract only what was found is shown."""


SAID = {
    Why.NOT_GIVEN: "the peptide itself was not given",
    Why.WEAKER: "studies of a stronger kind were there to be read first",
    Why.LABORATORY: "the same laboratory speaks on the same outcomes already",
    Why.OLDER: "newer studies of the same kind were there to be read first",
    Why.SIZE: "the text is too long for the room that was left",
    Why.BRIEF: "studies further in front took the room for whole abstracts",
}
"""Each reason in words that follow "because"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the choice needs of a study. `outcomes` are ids with the direction that each went."""

    pmid: str
    tier: Tier
    year: int
    laboratory: str
    outcomes: tuple[tuple[str, Direction], ...]

    @property
    def rank(self) -> tuple[Tier, int, int]:
        return self.tier, -self.year, int(self.pmid)


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate in the order of choice. `opens`: it was taken for an outcome or a direction; `turn` counts the
    better studies of its kind and laboratory that speak on each of its outcomes."""

    candidate: Candidate
    opens: bool
    turn: int


def tier_of(role: Role, species: Species, design: Design) -> Tier:
    """The tier of a kind of study."""
    return role in _NOT_GIVEN, _SPECIES.index(species), _DESIGNS.index(design)


def candidate(pmid: str, appraisal: Appraisal, role: Role, year: int | None) -> Candidate:
    """The candidate that a study is."""
    return Candidate(
        pmid=pmid,
        tier=tier_of(role, appraisal.species, appraisal.design),
        year=year or 0,
        laboratory=sys.intern(appraisal.laboratory),
        outcomes=tuple(dict.fromkeys((sys.intern(each.name), each.direction) for each in appraisal.outcomes)),
    )


def in_order(candidates: Iterable[Candidate]) -> list[Place]:
    """The order of choice, whatever the order of the candidates."""
    ranked = sorted(candidates, key=lambda each: each.rank)
    outcomes = _openers([{name for name, _ in each.outcomes} for each in ranked], set[str]())
    told = [{one for one in each.outcomes if one[1] is not Direction.UNCLEAR} for each in ranked]
    directions = _openers(told, {one for at in outcomes for one in told[at]})
    opening = [*sorted(outcomes), *sorted(directions)]
    turns = _turns(ranked)
    others = [at for at in range(len(ranked)) if at not in outcomes and at not in directions]
    others.sort(key=lambda at: (ranked[at].tier, turns[at], at))
    return [Place(ranked[at], opens=True, turn=turns[at]) for at in opening] + [
        Place(ranked[at], opens=False, turn=turns[at]) for at in others
    ]


def why_not(left: Place, chosen: Sequence[Place]) -> Why:
    """Why `left` stands behind the `chosen`, which are the front of the order."""
    if left.candidate.tier[0]:
        return Why.NOT_GIVEN
    last = next((each for each in reversed(chosen) if not each.opens), None)
    if last is None or left.candidate.tier > last.candidate.tier:
        return Why.WEAKER
    return Why.LABORATORY if left.turn > last.turn else Why.OLDER


def _openers(tells: Sequence[Set[Told]], known: Set[Told]) -> set[int]:
    """The places of those that are the first to tell something, beside what is `known` anyhow."""
    told = set(known)
    found: set[int] = set()
    for at, each in enumerate(tells):
        if not each <= told:
            found.add(at)
            told |= each
    return found


def _turns(ranked: Sequence[Candidate]) -> list[int]:
    spoken: dict[tuple[Tier, str, str], int] = {}
    turns: list[int] = []
    for each in ranked:
        if not each.laboratory:
            # Nobody can say that two of these are of one laboratory.
            turns.append(0)
            continue
        keys = [(each.tier, each.laboratory, name) for name in {name for name, _ in each.outcomes} or {""}]
        turns.append(min(spoken.get(key, 0) for key in keys))
        for key in keys:
            spoken[key] = spoken.get(key, 0) + 1
    return turns
