"""One body of evidence, judged: where it starts, what takes it down, what caps it, what is flagged in words.

Every function here is pure and exact. The reasons of its steps are part of every stored proof, so a word of them that
changes is a change of the rules; readers are told the same in other words (`shared.domain.grading.reasons`).
"""

from collections.abc import Iterator
from dataclasses import replace

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
    deciding_kinds,
)
from shared.domain.grading.weighing import SOURCES, Body, below, written
from shared.domain.vocabulary import Level

ASCENDING = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
"""The levels that speak of certainty about people."""

_Found = Iterator[tuple[str, int, str]]
"""Rule, levels taken, reason."""


class Step(Frozen):
    """One rule's part in a grade: the rule, the level after it, and why in words."""

    rule: str
    level: Level
    reason: str


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
    for what, key in SOURCES:
        most, total, of = body.most(key)
        if len(body.deciding) >= 2 and most and not below(most, total, book.CONCENTRATED_PERCENT):
            reason = f"{written(most)} of {written(total)} {of} are of one {what}."
            yield Step(rule=f"flag-{what}", level=level, reason=reason)
    studies = body.number(ANIMAL, IN_VITRO)
    for what, name in (("laboratory", ONE_LABORATORY), ("sponsor", ONE_SPONSOR)):
        most = body.numbers.get(name, 0)
        if studies >= book.PRECLINICAL_AT_LEAST and not below(most, studies, book.CONCENTRATED_PERCENT):
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
    blinded, total, of = body.share(lambda each: each.blinded)
    if not below(blinded, total, book.BLINDED_PERCENT):
        return
    reason = f"Blinding is reported for {written(blinded)} of {written(total)} {of} of randomised trials"
    registered, others, _ = body.share(lambda each: each.registered)
    if below(registered, others, book.REGISTERED_PERCENT):
        also = written(registered) if others == total else f"{written(registered)} of {written(others)}"
        reason = f"{reason}, a registration for {also}: less than half each."
        yield "down-blinding-unregistered", 2, reason
    else:
        yield "down-blinding", 1, f"{reason}, less than half."


def _imprecision(body: Body) -> _Found:
    if all(each.n is None for each in body.deciding):
        return
    n = body.participants
    halved = _halved(body)
    if n < 2 * book.FEW:
        yield "down-imprecision-2", 2, f"{written(n)} participants in all{halved}, fewer than {book.FEW}."
    elif n < 2 * book.SOME:
        yield "down-imprecision-1", 1, f"{written(n)} participants in all{halved}, fewer than {book.SOME}."


def _inconsistency(body: Body) -> _Found:
    if len(body.stating) < 2:
        return
    prevailing, minority, of = body.disagreement()
    total = prevailing + minority
    if total and not below(minority, total, book.MINORITY_PERCENT):
        reason = f"{written(minority)} of {written(total)} {of} are in studies that point another way than the others."
        yield "down-inconsistency", 1, reason


def _indirectness(body: Body) -> _Found:
    if body.surrogate:
        yield "down-surrogate", 1, "The outcome is a surrogate: it stands for another one that patients feel."
    related, total, of = body.share(lambda each: each.related, at_most=True)
    if related and not below(related, total, book.RELATED_PERCENT):
        reason = f"{written(related)} of {written(total)} {of} are of a related molecule, not of this one."
        yield "down-molecule", 1, reason


def _publication_bias(body: Body) -> _Found:
    said: list[str] = []
    for what, key in SOURCES:
        most, total, of = body.most(key)
        if most and not below(most, total, book.ONE_SOURCE_PERCENT):
            said.append(f"One {what} supplies {written(most)} of {written(total)} {of}.")
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
    if controlled and not body.whole and not body.stating:
        reason = "No deciding study states which way it went: there is no result to be certain of."
        yield "cap-no-direction", Level.VERY_LOW, reason
    elif controlled and len(body.deciding) > 1 and len(body.stating) < 2:
        reason = f"A direction is stated by {len(body.stating)} of {len(body.deciding)} studies: consistency was not "
        yield "cap-direction-unknown", Level.MODERATE, f"{reason}assessed."
    if concerns := body.concerns:
        yield "cap-concern", Level.LOW, f"Studies under an expression of concern: {concerns}.{_through_others(body)}"
    if retracted := body.with_retracted_reports:
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
    if body.randomised and len(body.deciding) >= 2 and body.participants >= 2 * book.SOME:
        return False
    read, total, _ = body.share(lambda each: each.full_text)
    return below(read, total, book.FULL_TEXT_PERCENT) or not read


def _through_others(body: Body) -> str:
    through = body.concerns_through_others
    return f" Of these through another report of the same study: {through}." if through else ""


def _halved(body: Body) -> str:
    why = [
        said
        for said, count in (
            ("under an expression of concern", body.concerns),
            ("of which another report was retracted", body.with_retracted_reports),
        )
        if count
    ]
    return f", those of studies {' or '.join(why)} by half" if why else ""
