"""One body of evidence and what is measured of it: how much of it holds what, in participants or in studies.

Every function here is pure and exact: participants are counted in halves, because a study in doubt (an expression of
concern, a retracted report) weighs half, and shares are compared as products of integers.

Up to edition 4 a study in doubt weighed half in whatever share it stood, so that doubt about the one study of the other
view, or about that of the one laboratory, could make results look consistent or independent. Since then doubt never
speaks for the evidence: where its half would, the study weighs whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from shared.domain.grading.bodies import PROBABLE, RCT, REVIEW, GradedStudy
from shared.domain.vocabulary import Direction

Unit = Literal["participants", "studies"]

DOUBT_NEVER_HELPS = 5
"""The edition of the rules since which a study in doubt weighs half only where that weakens the evidence."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body of evidence. `directions` are the deciding studies', by PMID; `overdue` counts unreported trials; the
    `whole` is all outcomes together; `doubt_never_helps` since the edition of that name."""

    numbers: Mapping[str, int]
    deciding: tuple[GradedStudy, ...]
    reviews: tuple[GradedStudy, ...]
    directions: Mapping[str, Direction]
    overdue: int
    whole: bool = False
    surrogate: bool = False
    doubt_never_helps: bool = True

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

    def share(self, holds: Callable[[GradedStudy], bool], *, at_most: bool = False) -> tuple[int, int, Unit]:
        """The weight of the deciding studies of which it holds, of all of them, and the unit.

        Of the shares that doubt leaves open the least, or the most.
        """
        part, rest, unit = self._weighed(self.deciding, holds, at_most=at_most)
        return part, part + rest, unit

    def most(self, key: Callable[[GradedStudy], str]) -> tuple[int, int, Unit]:
        """The weight of the one source that has most of it, of all, and the unit. Reviews are no source of
        participants. Of the shares that doubt leaves open the most."""
        if self.reviewed:
            return 0, 0, "participants"
        sources = sorted({source for each in self.deciding if (source := key(each))})
        weighed = [
            self._weighed(self.deciding, lambda each, its=source: key(each) == its, at_most=True) for source in sources
        ]
        if not weighed:
            return 0, 0, "participants"
        part, rest, unit = max(weighed, key=lambda each: Fraction(each[0], max(1, each[0] + each[1])))
        return part, part + rest, unit

    def disagreement(self) -> tuple[int, int, Unit]:
        """The weight of the studies that point the way most do, of those that point another way, and the unit.

        Of the shares that doubt leaves open that with the most of the others.
        """
        ways = sorted({self.directions[each.pmid] for each in self.stating})
        weighed = [self._weighed(self.stating, lambda each, its=way: self.directions[each.pmid] is its) for way in ways]
        if not weighed:
            return 0, 0, "studies"
        return max(weighed, key=lambda each: Fraction(each[0], max(1, each[0] + each[1])))

    def _weighed(
        self, studies: tuple[GradedStudy, ...], holds: Callable[[GradedStudy], bool], *, at_most: bool = False
    ) -> tuple[int, int, Unit]:
        """The weight of those of which it holds and of the others, in participants, or in studies where one does not
        tell its number; and which it is. A study in doubt weighs half, but where that would raise the part that is to
        be least, or lower the one that is to be most."""
        in_people = all(each.n is not None for each in studies)
        part = rest = 0
        for each in studies:
            held = holds(each)
            whole = self.doubt_never_helps and held is at_most
            weight = (2 if whole else _weight(each)) * ((each.n or 0) if in_people else 1)
            part, rest = (part + weight, rest) if held else (part, rest + weight)
        return part, rest, "participants" if in_people else "studies"


SOURCES: tuple[tuple[str, Callable[[GradedStudy], str]], ...] = (
    ("laboratory", lambda each: each.laboratory),
    ("sponsor", lambda each: each.sponsor),
)
"""What a body of evidence may be concentrated on, and where a study tells it."""


def below(part: int, total: int, percent: int) -> bool:
    """Whether the part is less than that share of all."""
    return 100 * part < percent * total


def written(halves: int) -> str:
    """Halves as a number of wholes: `1,200` or `96.5`."""
    return f"{halves // 2:,}{'.5' if halves % 2 else ''}"


def _weight(study: GradedStudy) -> int:
    return 1 if study.doubted else 2
