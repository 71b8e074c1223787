"""The grade: golden packs, one row and more per rule, and what must hold whatever the studies."""

import itertools

import pytest
from invented.graded import (
    BENEFIT,
    HARM,
    LIPIDS,
    NULL,
    WEIGHT,
    dish,
    of,
    probable,
    rat,
    rct,
    report,
    review,
    saw,
    study,
)

from shared.domain.evidence.pack import EvidencePack, Grouping
from shared.domain.grading.book import RULES
from shared.domain.grading.grade import grade
from shared.domain.vocabulary import Blinding, Design, Direction, Flag, Level, Role, Species

CONCERN, PREPRINT = (Flag.CONCERN,), (Flag.PREPRINT,)
RETRACTED, SUSPECTED = (Flag.RETRACTED,), (Flag.RETRACTION_SUSPECTED,)
OBSERVED = study(Design.OBSERVATIONAL)
HIGH, MODERATE, LOW, VERY_LOW = Level.HIGH, Level.MODERATE, Level.LOW, Level.VERY_LOW
PRECLINICAL, NONE = Level.PRECLINICAL, Level.NONE

# Case, pack, the grade of body weight, and the rules that gave it, in order.
OUTCOME: list[tuple[str, EvidencePack, Level, str]] = [
    ("two blinded trials of 400", of(rct(200), rct(200)), HIGH, "start-rct"),
    ("a review beside small trials", of(rct(450), rct(450), review()), HIGH, "start-rct"),
    ("one trial", of(rct(900)), MODERATE, "start-rct cap-single-study cap-abstract-only"),
    ("one trial read in full", of(rct(900, full_text=True)), MODERATE, "start-rct cap-single-study"),
    ("399 in all", of(rct(200), rct(199)), MODERATE, "start-rct down-imprecision-1 cap-abstract-only"),
    ("399 in all, half read", of(rct(200, full_text=True), rct(199)), MODERATE, "start-rct down-imprecision-1"),
    ("399, less than half read", of(rct(200), rct(199, full_text=True)), MODERATE,
     "start-rct down-imprecision-1 cap-abstract-only"),
    ("99 in all", of(rct(50), rct(49)), LOW, "start-rct down-imprecision-2 cap-abstract-only"),
    ("100 in all", of(rct(50), rct(50)), MODERATE, "start-rct down-imprecision-1 cap-abstract-only"),
    ("half blinded", of(rct(300), rct(300, blinded=False)), HIGH, "start-rct"),
    ("less than half blinded", of(rct(300), rct(301, blinded=False)), MODERATE, "start-rct down-blinding"),
    ("open by its own words", of(rct(300), rct(301, blinding=Blinding.OPEN)), MODERATE, "start-rct down-blinding"),
    ("single blind", of(*(rct(300, blinded=False, blinding=Blinding.SINGLE),) * 2), HIGH, "start-rct"),
    ("neither blinded nor registered", of(*(rct(300, blinded=False, registered=False),) * 2), LOW,
     "start-rct down-blinding-unregistered"),
    ("blinded and not registered", of(*(rct(300, registered=False),) * 2), HIGH, "start-rct"),
    ("half registered", of(rct(300, blinded=False), rct(300, blinded=False, registered=False)), MODERATE,
     "start-rct down-blinding"),
    ("shares by trials where one tells no number", of(rct(900), *(rct(None, blinded=False),) * 2), MODERATE,
     "start-rct down-blinding"),
    ("no number at all", of(rct(None), rct(None)), LOW, "start-rct cap-n-unknown cap-abstract-only"),
    ("a quarter points another way", of(rct(300), rct(100, outcomes={WEIGHT: NULL})), MODERATE,
     "start-rct down-inconsistency"),
    ("less than a quarter does", of(rct(301), rct(100, outcomes={WEIGHT: NULL})), HIGH, "start-rct"),
    ("two told of one outcome in one study", of(rct(300), rct(300, outcomes={WEIGHT: Direction.MIXED})), MODERATE,
     "start-rct down-inconsistency"),
    ("two trials, one without a direction", of(rct(300), rct(300, outcomes={WEIGHT: Direction.UNCLEAR})), MODERATE,
     "start-rct cap-direction-unknown"),
    ("nobody says which way it went", of(*(rct(300, outcomes={WEIGHT: Direction.UNCLEAR}),) * 2), VERY_LOW,
     "start-rct cap-no-direction"),
    ("one trial that does not", of(rct(900, full_text=True, outcomes={WEIGHT: Direction.UNCLEAR})), VERY_LOW,
     "start-rct cap-single-study cap-no-direction"),
    ("one laboratory has 80 %", of(rct(400, laboratory="a"), rct(100, laboratory="b")), MODERATE,
     "start-rct down-publication-bias flag-laboratory"),
    ("one laboratory has 79 %", of(rct(395, laboratory="a"), rct(105, laboratory="b")), HIGH,
     "start-rct flag-laboratory"),
    ("one sponsor has 80 %", of(rct(400, sponsor="a"), rct(100, sponsor="b")), MODERATE,
     "start-rct down-publication-bias flag-sponsor"),
    ("one sponsor has 70 %", of(rct(350, sponsor="a"), rct(150)), HIGH, "start-rct flag-sponsor"),
    ("one sponsor has 69 %", of(rct(345, sponsor="a"), rct(155)), HIGH, "start-rct"),
    ("nobody is named", of(rct(300), rct(300)), HIGH, "start-rct"),
    ("an overdue trial", of(rct(300), rct(300), overdue=1), MODERATE, "start-rct down-publication-bias"),
    ("both take one level together", of(*(rct(300, sponsor="a"),) * 2, overdue=2), MODERATE,
     "start-rct down-publication-bias flag-sponsor"),
    ("a quarter of a related molecule", of(rct(300), rct(100, role=Role.RELATED)), MODERATE,
     "start-rct down-molecule"),
    ("less than a quarter of one", of(rct(301), rct(100, role=Role.RELATED)), HIGH, "start-rct"),
    ("an expression of concern", of(rct(900), rct(900, flags=CONCERN)), LOW, "start-rct cap-concern"),
    ("it weighs half", of(rct(301), rct(198, flags=CONCERN)), LOW, "start-rct cap-concern"),
    ("half of one is not 400", of(rct(301), rct(197, flags=CONCERN)), LOW,
     "start-rct down-imprecision-1 cap-concern cap-abstract-only"),
    ("another report of one is under concern", of(rct(900), rct(900), report(2, flags=CONCERN)), LOW,
     "start-rct cap-concern"),
    ("that weighs half too", of(rct(301), rct(197), report(2, flags=CONCERN)), LOW,
     "start-rct down-imprecision-1 cap-concern cap-abstract-only"),
    ("a translation under concern", of(rct(900), rct(900), report(2, "translation", flags=CONCERN)), LOW,
     "start-rct cap-concern"),
    ("a preprint or a corrected form under concern was superseded", of(rct(900), rct(900),
     report(1, "preprint", flags=CONCERN), report(2, "correction", flags=CONCERN)), HIGH, "start-rct"),
    ("another report of one was retracted", of(rct(900), rct(900), report(2, flags=RETRACTED)), LOW,
     "start-rct cap-retracted-report"),
    ("or is said to be", of(rct(900), rct(900), report(2, flags=SUSPECTED)), LOW, "start-rct cap-retracted-report"),
    ("it weighs half", of(rct(301), rct(197), report(2, flags=RETRACTED)), LOW,
     "start-rct down-imprecision-1 cap-retracted-report cap-abstract-only"),
    ("retracted and republished", of(rct(900), rct(900), report(2, "correction", flags=RETRACTED)), HIGH, "start-rct"),
    ("a review with a retracted report lifts nothing", of(rct(200), rct(199), review(), report(3, flags=RETRACTED)),
     MODERATE, "start-rct down-imprecision-1 cap-abstract-only"),
    ("a review under concern lifts nothing", of(rct(200), rct(199), review(flags=CONCERN)), MODERATE,
     "start-rct down-imprecision-1 cap-abstract-only"),
    ("randomised by their own words", of(probable(), probable()), MODERATE, "start-probable-rct"),
    ("high without them", of(rct(300), rct(300), probable()), HIGH, "start-rct"),
    ("high only with them", of(rct(300), probable()), MODERATE, "start-rct cap-probable-rct"),
    ("a review of trials alone", of(review()), MODERATE, "start-review down-blinding cap-single-study"),
    ("two of them share their trials", of(review(399), review(399)), LOW,
     "start-review down-blinding down-imprecision-1"),
    ("no participants are its authors'", of(*(review(laboratory="a", sponsor="b"),) * 2), MODERATE,
     "start-review down-blinding"),
    ("a review without a number", of(review(None)), LOW, "start-review down-blinding cap-n-unknown cap-single-study"),
    ("a review of whatever there is", of(*(review(title="Exemplin-12: a systematic review"),) * 2), LOW,
     "start-observational cap-no-human-rct cap-abstract-only"),
    ("a review of nonrandomised trials", of(*(review(title="A review of non-randomised and randomised trials"),) * 2),
     LOW, "start-observational cap-no-human-rct cap-abstract-only"),
    ("observational", of(OBSERVED, OBSERVED), LOW, "start-observational cap-no-human-rct cap-abstract-only"),
    ("not randomised", of(*(study(Design.NONRANDOMISED_TRIAL),) * 2), LOW,
     "start-observational cap-no-human-rct cap-abstract-only"),
    ("small observational", of(*(study(Design.OBSERVATIONAL, n=49),) * 2), VERY_LOW,
     "start-observational down-imprecision-2 cap-no-human-rct cap-abstract-only"),
    ("case reports", of(study(Design.CASE_REPORT, n=1)), VERY_LOW,
     "start-uncontrolled cap-no-human-rct cap-uncontrolled"),
    ("unclassified, in people", of(study(Design.UNKNOWN), study(Design.CASE_REPORT)), VERY_LOW,
     "start-uncontrolled cap-no-human-rct cap-uncontrolled"),
    ("preprints of trials", of(*(rct(900, flags=PREPRINT),) * 2), VERY_LOW,
     "start-uncontrolled cap-no-human-rct cap-uncontrolled cap-preprint"),
    ("a preprint beside trials", of(rct(200), rct(200), rct(900, flags=PREPRINT, outcomes={WEIGHT: HARM})), HIGH,
     "start-rct"),
    ("animals and dishes", of(rat(), dish()), PRECLINICAL, "start-preclinical down-species"),
    ("a veterinary trial", of(study(Design.RCT, Species.ANIMAL, blinded=True)), PRECLINICAL,
     "start-preclinical down-species"),
    ("a review of animal studies", of(study(Design.SYSTEMATIC_REVIEW, Species.ANIMAL)), PRECLINICAL,
     "start-preclinical down-species"),
    ("70 % of preclinical studies are one laboratory's", of(*(rat(laboratory="a"),) * 7, *(dish(laboratory="b"),) * 3),
     PRECLINICAL, "start-preclinical down-species flag-laboratory-preclinical"),
    ("69 % are", of(*(rat(laboratory="a"),) * 9, *(dish(),) * 4), PRECLINICAL, "start-preclinical down-species"),
    ("two studies are no concentration", of(*(rat(laboratory="a"),) * 2), PRECLINICAL,
     "start-preclinical down-species"),
    ("one sponsor of preclinical studies", of(OBSERVED, OBSERVED, *(rat(sponsor="a"),) * 3), LOW,
     "start-observational cap-no-human-rct cap-abstract-only flag-sponsor-preclinical"),
    ("animals beside people change nothing", of(rct(200), rct(200), rat(outcomes={WEIGHT: HARM})), HIGH, "start-rct"),
]  # fmt: skip

LEFT_OUT = [
    ("retracted", rct(900, flags=(Flag.RETRACTED,))),
    ("retraction_suspected", rct(900, flags=(Flag.RETRACTION_SUSPECTED,))),
    ("withheld", rct(900, flags=(Flag.WITHHELD,))),
    ("context", study(Design.CONTEXT)),
    ("notice", study(Design.NOTICE)),
    ("duplicate", rct(900, counted=False)),
    ("duplicate", rct(900, grouping=Grouping(primary="1", kind="duplicate", rule="doi"))),
    ("endogenous", rct(900, role=Role.ENDOGENOUS)),
    ("mentioned", rct(900, role=Role.MENTIONED)),
    ("narrative_review", study(Design.NARRATIVE_REVIEW)),
    ("species_unknown", study(Design.RCT, Species.UNKNOWN)),
]


@pytest.mark.parametrize(("case", "evidence", "level", "rules"), OUTCOME, ids=[row[0] for row in OUTCOME])
def test_an_outcome_is_graded_by_these_rules(case: str, evidence: EvidencePack, level: Level, rules: str) -> None:
    found = grade(evidence).of(WEIGHT)

    assert found is not None
    assert [step.rule for step in found.steps] == rules.split()
    assert found.level is found.steps[-1].level is level


def test_a_retracted_report_tells_no_outcome_and_its_trial_is_named_in_the_proof() -> None:
    found = grade(
        of(
            rct(900),
            rct(900),
            report(2, outcomes={LIPIDS: BENEFIT}),
            report(2, flags=RETRACTED, outcomes={"pain": BENEFIT}),
            report(2, flags=CONCERN, outcomes={}),
        )
    )

    doubted = found.studies[1]
    assert (doubted.reports, doubted.reports_retracted, doubted.reports_of_concern) == (
        ("990000003",),
        ("990000004",),
        ("990000005",),
    )
    assert (found.of("pain"), found.excluded) == (None, {"retracted": 1, "duplicate": 2})
    assert [step.level for step in found.steps if step.rule in ("cap-concern", "cap-retracted-report")] == [LOW, LOW]


def test_an_edition_reads_what_it_read_when_it_was_in_force() -> None:
    evidence = of(rct(900), rct(900), report(2, flags=CONCERN))

    found = grade(evidence, 2)

    assert (found.edition, found.level, found.studies[1].reports_of_concern) == (2, HIGH, ())
    assert grade(evidence).level is LOW


def test_doubt_hides_neither_that_results_disagree_nor_whose_they_are() -> None:
    lipids = {"laboratory": "", "blinded": False}
    views = (rct(900, outcomes={LIPIDS: BENEFIT}, **lipids), rct(330, outcomes={LIPIDS: HARM}, **lipids))
    sources = (rct(900, laboratory="a"), rct(200))
    retracted = {"flags": (Flag.RETRACTED,), "outcomes": {}}

    for trials, which, rule in ((views, 2, "down-inconsistency"), (sources, 1, "down-publication-bias")):
        sound, doubted = of(*trials), of(*trials, report(which, **retracted))
        outcome = grade(sound).outcomes[0].outcome
        assert rule in [step.rule for step in grade(sound).of(outcome).steps]
        assert rule in [step.rule for step in grade(doubted).of(outcome).steps]
        # As it was: a half of the one trial of the other view is less than a quarter.
        assert rule not in [step.rule for step in grade(doubted, 4).of(outcome).steps]
    levels = [
        grade(each, edition).of(LIPIDS).level
        for each in (of(*views), of(*views, report(2, **retracted)))
        for edition in (4, 5)
    ]
    assert levels == [VERY_LOW, VERY_LOW, LOW, VERY_LOW]


@pytest.mark.parametrize("edition", [0, 1, 6])
def test_an_edition_that_is_not_computed_any_more_is_refused(edition: int) -> None:
    with pytest.raises(ValueError, match=f"edition {edition} of the grading rules"):
        grade(of(rct(900)), edition)


@pytest.mark.parametrize(("reason", "left_out"), LEFT_OUT, ids=[row[0] for row in LEFT_OUT])
def test_what_takes_no_part_is_counted_with_its_reason(reason: str, left_out) -> None:
    with_it, without = grade(of(rct(200), rct(200), left_out)), grade(of(rct(200), rct(200)))

    assert with_it.excluded == {reason: 1}
    assert with_it.model_copy(update={"excluded": {}}) == without


def test_a_surrogate_takes_a_level() -> None:
    found = grade(of(*(rct(300, outcomes={LIPIDS: BENEFIT}),) * 2)).of(LIPIDS)

    assert found is not None
    assert [(step.rule, step.level) for step in found.steps] == [("start-rct", HIGH), ("down-surrogate", MODERATE)]


UNREAD, ONE_UNREAD = of(*(rct(300, outcomes={}),) * 2), of(*(rct(300),) * 2, rct(300, outcomes={}))
UNREAD_BESIDE_NOTHING = of(*(rct(300, outcomes={WEIGHT: Direction.UNCLEAR}),) * 2, rct(300, outcomes={}))
WHOLE: list[tuple[str, EvidencePack, Level, str]] = [
    ("one outcome carries the whole", of(rct(200), rct(200)), HIGH, "start-rct cap-outcomes"),
    ("no outcome carries it", of(rct(300, outcomes={LIPIDS: BENEFIT}), rct(300, outcomes={LIPIDS: BENEFIT})), MODERATE,
     "start-rct cap-outcomes"),
    ("outcomes apart are not one", of(rct(300), rct(300, outcomes={"pain": BENEFIT})), MODERATE,
     "start-rct cap-outcomes"),
    ("no outcome was recognised", UNREAD, VERY_LOW, "start-rct cap-no-outcome"),
    ("none in people was", of(*(rct(300, outcomes={}),) * 2, rat()), VERY_LOW, "start-rct cap-no-outcome"),
    ("none of reviews was", of(*(review(outcomes={}),) * 2), VERY_LOW, "start-review down-blinding cap-no-outcome"),
    ("one study's was not, and another outcome is high", ONE_UNREAD, HIGH, "start-rct cap-outcomes"),
    ("one study's was not, and no direction is known", UNREAD_BESIDE_NOTHING, VERY_LOW, "start-rct cap-outcomes"),
    ("that of weaker studies alone was", of(*(rct(300, outcomes={}),) * 2, OBSERVED, OBSERVED), LOW,
     "start-rct cap-outcomes"),
    ("nothing", of(), NONE, "start-none"),
    ("only what was retracted", of(rct(900, flags=(Flag.RETRACTED,))), NONE, "start-none"),
    ("unclear whether it was given", of(rat(role=Role.UNCLEAR)), PRECLINICAL,
     "start-preclinical down-species flag-role-unclear"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "evidence", "level", "rules"), WHOLE, ids=[row[0] for row in WHOLE])
def test_the_whole_is_graded_by_these_rules(case: str, evidence: EvidencePack, level: Level, rules: str) -> None:
    found = grade(evidence)

    assert [step.rule for step in found.steps] == rules.split()
    assert found.level is found.steps[-1].level is level


THIRD: list[tuple[str, EvidencePack, Level, str]] = [
    ("no outcome was recognised", UNREAD, MODERATE, "start-rct cap-not-assessed"),
    ("one study's was not, and another outcome is high", ONE_UNREAD, HIGH, "start-rct cap-not-assessed"),
    ("one study's was not, and no direction is known", UNREAD_BESIDE_NOTHING, MODERATE, "start-rct cap-not-assessed"),
    ("all were", of(rct(200), rct(200)), HIGH, "start-rct cap-outcomes"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "evidence", "level", "rules"), THIRD, ids=[row[0] for row in THIRD])
def test_the_whole_was_graded_by_these_up_to_the_third_edition(
    case: str, evidence: EvidencePack, level: Level, rules: str
) -> None:
    for edition in (2, 3):
        found = grade(evidence, edition)

        assert [step.rule for step in found.steps] == rules.split()
        assert found.level is found.steps[-1].level is level


def test_a_whole_says_in_how_many_studies_no_outcome_was_recognised() -> None:
    assert grade(UNREAD).steps[-1].reason == (
        "No outcome was recognised in any study in people, of which 2 decide: there is no result to be certain of."
    )
    assert grade(ONE_UNREAD).steps[-1].reason == (
        "The best grade of any outcome is high. In 1 of 3 deciding studies no outcome was recognised."
    )


def test_every_rule_of_the_book_is_in_a_row() -> None:
    rows = " ".join(row[3] for row in (*OUTCOME, *WHOLE, *THIRD)).split()

    assert {*rows, "down-surrogate"} == set(RULES)


def test_the_steps_stand_in_the_books_order() -> None:
    order = list(RULES)

    for _, evidence, _, _ in (*OUTCOME, *WHOLE):
        for steps in (grade(evidence).steps, *(each.steps for each in grade(evidence).outcomes)):
            for one, other in itertools.pairwise(step.rule for step in steps):
                flags = one.startswith("flag") or other.startswith(("flag", "cap-probable"))
                assert order.index(one) < order.index(other) or flags, (one, other)


def test_the_deciding_studies_are_named_with_what_the_rules_read() -> None:
    found = grade(of(rct(300, laboratory="x"), OBSERVED, study(Design.OBSERVATIONAL, outcomes={"pain": HARM}), rat()))

    assert found.of(WEIGHT).deciding == ("990000001",)
    assert found.of("pain").deciding == ("990000003",)
    assert [each.pmid for each in found.studies] == ["990000001", "990000003"]
    assert (found.studies[0].n, found.studies[0].laboratory) == (300, "x")
    assert found.of(WEIGHT).inputs == {"rct": 1, "controlled": 1, "animal": 1}


def test_further_reports_of_a_trial_tell_its_outcomes_and_count_nobody_again() -> None:
    grouping = Grouping(primary="990000001", kind="trial", rule="nct")
    further = rct(300, outcomes={WEIGHT: HARM, "pain": BENEFIT}, grouping=grouping, counted=False)

    found = grade(of(rct(300), further))

    assert found.inputs["rct"] == found.of("pain").inputs["rct"] == 1
    assert found.studies[0].outcomes == {WEIGHT: BENEFIT, "pain": BENEFIT}
    assert found.studies[0].reports == ("990000002",)
    assert found.excluded == {"duplicate": 1}


def test_the_same_record_twice_counts_once_whichever_comes_first() -> None:
    one, other = rct(300, pmid="7"), rct(900, pmid="7")

    assert grade(of(one, other)).inputs == {"rct": 1}
    assert grade(of(one, other)) == grade(of(other, one))


def test_an_outcome_told_twice_and_differently_in_one_study_is_mixed() -> None:
    made = rct(300)
    both = made.appraisal.model_copy(update={"outcomes": (*saw({WEIGHT: BENEFIT}), *saw({WEIGHT: HARM, "pain": NULL}))})

    found = grade(of(made.model_copy(update={"appraisal": both})))

    assert found.studies[0].outcomes == {WEIGHT: Direction.MIXED, "pain": NULL}
