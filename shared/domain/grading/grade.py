"""The evidence grade, per outcome and overall: GRADE-informed, computed, recomputable to the same bytes.

It is not GRADE, which needs human judgement. A grade holds what it was computed from, so it is its own proof: who has
one computes it again with `regrade`, and who has the pack with `grade`.
"""

from pydantic import Field

from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import GRADED_ANEW, GRADING_EDITION
from shared.domain.frozen import Frozen
from shared.domain.grading.bodies import (
    OVERALL,
    REVIEW,
    UNCLEAR_ROLE,
    Evidence,
    GradedStudy,
    deciding_kinds,
    evidence_of,
)
from shared.domain.grading.rules import ASCENDING, Step, capped, flags, judge
from shared.domain.grading.weighing import DOUBT_NEVER_HELPS, Body
from shared.domain.vocabulary import Level

BOUND_BY_OUTCOMES = 4
"""The edition of the rules since which no whole is above its best outcome, nor certain of anything without one."""


class OutcomeGrade(Frozen):
    """The grade of one outcome (`shared.domain.evidence.outcomes`): `inputs` are numbers by name, `deciding` PMIDs."""

    outcome: str
    level: Level
    inputs: dict[str, int]
    deciding: tuple[str, ...]
    steps: tuple[Step, ...]


class Grade(Frozen):
    """The overall level with its proof: what it was computed from and every step in order; and that of each outcome.

    `inputs` are numbers of studies by kind (`shared.domain.grading.bodies`), `studies` what the rules read of those
    that decide, `excluded` records by reason, `overdue` registrations. `edition` is that of the rules; a grade of
    `v` 1 is of the first edition, which told counts alone and is not computed any more.
    """

    later = frozenset({"edition", "peptide", "deciding", "outcomes", "studies", "excluded", "overdue"})

    v: int = 1
    level: Level
    inputs: dict[str, int]
    steps: tuple[Step, ...]
    edition: int = 1
    peptide: str = ""
    deciding: tuple[str, ...] = ()
    outcomes: tuple[OutcomeGrade, ...] = ()
    studies: tuple[GradedStudy, ...] = ()
    excluded: dict[str, int] = Field(default={})
    overdue: tuple[str, ...] = ()

    def of(self, outcome: str) -> OutcomeGrade | None:
        """The grade of that outcome, or None where no study was found to look at it."""
        return next((each for each in self.outcomes if each.outcome == outcome), None)

    @property
    def evidence(self) -> Evidence:
        """What it was computed from."""
        return Evidence(
            peptide=self.peptide,
            studies=self.studies,
            bodies={OVERALL: self.inputs, **{each.outcome: each.inputs for each in self.outcomes}},
            excluded=self.excluded,
            overdue=self.overdue,
        )


def grade(pack: EvidencePack, edition: int = GRADING_EDITION) -> Grade:
    """The grade of all usable studies of the manifest, whether selected for sentences or not.

    `edition` is one of `shared.domain.fingerprints.GRADED_ANEW`; ValueError for another.
    """
    return regrade(evidence_of(pack, edition), edition)


def regrade(evidence: Evidence, edition: int = GRADING_EDITION) -> Grade:
    """The grade that this evidence has; the same evidence gives the same bytes (`shared.domain.canonical`).

    Edition 3 reads more than edition 2 of the other reports of a study; where the evidence holds none of that, their
    grades differ in the edition's number alone. Edition 4 lets no whole be above its outcomes where some were not
    recognised (`BOUND_BY_OUTCOMES`), and in edition 5 no doubt about a study lifts a grade (`DOUBT_NEVER_HELPS`).
    ValueError for an edition that is not among `shared.domain.fingerprints.GRADED_ANEW`.
    """
    if edition not in GRADED_ANEW:
        raise ValueError(f"edition {edition} of the grading rules is not computed any more")
    outcomes = tuple(_outcome(evidence, name, edition) for name in OUTCOMES if name in evidence.bodies)
    whole = body_of(evidence, OVERALL, edition)
    steps = judge(whole)
    cap_of = _overall_cap if edition >= BOUND_BY_OUTCOMES else _overall_cap_before
    if cap := cap_of(whole, steps[-1].level, outcomes):
        steps.append(cap)
    steps += flags(whole, steps[-1].level)
    if unclear := evidence.bodies[OVERALL].get(UNCLEAR_ROLE, 0):
        reason = f"Studies that count although no rule could tell whether the peptide was given: {unclear}."
        steps.append(Step(rule="flag-role-unclear", level=steps[-1].level, reason=reason))
    return Grade(
        v=2,
        edition=edition,
        peptide=evidence.peptide,
        level=steps[-1].level,
        inputs=dict(evidence.bodies[OVERALL]),
        deciding=tuple(each.pmid for each in whole.deciding),
        steps=tuple(steps),
        outcomes=outcomes,
        studies=evidence.studies,
        excluded=dict(evidence.excluded),
        overdue=evidence.overdue,
    )


def _outcome(evidence: Evidence, name: str, edition: int) -> OutcomeGrade:
    body = body_of(evidence, name, edition)
    steps = judge(body)
    steps += flags(body, steps[-1].level)
    return OutcomeGrade(
        outcome=name,
        level=steps[-1].level,
        inputs=dict(evidence.bodies[name]),
        deciding=tuple(each.pmid for each in body.deciding),
        steps=tuple(steps),
    )


def body_of(evidence: Evidence, name: str, edition: int) -> Body:
    """The body of evidence of that name, an outcome's id or `OVERALL`, as the rules of this edition judge it."""
    numbers = evidence.bodies[name]
    kinds = deciding_kinds(numbers)
    bearing = [each for each in evidence.studies if name in (OVERALL, *each.outcomes)]
    deciding = tuple(each for each in bearing if each.kind in kinds)
    return Body(
        numbers=numbers,
        deciding=deciding,
        reviews=tuple(each for each in bearing if each.kind == REVIEW),
        directions={each.pmid: each.direction if name == OVERALL else each.outcomes[name] for each in deciding},
        overdue=len(evidence.overdue),
        whole=name == OVERALL,
        surrogate=name != OVERALL and OUTCOMES[name].surrogate,
        doubt_never_helps=edition >= DOUBT_NEVER_HELPS,
    )


def _overall_cap(whole: Body, level: Level, outcomes: tuple[OutcomeGrade, ...]) -> Step | None:
    """Certainty is of an outcome: what none bears the whole does not either, and without any there is no result."""
    if not whole.deciding or level not in ASCENDING:
        return None
    best = best_of(outcomes)
    if best is None:
        reason = (
            f"No outcome was recognised in any study in people, of which {len(whole.deciding)} decide: there is no "
            "result to be certain of."
        )
        return Step(rule="cap-no-outcome", level=Level.VERY_LOW, reason=reason)
    unread = whole.unread
    also = f" In {unread} of {len(whole.deciding)} deciding studies no outcome was recognised." if unread else ""
    return Step(rule="cap-outcomes", level=capped(level, best), reason=f"{_best_is(best)}{also}")


def _overall_cap_before(whole: Body, level: Level, outcomes: tuple[OutcomeGrade, ...]) -> Step | None:
    """The same up to edition 3: an outcome that was not recognised left the whole at moderate."""
    if not whole.deciding or level not in ASCENDING:
        return None
    unread, best = whole.unread, best_of(outcomes)
    if not unread and best is not None:
        return Step(rule="cap-outcomes", level=capped(level, best), reason=_best_is(best))
    highest = Level.HIGH if best is Level.HIGH else Level.MODERATE
    reason = (
        f"In {unread} of {len(whole.deciding)} deciding studies no outcome was recognised: inconsistency and "
        "indirectness were not assessed there."
    )
    return Step(rule="cap-not-assessed", level=capped(level, highest), reason=reason)


def best_of(outcomes: tuple[OutcomeGrade, ...]) -> Level | None:
    """The best certainty that any outcome has; None where none has one."""
    return max((each.level for each in outcomes if each.level in ASCENDING), key=ASCENDING.index, default=None)


def _best_is(best: Level) -> str:
    return f"The best grade of any outcome is {best.value.replace('_', ' ')}."
