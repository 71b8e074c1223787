"""The grade: one table row per rule, and what must hold whatever the studies."""

from typing import Any

import pytest
from factories import appraisal, pack, pack_study
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.appraisal import Appraisal
from shared.domain.canonical import canonical
from shared.domain.counts import counts
from shared.domain.grade import Grade, grade
from shared.domain.monograph import Counts
from shared.domain.pack import EvidencePack
from shared.domain.vocabulary import Design, Flag, Level, Species


def of(*appraisals: Appraisal) -> EvidencePack:
    studies = tuple(pack_study(number, appraisal=each) for number, each in enumerate(appraisals, 1))
    return pack(studies=studies, sentences=())


def rct(n: int | None = 300, **overrides: Any) -> Appraisal:
    return appraisal(**{"n": n, "blinded": True, **overrides})


def a(design: Design, species: Species = Species.HUMAN, **overrides: Any) -> Appraisal:
    return appraisal(**{"design": design, "species": species, "n": 500, **overrides})


REVIEW = a(Design.SYSTEMATIC_REVIEW, n=None)
RAT = a(Design.EXPERIMENT, Species.ANIMAL, n=24)
DISH = a(Design.EXPERIMENT, Species.IN_VITRO, n=None)

TABLE: list[tuple[str, tuple[Appraisal, ...], Level, str]] = [
    ("two large blinded trials", (rct(300), rct(300)), Level.MODERATE, "cap-not-assessed"),
    ("a review beside a trial lifts the abstract-only cap", (rct(450), REVIEW), Level.MODERATE, "cap-not-assessed"),
    ("one trial cannot be consistent", (rct(900),), Level.MODERATE, "cap-single-study"),
    ("abstracts of small trials", (rct(210), rct(150)), Level.MODERATE, "cap-abstract-only"),
    ("fewer than 400 in all", (rct(210), rct(150), REVIEW), Level.MODERATE, "down-imprecision-1"),
    ("fewer than 100 in all", (rct(50), rct(49), REVIEW), Level.LOW, "down-imprecision-2"),
    ("less than half blinded", (rct(500), rct(600, blinded=False)), Level.MODERATE, "down-blinding"),
    ("half blinded is enough", (rct(500), rct(500, blinded=False)), Level.MODERATE, "cap-not-assessed"),
    ("blinding by trials where no n is known", (rct(None), rct(None, blinded=False)), Level.LOW, "cap-n-unknown"),
    ("an expression of concern", (rct(500), rct(500, flags=(Flag.CONCERN,))), Level.LOW, "cap-concern"),
    (
        "randomised by its own words only",
        (a(Design.PROBABLE_RCT, blinded=True),) * 3,
        Level.MODERATE,
        "start-probable-rct",
    ),
    ("a review alone", (REVIEW,), Level.LOW, "cap-no-human-rct"),
    ("observational", (a(Design.OBSERVATIONAL),) * 2, Level.LOW, "start-observational"),
    ("a trial without randomisation", (a(Design.NONRANDOMISED_TRIAL),) * 2, Level.LOW, "start-observational"),
    ("small observational", (a(Design.OBSERVATIONAL, n=50),) * 2, Level.VERY_LOW, "down-imprecision-1"),
    ("case reports", (a(Design.CASE_REPORT, n=1),), Level.VERY_LOW, "cap-uncontrolled"),
    ("unclassified, in people", (a(Design.UNKNOWN),), Level.VERY_LOW, "start-uncontrolled"),
    ("a preprint of a trial", (rct(900, flags=(Flag.PREPRINT,)),), Level.VERY_LOW, "start-uncontrolled"),
    ("animals and dishes only", (RAT, DISH), Level.PRECLINICAL, "start-preclinical"),
    (
        "a review of animal studies",
        (a(Design.SYSTEMATIC_REVIEW, Species.ANIMAL),),
        Level.PRECLINICAL,
        "start-preclinical",
    ),
    ("narrative reviews weigh nothing", (a(Design.NARRATIVE_REVIEW),), Level.NONE, "start-none"),
    ("retracted", (rct(900, flags=(Flag.RETRACTED,)),), Level.NONE, "start-none"),
    ("letters", (a(Design.CONTEXT),), Level.NONE, "start-none"),
    ("nothing", (), Level.NONE, "start-none"),
]


@pytest.mark.parametrize(("case", "studies", "level", "rule"), TABLE, ids=[row[0] for row in TABLE])
def test_each_rule_gives_its_level(case: str, studies: tuple[Appraisal, ...], level: Level, rule: str) -> None:
    found = grade(of(*studies))

    assert found.level is level
    assert rule in {step.rule for step in found.steps}
    assert found.steps[-1].level is level


def test_an_expression_of_concern_on_an_animal_study_caps_nothing() -> None:
    concerned = RAT.model_copy(update={"flags": (Flag.CONCERN,)})

    assert grade(of(rct(300), rct(300), concerned)).level is Level.MODERATE


@pytest.mark.parametrize("studies", [(rct(300), rct(300)), (rct(450), REVIEW), (rct(500), rct(500, blinded=False))])
def test_the_strongest_evidence_is_held_back_only_by_what_was_not_assessed(studies: tuple[Appraisal, ...]) -> None:
    steps = grade(of(*studies)).steps

    assert [step.rule for step in steps] == ["start-rct", "cap-not-assessed"]
    assert [step.level for step in steps] == [Level.HIGH, Level.MODERATE]


APPRAISALS = st.builds(
    appraisal,
    design=st.sampled_from(Design),
    species=st.sampled_from(Species),
    n=st.none() | st.integers(1, 2_000),
    blinded=st.booleans(),
    flags=st.lists(st.sampled_from(Flag), max_size=2, unique=True).map(tuple),
)
RANK = {
    Level.NONE: 0, Level.PRECLINICAL: 0, Level.VERY_LOW: 1, Level.LOW: 2, Level.MODERATE: 3, Level.HIGH: 4,
}  # fmt: skip


@given(st.lists(APPRAISALS, max_size=6))
def test_a_study_in_vitro_never_raises_a_grade(studies: list[Appraisal]) -> None:
    assert RANK[grade(of(*studies, DISH)).level] <= RANK[grade(of(*studies)).level]


@given(st.lists(APPRAISALS, max_size=6).flatmap(lambda studies: st.tuples(st.just(studies), st.permutations(studies))))
def test_the_order_of_studies_does_not_matter(pair: tuple[list[Appraisal], list[Appraisal]]) -> None:
    one, other = pair

    assert grade(of(*one)) == grade(of(*other))


@given(st.lists(APPRAISALS, max_size=6))
def test_the_same_pack_gives_the_same_bytes_after_storage(studies: list[Appraisal]) -> None:
    evidence = of(*studies)
    stored = EvidencePack.model_validate_json(evidence.encode())

    found = canonical(grade(evidence).model_dump(mode="json"))

    assert canonical(grade(stored).model_dump(mode="json")) == found
    assert Grade.model_validate_json(found) == grade(evidence)


@given(st.lists(APPRAISALS, max_size=6))
def test_without_a_randomised_trial_in_people_no_grade_is_above_low(studies: list[Appraisal]) -> None:
    left = [each for each in studies if each.design not in (Design.RCT, Design.PROBABLE_RCT)]

    assert RANK[grade(of(*left)).level] <= RANK[Level.LOW]


@given(st.lists(APPRAISALS, max_size=8))
def test_every_study_is_counted_once(studies: list[Appraisal]) -> None:
    assert sum(counts(of(*studies)).model_dump().values()) == len(studies)


def test_counts_tell_kinds_apart() -> None:
    studies = (
        rct(),
        a(Design.PROBABLE_RCT),
        a(Design.OBSERVATIONAL),
        RAT,
        DISH,
        REVIEW,
        a(Design.CONTEXT),
        a(Design.UNKNOWN, Species.UNKNOWN),
    )

    assert counts(of(*studies)) == Counts(
        human_rct=2, human_other=1, animal=1, in_vitro=1, reviews=1, other=1, excluded=1
    )
