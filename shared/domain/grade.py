"""The evidence grade: GRADE-informed, computed, recomputable to the same bytes.

It is not GRADE, which needs human judgement. It follows GRADE's shape (start by design, go down for risk of
bias and imprecision; OIS rule of thumb of 400 participants) with fixed caps for what abstracts cannot show.
It only ever looks at the pack's manifest, so anyone who holds the pack can compute it again.
"""

from collections.abc import Iterable

from shared.domain.frozen import Frozen
from shared.domain.pack import EvidencePack, PackStudy
from shared.domain.vocabulary import Design, Flag, Level, Species

FEW, SOME = 100, 400
"""Participants below which a sum is very imprecise, and imprecise (GRADE's optimal information size)."""

_ASCENDING = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
_RANDOMISED = (Design.RCT, Design.PROBABLE_RCT)
_COMPARED = (Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL)


class Step(Frozen):
    """One rule's part in a grade: the rule, the level after it, and why in words."""

    rule: str
    level: Level
    reason: str


class Grade(Frozen):
    """The level and its proof: the counts it was computed from and every step in order."""

    v: int = 1
    level: Level
    inputs: dict[str, int]
    steps: tuple[Step, ...]


def grade(pack: EvidencePack) -> Grade:
    """The grade of all usable studies of the manifest, whether selected for sentences or not.

    The inputs are counts of studies and sums of participants; the same inputs give the same steps.
    """
    inputs = _inputs(pack.studies)
    steps = _steps(inputs)
    return Grade(level=steps[-1].level, inputs=inputs, steps=tuple(steps))


def _inputs(studies: Iterable[PackStudy]) -> dict[str, int]:
    everything = list(studies)
    # A duplicate is the same participants again.
    usable = [each.appraisal for each in everything if each.counted and each.appraisal.usable]
    # A preprint was reviewed by nobody: it counts as a study in people, and as no particular design.
    people = [each for each in usable if each.species is Species.HUMAN and each.design is not Design.NARRATIVE_REVIEW]
    reviewed = [each for each in people if Flag.PREPRINT not in each.flags]
    reviews = [each for each in reviewed if each.design is Design.SYSTEMATIC_REVIEW]
    randomised = [each for each in reviewed if each.design in _RANDOMISED]
    compared = [each for each in reviewed if each.design in _COMPARED]
    driving = randomised or compared
    return {
        "usable": len(usable),
        "excluded": len(everything) - len(usable),
        "animal": sum(each.species is Species.ANIMAL for each in usable),
        "in_vitro": sum(each.species is Species.IN_VITRO for each in usable),
        "human": len(people),
        "human_preprints": len(people) - len(reviewed),
        "systematic_reviews": len(reviews),
        "rcts": sum(each.design is Design.RCT for each in randomised),
        "probable_rcts": sum(each.design is Design.PROBABLE_RCT for each in randomised),
        "nonrandomised_or_observational": len(compared),
        "driving": len(driving),
        "driving_with_n": sum(each.n is not None for each in driving),
        "driving_n": sum(each.n or 0 for each in driving),
        "driving_concerns": sum(Flag.CONCERN in each.flags for each in (*driving, *reviews)),
        "randomised_blinded": sum(each.blinded for each in randomised),
        "randomised_blinded_n": sum(each.n or 0 for each in randomised if each.blinded),
    }


def _steps(inputs: dict[str, int]) -> list[Step]:
    start = _start(inputs)
    steps = [start]
    if start.level not in _ASCENDING:
        return steps
    for rule, level, reason in (
        *_risk_of_bias(inputs),
        *_imprecision(inputs),
    ):
        steps.append(Step(rule=rule, level=_down(steps[-1].level, level), reason=reason))
    for rule, highest, reason in _caps(inputs):
        steps.append(Step(rule=rule, level=min(steps[-1].level, highest, key=_ASCENDING.index), reason=reason))
    # What is not looked at must not be taken for absent: no grade is high before these are assessed too.
    unseen = (
        "Inconsistency, indirectness and publication bias were not assessed: abstracts do not show them per outcome. "
        "Nothing is graded above moderate without them."
    )
    capped = min(steps[-1].level, Level.MODERATE, key=_ASCENDING.index)
    steps.append(Step(rule="cap-not-assessed", level=capped, reason=unseen))
    return steps


def _start(inputs: dict[str, int]) -> Step:
    if inputs["rcts"]:
        return Step(rule="start-rct", level=Level.HIGH, reason=f"Randomised trials in people: {inputs['rcts']}.")
    if inputs["systematic_reviews"]:
        found = f"Systematic reviews of studies in people: {inputs['systematic_reviews']}."
        return Step(rule="start-systematic-review", level=Level.HIGH, reason=found)
    if inputs["probable_rcts"]:
        found = (
            f"Trials randomised by their own words only: {inputs['probable_rcts']}; they never give more than moderate."
        )
        return Step(rule="start-probable-rct", level=Level.MODERATE, reason=found)
    if inputs["nonrandomised_or_observational"]:
        found = f"Non-randomised or observational studies in people: {inputs['nonrandomised_or_observational']}."
        return Step(rule="start-observational", level=Level.LOW, reason=found)
    if inputs["human"]:
        found = f"Case reports, preprints or unclassified studies in people: {inputs['human']}."
        return Step(rule="start-uncontrolled", level=Level.VERY_LOW, reason=found)
    if inputs["animal"] or inputs["in_vitro"]:
        found = f"No usable study in people was found; animal: {inputs['animal']}, laboratory: {inputs['in_vitro']}."
        return Step(rule="start-preclinical", level=Level.PRECLINICAL, reason=found)
    return Step(rule="start-none", level=Level.NONE, reason="No study that could be graded was found.")


def _risk_of_bias(inputs: dict[str, int]) -> list[tuple[str, int, str]]:
    randomised = inputs["rcts"] + inputs["probable_rcts"]
    if not randomised:
        return []
    if inputs["driving_n"]:
        blinded, all_, of = inputs["randomised_blinded_n"], inputs["driving_n"], "participants of randomised trials"
    else:
        blinded, all_, of = inputs["randomised_blinded"], randomised, "randomised trials"
    if 2 * blinded >= all_:
        return []
    return [("down-blinding", 1, f"Blinding is reported for {blinded} of {all_} {of}, less than half.")]


def _imprecision(inputs: dict[str, int]) -> list[tuple[str, int, str]]:
    if not inputs["driving_with_n"]:
        return []
    n = inputs["driving_n"]
    if n < FEW:
        return [("down-imprecision-2", 2, f"{n} participants in all, fewer than {FEW}.")]
    if n < SOME:
        return [("down-imprecision-1", 1, f"{n} participants in all, fewer than {SOME}.")]
    return []


def _caps(inputs: dict[str, int]) -> list[tuple[str, Level, str]]:
    reviews, randomised = inputs["systematic_reviews"], inputs["rcts"] + inputs["probable_rcts"]
    caps: list[tuple[str, Level, str]] = []
    if not inputs["driving_with_n"]:
        caps.append(("cap-n-unknown", Level.LOW, "No number of participants was found: precision was not assessed."))
    if inputs["driving"] == 1 and not reviews:
        caps.append(("cap-single-study", Level.MODERATE, "One study alone: consistency cannot be assessed."))
    if inputs["driving_concerns"]:
        found = f"Studies under an expression of concern: {inputs['driving_concerns']}."
        caps.append(("cap-concern", Level.LOW, found))
    if not randomised:
        caps.append(("cap-no-human-rct", Level.LOW, "No randomised trial in people was found."))
    if not (randomised or reviews or inputs["nonrandomised_or_observational"]):
        caps.append(("cap-uncontrolled", Level.VERY_LOW, "No controlled study in people was found."))
    large = randomised >= 2 and inputs["driving_n"] >= SOME
    if not (reviews or large):
        found = f"Abstracts only, without a systematic review or {SOME} participants over two randomised trials."
        caps.append(("cap-abstract-only", Level.MODERATE, found))
    return caps


def _down(level: Level, steps: int) -> Level:
    return _ASCENDING[max(0, _ASCENDING.index(level) - steps)]
