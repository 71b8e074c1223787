"""Why a grade is what it is, in words for readers: one sentence for each step of a proof.

A proof keeps its own short reasons, byte for byte. The sentences here are derived when a grade is shown, from the rule
and from what it read, so that they may be put better without any proof being another.
"""

from collections.abc import Callable, Mapping
from functools import partial

from shared.domain.fingerprints import GRADED_ANEW
from shared.domain.grading import book, weaknesses
from shared.domain.grading.bodies import (
    ANIMAL,
    CONTROLLED,
    IN_VITRO,
    OVERALL,
    PREPRINT,
    PROBABLE,
    RCT,
    REVIEW,
    UNCLEAR_ROLE,
    UNCONTROLLED,
)
from shared.domain.grading.grade import Grade, best_of, body_of
from shared.domain.grading.rules import Step
from shared.domain.grading.weighing import Body

CONCERN = "an expression of concern (a journal's notice that an article is in doubt)"


def explained(grade: Grade) -> Grade:
    """The grade with its reasons in words for readers, for showing alone: levels, rules and numbers are the same.

    A grade of the first edition, which told counts alone, keeps the words that it has.
    """
    if grade.edition not in GRADED_ANEW:
        return grade
    evidence = grade.evidence
    return grade.model_copy(
        update={
            "steps": _steps(grade.steps, body_of(evidence, OVERALL, grade.edition), grade),
            "outcomes": tuple(
                each.model_copy(
                    update={"steps": _steps(each.steps, body_of(evidence, each.outcome, grade.edition), grade)}
                )
                for each in grade.outcomes
            ),
        }
    )


def by_outcome(grade: Grade) -> dict[str, tuple[Step, ...]]:
    """The same as data: the steps of each outcome by its id, and those of the whole as `overall`."""
    told = explained(grade)
    return {**{each.outcome: each.steps for each in told.outcomes}, "overall": told.steps}


def _steps(steps: tuple[Step, ...], body: Body, grade: Grade) -> tuple[Step, ...]:
    return tuple(each.model_copy(update={"reason": _reason(each, body, grade)}) for each in steps)


def _reason(step: Step, body: Body, grade: Grade) -> str:
    if step.rule in _OF_THE_WHOLE:
        return _OF_THE_WHOLE[step.rule](body, grade)
    return _OF_A_BODY[step.rule](body)


def _start_rct(body: Body) -> str:
    said = f"{_trials(body.number(RCT))} in people {_was(body.number(RCT))} found"
    if also := body.number(PROBABLE):
        said += f", and {also:,} more that {'is' if also == 1 else 'are'} randomised by {_its(also)} own account only"
    return f"{said}."


def _start_probable_rct(body: Body) -> str:
    number = body.number(PROBABLE)
    trials = "1 trial in people is" if number == 1 else f"{number:,} trials in people are"
    return f"{trials} randomised by {_its(number)} own account only, which gives moderate certainty at most."


def _start_review(body: Body) -> str:
    number = body.number(REVIEW)
    said = f"{_many(number, 'systematic review', 'systematic reviews')} of randomised trials in people {_was(number)}"
    return f"{said} found, and none of the trials themselves."


def _start_observational(body: Body) -> str:
    number = body.number(CONTROLLED)
    if number == 1:
        return (
            "The strongest evidence is 1 study in people without randomisation: a trial, an observational study or a "
            "review."
        )
    return (
        f"The strongest evidence is {number:,} studies in people without randomisation: trials, observational studies "
        "or reviews."
    )


def _start_uncontrolled(body: Body) -> str:
    number = body.number(UNCONTROLLED, PREPRINT)
    if number == 1:
        return "The strongest evidence is 1 case report, preprint or study of no known design in people."
    return f"The strongest evidence is {number:,} case reports, preprints or studies of no known design in people."


def _start_preclinical(body: Body) -> str:
    found = [
        f"{_studies(body.number(kind))} in {where}"
        for kind, where in ((ANIMAL, "animals"), (IN_VITRO, "cells or tissue"))
        if body.number(kind)
    ]
    return f"{' and '.join(found)} {_was(body.number(ANIMAL, IN_VITRO))} found, and no usable study in people."


def _start_none(body: Body) -> str:
    del body
    return "No study was found that could be graded."


def _n_unknown(body: Body) -> str:
    del body
    return "No number of participants was found, so it could not be judged how precise the results are."


def _single_study(body: Body) -> str:
    del body
    return "There is only one study, so nobody can tell whether others would agree with it."


def _no_direction(body: Body) -> str:
    if len(body.deciding) == 1:
        return "The only study does not say which way its result went, so there is no result to be certain of."
    none = _none_of(len(body.deciding))
    return f"{none} says which way its result went, so there is no result to be certain of."


def _direction_unknown(body: Body) -> str:
    of = len(body.deciding)
    which = f"Only 1 of the {of:,} studies" if body.stating else _none_of(of)
    return f"{which} says which way its result went, so it could not be judged whether they agree."


def _concern(body: Body) -> str:
    number, through = body.concerns, body.concerns_through_others
    if through == number:
        return (
            f"Another report of 1 study is under {CONCERN}."
            if number == 1
            else f"Other reports of {number:,} studies are under {CONCERN}."
        )
    others = f"; of {through:,} of them it is another report that is" if through else ""
    return f"{_studies(number)} {'is' if number == 1 else 'are'} under {CONCERN}{others}."


def _retracted_report(body: Body) -> str:
    number = body.with_retracted_reports
    if number == 1:
        return "Another report of 1 study was retracted, or is said to be."
    return f"Other reports of {number:,} studies were retracted, or are said to be."


def _no_human_rct(body: Body) -> str:
    return f"No usable randomised trial in people was found{'' if body.whole else ' for this outcome'}."


def _uncontrolled(body: Body) -> str:
    where = "" if body.whole else " for this outcome"
    return (
        f"No usable study in people was found{where} that compared those who were given the peptide with others who "
        "were not."
    )


def _preprint(body: Body) -> str:
    number = body.number(PREPRINT)
    if number == 1:
        return "The only study is a preprint: no other experts have reviewed it."
    return f"{'Both' if number == 2 else f'All {number:,}'} studies are preprints: no other experts have reviewed them."


def _abstract_only(body: Body) -> str:
    read, _, _ = body.share(lambda each: each.full_text)
    if len(body.deciding) == 1:
        how = "The study was read as an abstract only"
    else:
        how = f"The studies were read {'mostly as abstracts' if read else 'as abstracts only'}"
    return (
        f"{how}, and there is neither a sound review of trials nor two randomised trials with {book.SOME} participants "
        "between them."
    )


def _probable_rct(body: Body) -> str:
    number = body.number(PROBABLE)
    if number == 1:
        which = "1 trial that is randomised by its own account only, which does"
    else:
        which = f"{number:,} trials that are randomised by their own account only, which do"
    return f"High certainty would rest on {which} not suffice for it."


def _outcomes(body: Body, grade: Grade) -> str:
    best = best_of(grade.outcomes)
    level = best.value.replace("_", " ") if best else ""
    said = f"The best grade of any outcome is {level}, and the whole is never graded above it."
    return f"{said} {_unread(body)}." if body.unread else said


def _no_outcome(body: Body, grade: Grade) -> str:
    del grade
    which = "the only study" if len(body.deciding) == 1 else f"any of the {len(body.deciding):,} studies"
    return f"No outcome was recognised in {which} in people, so there is no result to be certain of."


def _not_assessed(body: Body, grade: Grade) -> str:
    del grade
    return (
        f"{_unread(body)}, so it could not be judged there whether results agree and whether they are of what patients "
        "feel."
    )


def _unread(body: Body) -> str:
    of = len(body.deciding)
    if body.unread < of:
        return f"In {body.unread:,} of the {of:,} studies that decide it no outcome was recognised"
    return (
        "No outcome was recognised in the only study that decides it"
        if of == 1
        else f"No outcome was recognised in any of the {of:,} studies that decide it"
    )


def _role_unclear(body: Body, grade: Grade) -> str:
    del grade
    number = body.number(UNCLEAR_ROLE)
    counts = "counts" if number == 1 else "count"
    return f"{_studies(number)} {counts} although no rule could tell whether the peptide was given."


_OF_A_BODY: Mapping[str, Callable[[Body], str]] = {
    "start-rct": _start_rct,
    "start-probable-rct": _start_probable_rct,
    "start-review": _start_review,
    "start-observational": _start_observational,
    "start-uncontrolled": _start_uncontrolled,
    "start-preclinical": _start_preclinical,
    "start-none": _start_none,
    "down-blinding": weaknesses.blinding,
    "down-blinding-unregistered": weaknesses.blinding_unregistered,
    "down-imprecision-1": partial(weaknesses.imprecision, few="Few", fewer_than=book.SOME),
    "down-imprecision-2": partial(weaknesses.imprecision, few="Very few", fewer_than=book.FEW),
    "down-inconsistency": weaknesses.inconsistency,
    "down-surrogate": weaknesses.surrogate,
    "down-molecule": weaknesses.molecule,
    "down-species": weaknesses.species,
    "down-publication-bias": weaknesses.publication_bias,
    "cap-n-unknown": _n_unknown,
    "cap-single-study": _single_study,
    "cap-no-direction": _no_direction,
    "cap-direction-unknown": _direction_unknown,
    "cap-concern": _concern,
    "cap-retracted-report": _retracted_report,
    "cap-no-human-rct": _no_human_rct,
    "cap-uncontrolled": _uncontrolled,
    "cap-preprint": _preprint,
    "cap-abstract-only": _abstract_only,
    "cap-probable-rct": _probable_rct,
    "flag-laboratory": partial(weaknesses.concentrated, what="laboratory"),
    "flag-sponsor": partial(weaknesses.concentrated, what="sponsor"),
    "flag-laboratory-preclinical": partial(weaknesses.concentrated_preclinical, what="laboratory"),
    "flag-sponsor-preclinical": partial(weaknesses.concentrated_preclinical, what="sponsor"),
}
_OF_THE_WHOLE: Mapping[str, Callable[[Body, Grade], str]] = {
    "cap-outcomes": _outcomes,
    "cap-no-outcome": _no_outcome,
    "cap-not-assessed": _not_assessed,
    "flag-role-unclear": _role_unclear,
}


def _none_of(studies: int) -> str:
    return f"{'Neither' if studies == 2 else 'None'} of the {studies:,} studies"


def _trials(number: int) -> str:
    return _many(number, "randomised trial", "randomised trials")


def _studies(number: int) -> str:
    return _many(number, "study", "studies")


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"
