"""What the rules of the grade read of a pack: a few numbers for each body of evidence, and the studies that decide one.

A body of evidence is all that bears on one outcome, or on any (its name is then empty). Studies in animals, cells and
tissue, and uncontrolled ones in people, are only counted, because no rule reads them one by one: so a grade's proof
stays small where thousands of them are known.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from shared.domain.canonical import canonical, plain
from shared.domain.evidence.appraisal import Outcome
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.override import excluded as excluded_by_a_person
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.fingerprints import GRADING_EDITION
from shared.domain.frozen import Frozen
from shared.domain.vocabulary import Blinding, Design, Direction, Flag, Role, Species

OVERALL = ""
"""The name of the body of evidence that every outcome is part of."""

RCT, PROBABLE, REVIEW, CONTROLLED, UNCONTROLLED, PREPRINT, ANIMAL, IN_VITRO = KINDS = (
    *("rct", "probable_rct", "review_of_trials", "controlled", "uncontrolled", "preprint", "animal", "in_vitro"),
)
"""Every study that is graded is of exactly one of these kinds; the first six are studies in people."""
PEOPLE = KINDS[:6]
ONE_LABORATORY, ONE_SPONSOR, UNCLEAR_ROLE = "one_laboratory", "one_sponsor", "role_unclear"
"""Numbers beside them: the most studies in animals, cells or tissue of one laboratory and of one sponsor, and the
studies of which no rule could tell whether the peptide was given."""
COUNTED = (*KINDS, ONE_LABORATORY, ONE_SPONSOR, UNCLEAR_ROLE)

EXCLUDED = {
    "retracted": "retracted",
    "retraction_suspected": "said to be retracted or withdrawn",
    "withheld": "withheld for words addressed to a machine, or others that no page prints",
    "person": "excluded by a person",
    "notice": "notices about other records",
    "context": "letters, comments, editorials, guidelines, news and protocols",
    "duplicate": "the same work as another record",
    "endogenous": "the peptide was measured, not given",
    "mentioned": "the peptide is only mentioned",
    "narrative_review": "narrative reviews",
    "species_unknown": "neither people nor animals nor cells are named",
}
"""Why a record takes no part in a grade, first reason that holds, and how readers are told."""

SAME_STUDY = ("trial", "duplicate", "republication", "translation")
"""Kinds of grouping whose records report one study, so that doubt about one of them is doubt about it. A preprint or a
corrected record was superseded by the one that counts, and a notice is no report."""
LOOKS_AT_ALL_REPORTS = 3
"""The edition of the rules since which the other records of a study are looked at for doubt."""

_OF_TRIALS = re.compile(r"\brandomi[sz]ed\b.*\btrials?\b|\bRCTs\b", re.IGNORECASE | re.DOTALL)
_NOT_OF_TRIALS = re.compile(
    r"\bnon[- ]?randomi[sz]ed\b|\bobservational\b|\bquasi|\bcohort|\bprotocol\b|\b(?:animals?|mice|mouse|rats?)\b",
    re.IGNORECASE,
)


class GradedStudy(Frozen):
    """One study in people as the rules read it; what has its default is left out where it is stored.

    `reports` are further records of the same trial that `outcomes` were read from. `outcomes` are ids with the way
    each went; `direction` is the study's as a whole. `laboratory` and `sponsor` are keys to count by. `concern` is
    about the record that counts; `reports_of_concern` and `reports_retracted` are other records of the same study that
    are under an expression of concern, and that were retracted or are said to be.
    """

    later = frozenset(
        {
            "n", "blinded", "registered", "concern", "related", "full_text", "direction", "laboratory", "sponsor",
            "outcomes", "reports", "reports_of_concern", "reports_retracted",
        }
    )  # fmt: skip

    pmid: str
    kind: str
    n: int | None = None
    blinded: bool = False
    registered: bool = False
    concern: bool = False
    related: bool = False
    full_text: bool = False
    direction: Direction = Direction.UNCLEAR
    laboratory: str = ""
    sponsor: str = ""
    outcomes: dict[str, Direction] = Field(default={})
    reports: tuple[str, ...] = ()
    reports_of_concern: tuple[str, ...] = ()
    reports_retracted: tuple[str, ...] = ()

    @property
    def of_concern(self) -> bool:
        """Whether any record of it is under an expression of concern."""
        return self.concern or bool(self.reports_of_concern)

    @property
    def doubted(self) -> bool:
        """Whether any record of it is under an expression of concern, or another one was retracted."""
        return self.of_concern or bool(self.reports_retracted)


class Evidence(Frozen):
    """All that a grade is computed from. `bodies` holds, by outcome id, numbers by name (`COUNTED`), without zeros.

    `excluded` counts records by the reasons of `EXCLUDED`; `overdue` are registrations of completed trials without
    results.
    """

    peptide: str
    studies: tuple[GradedStudy, ...]
    bodies: dict[str, dict[str, int]]
    excluded: dict[str, int]
    overdue: tuple[str, ...]


def evidence_of(pack: EvidencePack, edition: int = GRADING_EDITION) -> Evidence:
    """What the pack holds for the rules of this edition to read, whatever the order of its studies."""
    bodies: dict[str, Counter[str]] = defaultdict(Counter)
    sources: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    excluded: Counter[str] = Counter()
    rows: list[GradedStudy] = []
    studies = _once(pack.studies)
    reports = _reports(studies)
    others = _others(studies) if edition >= LOOKS_AT_ALL_REPORTS else {}
    for study in studies:
        if reason := why_excluded(study):
            excluded[reason] += 1
            continue
        kind = kind_of(study)
        further = reports.get(study.pmid, [])
        outcomes = _outcomes(study, further)
        for body in (OVERALL, *outcomes):
            bodies[body][kind] += 1
            bodies[body][UNCLEAR_ROLE] += study.role is Role.UNCLEAR
            if kind not in PEOPLE:
                sources[body, ONE_LABORATORY][study.appraisal.laboratory] += 1
                sources[body, ONE_SPONSOR][study.appraisal.sponsor] += 1
        if kind in (RCT, PROBABLE, REVIEW, CONTROLLED):
            rows.append(_row(study, kind, outcomes, further, others.get(study.pmid, [])))
    for each in pack.unlisted:
        # Only counted, so they bear on no single outcome, and the participants of those in people are not known.
        if reason := why_excluded(each.example):
            excluded[reason] += each.count
            continue
        bodies[OVERALL][kind_of(each.example)] += each.count
        bodies[OVERALL][UNCLEAR_ROLE] += each.count if each.role is Role.UNCLEAR else 0
    for (body, name), found in sources.items():
        bodies[body][name] = max((number for key, number in found.items() if key), default=0)
    numbers = {name: {each: body[each] for each in COUNTED if body[each]} for name, body in bodies.items()}
    return Evidence(
        peptide=pack.slug,
        studies=tuple(each for each in rows if is_read(each, numbers)),
        bodies={name: numbers.get(name, {}) for name in (OVERALL, *OUTCOMES) if name == OVERALL or name in numbers},
        excluded={reason: excluded[reason] for reason in EXCLUDED if excluded[reason]},
        overdue=tuple(sorted({each.trial.nct for each in pack.trials if each.overdue})),
    )


def takes_part(study: PackStudy) -> bool:
    """Whether the study is evidence on giving the peptide, and counts for its group of records."""
    return why_excluded(study) is None


def kind_of(study: PackStudy) -> str:
    """Its kind, a word of `KINDS`; it is one that takes part."""
    appraisal = study.appraisal
    if appraisal.species is Species.ANIMAL:
        return ANIMAL
    if appraisal.species is Species.IN_VITRO:
        return IN_VITRO
    # A preprint was reviewed by nobody: it is a study in people, and of no particular design.
    if Flag.PREPRINT in appraisal.flags:
        return PREPRINT
    if appraisal.design is Design.SYSTEMATIC_REVIEW:
        title = study.citation.title
        return REVIEW if _OF_TRIALS.search(title) and not _NOT_OF_TRIALS.search(title) else CONTROLLED
    kinds = {
        Design.RCT: RCT,
        Design.PROBABLE_RCT: PROBABLE,
        Design.NONRANDOMISED_TRIAL: CONTROLLED,
        Design.OBSERVATIONAL: CONTROLLED,
    }
    return kinds.get(appraisal.design, UNCONTROLLED)


def deciding_kinds(numbers: Mapping[str, int]) -> tuple[str, ...]:
    """The kinds of the studies in people that decide a body's grade: the strongest that there are."""
    for kinds in ((RCT, PROBABLE), (REVIEW,), (CONTROLLED,), (UNCONTROLLED, PREPRINT)):
        if any(numbers.get(kind) for kind in kinds):
            return kinds
    return ()


def why_excluded(study: PackStudy) -> str | None:
    """Why it takes no part in a grade, a word of `EXCLUDED`; None where it does."""
    appraisal = study.appraisal
    return next(
        (
            reason
            for reason, holds in (
                ("retracted", Flag.RETRACTED in appraisal.flags),
                ("retraction_suspected", Flag.RETRACTION_SUSPECTED in appraisal.flags),
                ("withheld", appraisal.withheld and not appraisal.brought_back),
                ("person", excluded_by_a_person(appraisal)),
                ("notice", appraisal.design is Design.NOTICE),
                ("context", appraisal.design is Design.CONTEXT),
                ("duplicate", not _counts(study)),
                ("endogenous", study.role is Role.ENDOGENOUS),
                ("mentioned", study.role is Role.MENTIONED),
                ("narrative_review", appraisal.design is Design.NARRATIVE_REVIEW),
                ("species_unknown", appraisal.species is Species.UNKNOWN),
            )
            if holds
        ),
        None,
    )


def _counts(study: PackStudy) -> bool:
    return study.counted and (study.grouping is None or study.grouping.primary == study.pmid)


def _once(studies: Iterable[PackStudy]) -> list[PackStudy]:
    """By ascending PMID, a PMID once; of two with one PMID the one with the lesser bytes, so that order is nothing."""
    by_pmid: dict[str, PackStudy] = {}
    for each in studies:
        other = by_pmid.get(each.pmid)
        if other is None or _bytes(each) < _bytes(other):
            by_pmid[each.pmid] = each
    return sorted(by_pmid.values(), key=lambda each: (len(each.pmid), each.pmid))


def _bytes(study: PackStudy) -> bytes:
    return canonical(plain(study.model_copy(update={"number": 0})))


def _reports(studies: Iterable[PackStudy]) -> dict[str, list[PackStudy]]:
    """Usable further reports of a trial, by the PMID that counts for it: their outcomes are the trial's."""
    found: dict[str, list[PackStudy]] = defaultdict(list)
    for each in studies:
        grouping = each.grouping
        if grouping and grouping.kind == "trial" and grouping.primary != each.pmid and each.appraisal.counts:
            found[grouping.primary].append(each)
    return found


def _others(studies: Iterable[PackStudy]) -> dict[str, list[PackStudy]]:
    """All other records of a study, usable or not, by the PMID that counts for it."""
    found: dict[str, list[PackStudy]] = defaultdict(list)
    for each in studies:
        grouping = each.grouping
        if grouping and grouping.kind in SAME_STUDY and grouping.primary != each.pmid:
            found[grouping.primary].append(each)
    return found


def _outcomes(study: PackStudy, further: Iterable[PackStudy]) -> dict[str, Direction]:
    found = directions_of(study.appraisal.outcomes)
    for each in further:
        found = {**directions_of(each.appraisal.outcomes), **found}
    return {name: found[name] for name in sorted(found)}


def directions_of(outcomes: Iterable[Outcome]) -> dict[str, Direction]:
    """Each outcome with its direction; told twice and differently, it is mixed."""
    found: dict[str, set[Direction]] = defaultdict(set)
    for each in outcomes:
        if each.name in OUTCOMES:
            found[each.name].add(each.direction)
    return {name: _one(told - {Direction.UNCLEAR}) for name, told in found.items()}


def _one(told: set[Direction]) -> Direction:
    if len(told) > 1:
        return Direction.MIXED
    return next(iter(told), Direction.UNCLEAR)


def _row(
    study: PackStudy,
    kind: str,
    outcomes: dict[str, Direction],
    further: Iterable[PackStudy],
    others: Iterable[PackStudy],
) -> GradedStudy:
    appraisal = study.appraisal
    stated = appraisal.blinding is not Blinding.NOT_STATED
    return GradedStudy(
        pmid=study.pmid,
        kind=kind,
        n=appraisal.n,
        blinded=appraisal.blinding is not Blinding.OPEN if stated else appraisal.blinded,
        registered=appraisal.registered,
        concern=Flag.CONCERN in appraisal.flags,
        related=study.role is Role.RELATED,
        full_text=study.full_text,
        direction=appraisal.direction,
        laboratory=appraisal.laboratory,
        sponsor=appraisal.sponsor,
        outcomes=outcomes,
        reports=tuple(each.pmid for each in further if _adds(study, each)),
        reports_of_concern=tuple(each.pmid for each in others if Flag.CONCERN in each.appraisal.flags),
        reports_retracted=tuple(each.pmid for each in others if each.appraisal.retracted),
    )


def _adds(study: PackStudy, further: PackStudy) -> bool:
    return bool(directions_of(further.appraisal.outcomes).keys() - directions_of(study.appraisal.outcomes).keys())


def is_read(study: GradedStudy, numbers: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a rule reads it: a review of trials lifts a cap wherever it stands, others must decide a body."""
    if study.kind == REVIEW:
        return True
    return any(study.kind in deciding_kinds(numbers[body]) for body in _bodies(study))


def _bodies(study: GradedStudy) -> Iterator[str]:
    yield OVERALL
    yield from study.outcomes
