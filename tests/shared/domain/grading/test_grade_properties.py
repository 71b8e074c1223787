"""What must hold of a grade whatever the studies: invented packs by the hundred."""

from hypothesis import given, settings
from hypothesis import strategies as st
from invented.factories import pack_study
from invented.graded import HARM, LIPIDS, WEIGHT, dish, of, rat, rct, saw

from shared.domain.canonical import canonical, plain
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.pack import EvidencePack, Grouping, PackStudy
from shared.domain.grading.bodies import SAME_STUDY
from shared.domain.grading.book import RULES
from shared.domain.grading.grade import Grade, grade
from shared.domain.grading.proof import differences, proof
from shared.domain.publishing.counts import counts
from shared.domain.publishing.monograph import Counts
from shared.domain.vocabulary import Blinding, Design, Direction, Flag, Level, Role, Species

APPRAISALS = st.builds(
    Appraisal,
    design=st.sampled_from(Design),
    species=st.sampled_from([*Species, Species.HUMAN, Species.HUMAN]),
    direction=st.sampled_from(Direction),
    n=st.none() | st.integers(1, 2_000),
    blinded=st.booleans(),
    blinding=st.sampled_from(Blinding),
    registered=st.booleans(),
    flags=st.lists(st.sampled_from(Flag), max_size=1).map(tuple),
    laboratory=st.sampled_from(["", "a", "b"]),
    sponsor=st.sampled_from(["", "x"]),
    outcomes=st.dictionaries(st.sampled_from([WEIGHT, LIPIDS, "pain"]), st.sampled_from(Direction)).map(saw),
)
STUDIES = st.lists(
    st.builds(
        lambda appraisal, role, full_text: pack_study(appraisal=appraisal, role=role, full_text=full_text),
        APPRAISALS,
        st.sampled_from([*Role, Role.ADMINISTERED, Role.ADMINISTERED]),
        st.booleans(),
    ),
    max_size=7,
)
FEW = settings(max_examples=40)
MANY = settings(max_examples=400)
RANK = {
    Level.NONE: 0, Level.PRECLINICAL: 0, Level.VERY_LOW: 1, Level.LOW: 2, Level.MODERATE: 3, Level.HIGH: 4,
}  # fmt: skip


def ranks(found: Grade) -> dict[str, int]:
    """How certain each outcome and the whole are about people."""
    return {"": RANK[found.level], **{each.outcome: RANK[each.level] for each in found.outcomes}}


def raised(before: Grade, after: Grade) -> set[str]:
    old = ranks(before)
    return {name for name, rank in ranks(after).items() if rank > old.get(name, 0)}


@FEW
@given(STUDIES, APPRAISALS, st.sampled_from([Flag.RETRACTED, Flag.RETRACTION_SUSPECTED]))
def test_a_retracted_study_never_raises_a_grade_and_changes_no_step(
    studies: list[PackStudy], added: Appraisal, flag: Flag
) -> None:
    retracted = added.model_copy(update={"flags": (flag,)})

    before, after = grade(of(*studies)), grade(of(*studies, pack_study(appraisal=retracted)))

    assert after.model_copy(update={"excluded": before.excluded}) == before


@FEW
@given(STUDIES, st.data())
def test_a_study_that_is_retracted_is_as_if_it_had_never_been_there(studies: list[PackStudy], data) -> None:
    evidence = of(*studies, rct(300))
    gone = data.draw(st.integers(0, len(studies)))
    left = [each for number, each in enumerate(evidence.studies) if number != gone]

    retracted = evidence.studies[gone].appraisal.model_copy(update={"flags": (Flag.RETRACTED,)})
    with_it = [*left, evidence.studies[gone].model_copy(update={"appraisal": retracted})]

    without, beside = (grade(evidence.model_copy(update={"studies": tuple(each)})) for each in (left, with_it))

    assert ranks(beside) == ranks(without)


@FEW
@given(STUDIES.flatmap(lambda studies: st.tuples(st.just(studies), st.permutations(of(*studies).studies))))
def test_the_order_of_studies_does_not_matter(pair: tuple[list[PackStudy], list[PackStudy]]) -> None:
    studies, shuffled = pair
    evidence = of(*studies)

    assert grade(evidence.model_copy(update={"studies": tuple(shuffled)})) == grade(evidence)


@FEW
@given(STUDIES, st.integers(0, 6), st.booleans())
def test_a_duplicate_never_counts(studies: list[PackStudy], which: int, marked: bool) -> None:
    evidence = of(*studies, rct(300))
    original = evidence.studies[which % len(evidence.studies)]
    grouping = Grouping(primary=original.pmid, kind="duplicate", rule="doi")
    copy = original.model_copy(update={"pmid": "999999999", "counted": not marked, "grouping": grouping})

    before, after = grade(evidence), grade(evidence.model_copy(update={"studies": (*evidence.studies, copy)}))

    # Of a copy under the same expression of concern the number is named.
    unnamed = tuple(each.model_copy(update={"reports_of_concern": ()}) for each in after.studies)
    assert after.model_copy(update={"excluded": before.excluded, "studies": unnamed}) == before
    assert sum(after.excluded.values()) == sum(before.excluded.values()) + 1


@FEW
@given(STUDIES, st.sampled_from([rat, dish]), st.sampled_from([{WEIGHT: Direction.BENEFIT}, {WEIGHT: HARM}, {}]))
def test_no_study_in_animals_or_cells_moves_a_certainty_about_people(studies: list[PackStudy], kind, outcomes) -> None:
    before, after = grade(of(*studies)), grade(of(*studies, kind(outcomes=outcomes)))

    old = ranks(before)
    assert {name: rank for name, rank in ranks(after).items() if rank or name in old} == old


@FEW
@given(STUDIES, st.sampled_from([Role.ENDOGENOUS, Role.MENTIONED]))
def test_what_was_not_given_grades_nothing(studies: list[PackStudy], role: Role) -> None:
    assert grade(of(*(each.model_copy(update={"role": role}) for each in studies))).level is Level.NONE


@FEW
@given(STUDIES)
def test_an_expression_of_concern_never_raises_a_grade(studies: list[PackStudy]) -> None:
    whole = of(*studies, rct(300))
    last = whole.studies[-1]
    doubted = last.appraisal.model_copy(update={"flags": (Flag.CONCERN,)})
    concerned = (*whole.studies[:-1], last.model_copy(update={"appraisal": doubted}))

    after = grade(whole.model_copy(update={"studies": concerned}))

    assert RANK[after.of(WEIGHT).level] <= RANK[Level.LOW]


@FEW
@given(STUDIES, APPRAISALS, st.sampled_from(sorted(SAME_STUDY)), st.integers(0, 6))
def test_doubt_about_another_report_never_raises_a_grade_and_the_proof_recomputes(
    studies: list[PackStudy], told: Appraisal, kind: str, which: int
) -> None:
    evidence = of(*studies, rct(300))
    primary = evidence.studies[which % len(evidence.studies)].pmid
    under = {"grouping": Grouping(primary=primary, kind=kind, rule="G9"), "counted": False}

    def with_report(*flags: Flag) -> Grade:
        appraisal = told.model_copy(update={"flags": flags})
        added = pack_study(number=99, pmid="999999999", appraisal=appraisal, role=Role.ADMINISTERED, **under)
        return grade(evidence.model_copy(update={"studies": (*evidence.studies, added)}))

    sound = with_report()
    for flag in (Flag.CONCERN, Flag.RETRACTED, Flag.RETRACTION_SUSPECTED):
        doubted = with_report(flag)
        assert not raised(sound, doubted)
        assert differences(proof(doubted)) == []
        for each in doubted.outcomes:
            if primary in each.deciding:
                assert RANK[each.level] <= RANK[Level.LOW]


OPPOSED = st.lists(
    st.builds(
        lambda n, way, laboratory, blinded: rct(
            n, outcomes={LIPIDS: way}, direction=way, laboratory=laboratory, blinded=blinded, registered=blinded
        ),
        st.integers(50, 900),
        st.sampled_from([Direction.BENEFIT, Direction.NULL, HARM]),
        st.sampled_from(["", "a", "b"]),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
)


@MANY
@given(OPPOSED, st.sets(st.integers(0, 4)), st.integers(0, 4), st.booleans())
def test_no_more_doubt_ever_makes_results_look_more_alike_or_more_independent(
    trials: list[PackStudy], before: set[int], also: int, retracted: bool
) -> None:
    """Weighing the one trial of the other view, or of the one laboratory, by half does not hide that it is there."""

    def doubted(which: set[int]) -> Grade:
        evidence = of(*trials)
        added = [
            rct(
                pmid=str(999000000 + number),
                grouping=Grouping(primary=each.pmid, kind="trial", rule="G9"),
                counted=False,
                outcomes={},
                flags=(Flag.RETRACTED if retracted else Flag.CONCERN,),
            )
            for number, each in enumerate(evidence.studies)
            if number in which
        ]
        return grade(evidence.model_copy(update={"studies": (*evidence.studies, *added)}))

    assert not raised(doubted(before), doubted({*before, also}))


@FEW
@given(STUDIES, st.integers(0, 3))
def test_an_unreported_trial_never_raises_a_grade(studies: list[PackStudy], overdue: int) -> None:
    assert not raised(grade(of(*studies)), grade(of(*studies, overdue=overdue)))


@FEW
@given(STUDIES)
def test_probable_trials_never_lift_a_grade_above_moderate(studies: list[PackStudy]) -> None:
    found = grade(of(*studies))
    without = grade(of(*(each for each in studies if each.appraisal.design is not Design.PROBABLE_RCT)))

    for each in found.outcomes:
        if each.level is Level.HIGH:
            assert without.of(each.outcome).level is Level.HIGH


@FEW
@given(STUDIES)
def test_without_a_randomised_trial_or_a_review_in_people_no_grade_is_above_low(studies: list[PackStudy]) -> None:
    strong = (Design.RCT, Design.PROBABLE_RCT)
    found = grade(of(*(each for each in studies if each.appraisal.design not in strong)))

    assert max(ranks(found).values()) <= RANK[Level.LOW]


@FEW
@given(STUDIES)
def test_no_whole_is_above_its_best_outcome_nor_certain_of_anything_without_one(studies: list[PackStudy]) -> None:
    whole, *outcomes = ranks(grade(of(*studies))).values()

    assert whole <= max([*outcomes, RANK[Level.VERY_LOW]])


@FEW
@given(STUDIES, st.integers(0, 2))
def test_every_step_is_a_rule_of_the_book_and_only_a_start_raises(studies: list[PackStudy], overdue: int) -> None:
    found = grade(of(*studies, overdue=overdue))

    for steps in (found.steps, *(each.steps for each in found.outcomes)):
        levels = [RANK[step.level] for step in steps]
        assert levels == sorted(levels, reverse=True)
        assert {step.rule for step in steps} <= set(RULES)
        assert [step.rule.startswith("start-") for step in steps] == [True] + [False] * (len(steps) - 1)


@FEW
@given(STUDIES)
def test_preclinical_only_is_never_said_beside_a_study_in_people(studies: list[PackStudy]) -> None:
    for inputs, level in ((each.inputs, each.level) for each in (grade(of(*studies)), *grade(of(*studies)).outcomes)):
        people = sum(inputs.get(kind, 0) for kind in ("rct", "probable_rct", "review_of_trials", "controlled",
                                                      "uncontrolled", "preprint"))  # fmt: skip
        assert (level is Level.PRECLINICAL) == (not people and bool(inputs.get("animal") or inputs.get("in_vitro")))


@FEW
@given(STUDIES, st.integers(0, 2))
def test_every_proof_recomputes_to_its_own_bytes(studies: list[PackStudy], overdue: int) -> None:
    evidence = of(*studies, overdue=overdue)
    stored = EvidencePack.model_validate_json(evidence.encode())

    found = proof(grade(evidence))

    assert differences(found) == []
    assert proof(grade(stored)) == found
    assert canonical(plain(Grade.model_validate_json(found))) == found


@FEW
@given(STUDIES)
def test_every_study_is_counted_once(studies: list[PackStudy]) -> None:
    found = counts(of(*studies))

    assert sum(found.model_dump().values()) == len(studies)


def test_counts_tell_kinds_apart() -> None:
    kinds = [
        (Design.RCT, Species.HUMAN),
        (Design.PROBABLE_RCT, Species.HUMAN),
        (Design.OBSERVATIONAL, Species.HUMAN),
        (Design.EXPERIMENT, Species.ANIMAL),
        (Design.EXPERIMENT, Species.IN_VITRO),
        (Design.SYSTEMATIC_REVIEW, Species.HUMAN),
        (Design.CONTEXT, Species.HUMAN),
        (Design.UNKNOWN, Species.UNKNOWN),
    ]

    found = counts(of(*(Appraisal(design=design, species=species) for design, species in kinds)))

    assert found == Counts(human_rct=2, human_other=1, animal=1, in_vitro=1, reviews=1, other=1, excluded=1)
