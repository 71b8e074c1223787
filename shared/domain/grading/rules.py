"""One body of evidence, judged: where it starts, what takes it down, what caps it, what is flagged in words.

Every function here is pure and exact: participants are counted in halves, because a study in doubt (an expression of
concern, a retracted report) weighs half, and shares are compared as products of integers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from shared.domain.frozen import Frozen
from shared.domain.grading import book
from shared.domain.grading.bodies import (
    ANIMAL,
    CONTROLLED,
    IN_VITRO,
    ONE_LABORATORY,
    ONE_SPONSOR,
    PREPRINT,
    PROBABLE,
    RCT,
    REVIEW,
    UNCONTROLLED,
    GradedStudy,
    deciding_kinds,
)
from shared.domain.vocabulary import Direction, Level

ASCENDING = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
"""The levels that speak of certainty about people."""

_Found = Iterator[tuple[str, int, str]]
"""Rule, levels taken, reason."""


class Step(Frozen):
    """One rule's part in a grade: the rule, the level after it, and why in words."""

    rule: str
    level: Level
    reason: str


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


def judge(body: Body) -> list[Step]:
    """Every step that can move the level, in order; the last one's level is the grade."""
    steps = _steps(body)
    if body.number(RCT) and body.number(PROBABLE) and steps[-1].level is Level.HIGH:
        alone = tuple(each for each in body.deciding if each.kind == RCT)
        without = replace(body, numbers={**body.numbers, PROBABLE: 0}, deciding=alone)
        if _steps(without)[-1].level is not Level.HIGH:
            reason = f"{body.number(PROBABLE)} of the trials are randomised by their own words only, and lift no grade."
            steps.append(Step(rule="cap-probable-rct", level=Level.MODERATE, reason=reason))
    return steps


def flags(body: Body, level: Level) -> Iterator[Step]:
    """What is said in words beside the level and moves nothing: concentration on one laboratory or sponsor."""
    for what, key in _SOURCES:
        most, total, of = _most(body, key)
        if len(body.deciding) >= 2 and most and not _below(most, total, book.CONCENTRATED_PERCENT):
            reason = f"{_whole(most)} of {_whole(total)} {of} are of one {what}."
            yield Step(rule=f"flag-{what}", level=level, reason=reason)
    studies = body.number(ANIMAL, IN_VITRO)
    for what, name in (("laboratory", ONE_LABORATORY), ("sponsor", ONE_SPONSOR)):
        most = body.numbers.get(name, 0)
        if studies >= book.PRECLINICAL_AT_LEAST and not _below(most, studies, book.CONCENTRATED_PERCENT):
            reason = f"{most} of {studies} studies in animals, cells or tissue are of one {what}."
            yield Step(rule=f"flag-{what}-preclinical", level=level, reason=reason)


def capped(level: Level, highest: Level) -> Level:
    """The lower of two levels of certainty."""
    return min(level, highest, key=ASCENDING.index)


def _steps(body: Body) -> list[Step]:
    start = _start(body)
    steps = [start]
    if start.level not in ASCENDING:
        if start.level is Level.PRECLINICAL:
            reason = "Another species, or cells: what is found there is not called a certainty about people."
            steps.append(Step(rule="down-species", level=Level.PRECLINICAL, reason=reason))
        return steps
    if deciding_kinds(body.numbers) != (UNCONTROLLED, PREPRINT):
        for rule in (_risk_of_bias, _imprecision, _inconsistency, _indirectness, _publication_bias):
            for id, levels, reason in rule(body):
                at = max(0, ASCENDING.index(steps[-1].level) - levels)
                steps.append(Step(rule=id, level=ASCENDING[at], reason=reason))
    for id, highest, reason in _caps(body):
        steps.append(Step(rule=id, level=capped(steps[-1].level, highest), reason=reason))
    return steps


def _start(body: Body) -> Step:
    of = body.number
    if of(RCT):
        also = f" Randomised by their own words only: {of(PROBABLE)}." if of(PROBABLE) else ""
        return Step(rule="start-rct", level=Level.HIGH, reason=f"Randomised trials in people: {of(RCT)}.{also}")
    if of(PROBABLE):
        reason = f"Trials randomised by their own words only: {of(PROBABLE)}; they never give more than moderate."
        return Step(rule="start-probable-rct", level=Level.MODERATE, reason=reason)
    if of(REVIEW):
        reason = f"Systematic reviews of randomised trials in people: {of(REVIEW)}."
        return Step(rule="start-review", level=Level.HIGH, reason=reason)
    if of(CONTROLLED):
        reason = f"Non-randomised, observational or reviewed studies in people: {of(CONTROLLED)}."
        return Step(rule="start-observational", level=Level.LOW, reason=reason)
    if of(UNCONTROLLED, PREPRINT):
        reason = f"Case reports, preprints or unclassified studies in people: {of(UNCONTROLLED, PREPRINT)}."
        return Step(rule="start-uncontrolled", level=Level.VERY_LOW, reason=reason)
    if of(ANIMAL, IN_VITRO):
        reason = f"No usable study in people was found; animal: {of(ANIMAL)}, laboratory: {of(IN_VITRO)}."
        return Step(rule="start-preclinical", level=Level.PRECLINICAL, reason=reason)
    return Step(rule="start-none", level=Level.NONE, reason="No study that could be graded was found.")


def _risk_of_bias(body: Body) -> _Found:
    if body.reviewed:
        yield "down-blinding", 1, "How many participants of the reviewed trials were in blinded ones is not known."
    if not body.randomised:
        return
    blinded, total, of = _share(body, lambda each: each.blinded)
    if not _below(blinded, total, book.BLINDED_PERCENT):
        return
    reason = f"Blinding is reported for {_whole(blinded)} of {_whole(total)} {of} of randomised trials"
    registered, _, _ = _share(body, lambda each: each.registered)
    if _below(registered, total, book.REGISTERED_PERCENT):
        reason = f"{reason}, a registration for {_whole(registered)}: less than half each."
        yield "down-blinding-unregistered", 2, reason
    else:
        yield "down-blinding", 1, f"{reason}, less than half."


def _imprecision(body: Body) -> _Found:
    if all(each.n is None for each in body.deciding):
        return
    n = _participants(body)
    halved = _halved(body)
    if n < 2 * book.FEW:
        yield "down-imprecision-2", 2, f"{_whole(n)} participants in all{halved}, fewer than {book.FEW}."
    elif n < 2 * book.SOME:
        yield "down-imprecision-1", 1, f"{_whole(n)} participants in all{halved}, fewer than {book.SOME}."


def _inconsistency(body: Body) -> _Found:
    stating = _stating(body)
    if len(stating) < 2:
        return
    weights, of = _weights(stating)
    by_direction: dict[Direction, int] = {}
    for each in stating:
        direction = body.directions[each.pmid]
        by_direction[direction] = by_direction.get(direction, 0) + weights[each.pmid]
    total = sum(by_direction.values())
    minority = total - max(by_direction.values())
    if total and not _below(minority, total, book.MINORITY_PERCENT):
        reason = f"{_whole(minority)} of {_whole(total)} {of} are in studies that point another way than the others."
        yield "down-inconsistency", 1, reason


def _indirectness(body: Body) -> _Found:
    if body.surrogate:
        yield "down-surrogate", 1, "The outcome is a surrogate: it stands for another one that patients feel."
    related, total, of = _share(body, lambda each: each.related)
    if related and not _below(related, total, book.RELATED_PERCENT):
        reason = f"{_whole(related)} of {_whole(total)} {of} are of a related molecule, not of this one."
        yield "down-molecule", 1, reason


def _publication_bias(body: Body) -> _Found:
    said: list[str] = []
    for what, key in _SOURCES:
        most, total, of = _most(body, key)
        if most and not _below(most, total, book.ONE_SOURCE_PERCENT):
            said.append(f"One {what} supplies {_whole(most)} of {_whole(total)} {of}.")
    if body.overdue:
        said.append(f"Trials completed more than 24 months ago without any result: {body.overdue}.")
    if said:
        yield "down-publication-bias", 1, " ".join(said)


def _caps(body: Body) -> Iterator[tuple[str, Level, str]]:
    controlled = body.randomised or body.reviewed or bool(body.number(CONTROLLED))
    if controlled and all(each.n is None for each in body.deciding):
        yield "cap-n-unknown", Level.LOW, "No number of participants was found: precision was not assessed."
    if controlled and len(body.deciding) == 1:
        yield "cap-single-study", Level.MODERATE, "One study alone: consistency cannot be assessed."
    if controlled and not body.whole and not _stating(body):
        reason = "No deciding study states which way it went: there is no result to be certain of."
        yield "cap-no-direction", Level.VERY_LOW, reason
    elif controlled and len(body.deciding) > 1 and len(_stating(body)) < 2:
        reason = f"A direction is stated by {len(_stating(body))} of {len(body.deciding)} studies: consistency was not "
        yield "cap-direction-unknown", Level.MODERATE, f"{reason}assessed."
    if concerns := _concerns(body):
        yield "cap-concern", Level.LOW, f"Studies under an expression of concern: {concerns}.{_through_others(body)}"
    if retracted := _with_retracted_reports(body):
        reason = f"Studies of which another report was retracted, or is said to be: {retracted}."
        yield "cap-retracted-report", Level.LOW, reason
    if not (body.randomised or body.reviewed):
        yield "cap-no-human-rct", Level.LOW, "No randomised trial in people was found."
    if not controlled:
        yield "cap-uncontrolled", Level.VERY_LOW, "No controlled study in people was found."
        if not body.number(UNCONTROLLED):
            yield "cap-preprint", Level.VERY_LOW, "Preprints alone: nobody has reviewed them."
    elif _abstracts_only(body):
        reason = f"Abstracts only, without a review of trials or {book.SOME} participants over two randomised trials."
        yield "cap-abstract-only", Level.MODERATE, reason


def _abstracts_only(body: Body) -> bool:
    if any(not each.doubted for each in body.reviews):
        return False
    if body.randomised and len(body.deciding) >= 2 and _participants(body) >= 2 * book.SOME:
        return False
    read, total, _ = _share(body, lambda each: each.full_text)
    return _below(read, total, book.FULL_TEXT_PERCENT) or not read


_SOURCES: tuple[tuple[str, Callable[[GradedStudy], str]], ...] = (
    ("laboratory", lambda each: each.laboratory),
    ("sponsor", lambda each: each.sponsor),
)


def _most(body: Body, key: Callable[[GradedStudy], str]) -> tuple[int, int, str]:
    """The weight of the one source that has most of it, of all, and the unit. Reviews are no source of participants."""
    if body.reviewed:
        return 0, 0, "participants"
    weights, of = _weights(body.deciding)
    by_source: dict[str, int] = {}
    for each in body.deciding:
        if source := key(each):
            by_source[source] = by_source.get(source, 0) + weights[each.pmid]
    return max(by_source.values(), default=0), sum(weights.values()), of


def _share(body: Body, holds: Callable[[GradedStudy], bool]) -> tuple[int, int, str]:
    weights, of = _weights(body.deciding)
    return sum(weights[each.pmid] for each in body.deciding if holds(each)), sum(weights.values()), of


def _weights(studies: tuple[GradedStudy, ...]) -> tuple[dict[str, int], str]:
    """Halves of participants by PMID, or halves of studies where one does not tell its number; and which it is."""
    if all(each.n is not None for each in studies):
        return {each.pmid: _weight(each) * (each.n or 0) for each in studies}, "participants"
    return {each.pmid: _weight(each) for each in studies}, "studies"


def _participants(body: Body) -> int:
    """Halves of participants. Reviews share their trials, so of several the largest counts alone."""
    halves = [_weight(each) * (each.n or 0) for each in body.deciding]
    return max(halves, default=0) if body.reviewed else sum(halves)


def _weight(study: GradedStudy) -> int:
    return 1 if study.doubted else 2


def _stating(body: Body) -> tuple[GradedStudy, ...]:
    return tuple(each for each in body.deciding if body.directions[each.pmid] is not Direction.UNCLEAR)


def _concerns(body: Body) -> int:
    return sum(each.of_concern for each in body.deciding)


def _through_others(body: Body) -> str:
    through = sum(bool(each.reports_of_concern) and not each.concern for each in body.deciding)
    return f" Of these through another report of the same study: {through}." if through else ""


def _with_retracted_reports(body: Body) -> int:
    return sum(bool(each.reports_retracted) for each in body.deciding)


def _halved(body: Body) -> str:
    why = [
        said
        for said, count in (
            ("under an expression of concern", _concerns(body)),
            ("of which another report was retracted", _with_retracted_reports(body)),
        )
        if count
    ]
    return f", those of studies {' or '.join(why)} by half" if why else ""


def _below(part: int, total: int, percent: int) -> bool:
    return 100 * part < percent * total


def _whole(halves: int) -> str:
    return f"{halves // 2:,}{'.5' if halves % 2 else ''}"
