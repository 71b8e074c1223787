"""One body of evidence and what is measured of it: how much of it holds what, in participants or in studies.

Every function here is pure and exact: participants are counted in halves, because a study in doubt (an expression of
concern, a retracted report) weighs half, and shares are compared as products of integers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from shared.domain.grading.bodies import PROBABLE, RCT, REVIEW, GradedStudy
from shared.domain.vocabulary import Direction

Unit = Literal["participants", "studies"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body of evidence. `directions` are the deciding studies', by PMID; `overdue` counts unreported trials; the
    `whole` is all outcomes together."""

    numbers: Mapping[str, int]
    deciding: tuple[GradedStudy, ...]
    reviews: tuple[GradedStudy, ...]
    directions: Mapping[str, Direction]
    overdue: int
    whole: bool = False
    surrogate: bool = False

    def number(self, *kinds: str) -> int:
        """Studies of these kinds."""
        return sum(self.numbers.get(kind, 0) for kind in kinds)

    @property
    def randomised(self) -> bool:
        """Whether randomised trials decide."""
        return bool(self.number(RCT, PROBABLE))

    @property
    def reviewed(self) -> bool:
        """Whether reviews of trials decide."""
        return not self.randomised and bool(self.number(REVIEW))

    @property
    def participants(self) -> int:
        """Halves of participants. Reviews share their trials, so of several the largest counts alone."""
        halves = [_weight(each) * (each.n or 0) for each in self.deciding]
        return max(halves, default=0) if self.reviewed else sum(halves)

    @property
    def stating(self) -> tuple[GradedStudy, ...]:
        """The deciding studies that state a direction."""
        return tuple(each for each in self.deciding if self.directions[each.pmid] is not Direction.UNCLEAR)

    @property
    def concerns(self) -> int:
        """Deciding studies of which any record is under an expression of concern."""
        return sum(each.of_concern for each in self.deciding)

    @property
    def concerns_through_others(self) -> int:
        """Those of them whose own record is not."""
        return sum(bool(each.reports_of_concern) and not each.concern for each in self.deciding)

    @property
    def with_retracted_reports(self) -> int:
        """Deciding studies of which another report was retracted."""
        return sum(bool(each.reports_retracted) for each in self.deciding)

    @property
    def unread(self) -> int:
        """Deciding studies of which no outcome was recognised."""
        return sum(not each.outcomes for each in self.deciding)

    def share(self, holds: Callable[[GradedStudy], bool]) -> tuple[int, int, Unit]:
        """The weight of the deciding studies of which it holds, of all of them, and the unit."""
        halves, unit = weights(self.deciding)
        return sum(halves[each.pmid] for each in self.deciding if holds(each)), sum(halves.values()), unit

    def most(self, key: Callable[[GradedStudy], str]) -> tuple[int, int, Unit]:
        """The weight of the one source that has most of it, of all, and the unit. Reviews are no source of
        participants."""
        if self.reviewed:
            return 0, 0, "participants"
        halves, unit = weights(self.deciding)
        by_source: dict[str, int] = {}
        for each in self.deciding:
            if source := key(each):
                by_source[source] = by_source.get(source, 0) + halves[each.pmid]
        return max(by_source.values(), default=0), sum(halves.values()), unit

    def by_direction(self) -> tuple[dict[Direction, int], Unit]:
        """The weight of the studies that state each direction, and the unit."""
        halves, unit = weights(self.stating)
        found: dict[Direction, int] = {}
        for each in self.stating:
            direction = self.directions[each.pmid]
            found[direction] = found.get(direction, 0) + halves[each.pmid]
        return found, unit


SOURCES: tuple[tuple[str, Callable[[GradedStudy], str]], ...] = (
    ("laboratory", lambda each: each.laboratory),
    ("sponsor", lambda each: each.sponsor),
)
"""What a body of evidence may be concentrated on, and where a study tells it."""


def weights(studies: tuple[GradedStudy, ...]) -> tuple[dict[str, int], Unit]:
    """Halves of participants by PMID, or halves of studies where one does not tell its number; and which it is."""
    if all(each.n is not None for each in studies):
        return {each.pmid: _weight(each) * (each.n or 0) for each in studies}, "participants"
    return {each.pmid: _weight(each) for each in studies}, "studies"


def below(part: int, total: int, percent: int) -> bool:
    """Whether the part is less than that share of all."""
    return 100 * part < percent * total


def written(halves: int) -> str:
    """Halves as a number of wholes: `1,200` or `96.5`."""
    return f"{halves // 2:,}{'.5' if halves % 2 else ''}"


def _weight(study: GradedStudy) -> int:
    return 1 if study.doubted else 2
