"""What a page's evidence lacks: each sentence where it holds, and nowhere else."""

from typing import Any

import pytest
from invented import graded
from invented.editions import edition
from invented.factories import appraisal

from functions.render.evidence import gaps
from shared.domain.evidence.pack import EvidencePack, PackClass, PackStudy
from shared.domain.grading.contradictions import Contradiction, Side
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Design, Direction, Role, Section, Species
from shared.gates.text import check

HARMS = "Fixed rules found no statement about harms on this page. That does not show that there were none."
NO_TRIAL = "No randomised trial in people could be used."


def of(pack: EvidencePack, **claim: Any) -> list[str]:
    """The gaps of a page of this pack, whose claims have these fields."""
    return gaps.found(written(pack, **claim), pack, unquoted=0)


def written(pack: EvidencePack, **claim: Any) -> Monograph:
    made = edition().monograph
    claims = tuple(each.model_copy(update=claim) for each in made.claims)
    return made.model_copy(update={"claims": claims, "grade": grade(pack), "counts": counts(pack)})


def starting(found: list[str], words: str) -> list[str]:
    return [each for each in found if each.startswith(words)]


def test_outcomes_of_animals_and_cells_alone_are_named() -> None:
    pack = graded.of(
        graded.rct(outcomes={"body_weight": Direction.BENEFIT}),
        graded.rat(outcomes={"body_weight": Direction.BENEFIT, "sleep": Direction.NULL}),
        graded.dish(outcomes={"angiogenesis": Direction.BENEFIT}),
        graded.rat(outcomes={"pain": Direction.HARM}, role=Role.MENTIONED),
    )

    assert starting(of(pack), "Looked at in animals") == [
        "Looked at in animals or cells and in no study in people that could be graded: Sleep; Vessel growth."
    ]
    assert starting(of(graded.of(graded.rct())), "Looked at in animals") == []


def test_a_long_list_of_outcomes_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "OUTCOMES_AT_MOST", 1)
    pack = graded.of(graded.rat(outcomes={"sleep": Direction.NULL, "pain": Direction.NULL, "fatigue": Direction.NULL}))

    assert starting(of(pack), "Looked at")[0].endswith(": Pain; and 2 more.")


def test_that_no_trial_was_found_is_said_where_it_is_so() -> None:
    assert NO_TRIAL in of(graded.of(graded.rat()))
    assert NO_TRIAL not in of(graded.of(graded.rct()))


@pytest.mark.parametrize(
    ("studies", "said"),
    [
        ([graded.rct(n=None), graded.rct(), graded.rct(n=None)], ["Of 3 studies in people, 2 do not state"]),
        ([graded.rct(n=None), graded.rct(), graded.dish()], ["Of 2 studies in people, 1 does not state"]),
        ([graded.rct(n=None)], ["The one study in people does not state"]),
        ([graded.rct(), graded.rat(n=None), graded.dish()], []),
        ([graded.rct(), graded.rct(n=None, role=Role.ENDOGENOUS), graded.review(n=None)], []),
    ],
)
def test_studies_in_people_of_unknown_size_are_counted(studies: list[PackStudy], said: list[str]) -> None:
    found = [each for each in of(graded.of(*studies)) if "how many took part" in each]

    assert [each.partition(" how many")[0] for each in found] == said


@pytest.mark.parametrize(
    "claim",
    [
        {"section": Section.SAFETY},
        {"direction": Direction.HARM},
        {"outcome": "Adverse events"},
        {"outcome": "discontinuation"},
        {"text": "Nausea was reported by three of the volunteers."},
        {"text": "No serious adverse event occurred in either group."},
    ],
)
def test_a_statement_on_harms_closes_that_gap(claim: dict[str, Any]) -> None:
    pack = graded.of(graded.rct())

    assert HARMS in of(pack)
    assert HARMS not in of(pack, **claim)


def test_a_contradiction_on_harms_closes_it_too() -> None:
    pack = graded.of(graded.rct())
    side = Side(pmid="990000001", direction=Direction.BENEFIT, text="Events were fewer.")
    told = Contradiction(outcome="adverse_events", sides=(side, side), differs=())

    assert HARMS not in gaps.found(written(pack).model_copy(update={"contradictions": (told,)}), pack, unquoted=0)


@pytest.mark.parametrize(
    ("overdue", "said"), [(0, []), (1, ["1 registered trial was"]), (3, ["3 registered trials were"])]
)
def test_trials_without_results_are_counted(overdue: int, said: list[str]) -> None:
    found = [each for each in of(graded.of(graded.rct(), overdue=overdue)) if "over 24 months" in each]

    assert [each.partition(" completed")[0] for each in found] == said


@pytest.mark.parametrize(
    ("laboratories", "said"),
    [
        (["a", "a", "a"], ["All 3 studies come from one laboratory."]),
        (["a", "a", ""], ["Of 3 studies, 2 come from one laboratory; that of the others is not known."]),
        (["a", "a", "", "", ""], []),
        (["a", "b", "a"], []),
        (["a"], []),
        (["", ""], []),
    ],
)
def test_that_one_laboratory_did_it_all_is_said_where_it_is_so(laboratories: list[str], said: list[str]) -> None:
    pack = graded.of(*(graded.rat(laboratory=each) for each in laboratories))

    assert [each for each in of(pack) if "laboratory" in each] == said


def test_of_studies_that_are_only_counted_no_laboratory_is_known() -> None:
    pack = graded.of(graded.rat(laboratory="a"), graded.rat(laboratory="a"))
    more = PackClass(design=Design.EXPERIMENT, species=Species.ANIMAL, reason="beyond", count=2, revisions="0")

    assert not [each for each in of(pack.model_copy(update={"unlisted": (more,)})) if "laboratory" in each]


@pytest.mark.parametrize(
    ("full", "said"),
    [
        ([False, False, True], "Most records were read as abstracts"),
        ([True, True, False], "Of 3 records, 1 was read as an abstract"),
        ([False, False], "All records were read as abstracts"),
        ([False], "The one record was read as an abstract"),
        ([True, True, True], ""),
    ],
)
def test_abstracts_are_a_limit_where_they_are_what_was_read(full: list[bool], said: str) -> None:
    found = [each for each in of(graded.of(*(graded.rct(full_text=each) for each in full))) if "abstract" in each]

    assert [each.partition(":")[0] for each in found] == ([said] if said else [])


def test_every_sentence_passes_the_rules_for_our_own_words() -> None:
    pack = graded.of(
        graded.study(Design.OBSERVATIONAL, n=None, laboratory="a", outcomes={}),
        graded.study(Design.OBSERVATIONAL, laboratory="a", outcomes={}),
        graded.rat(laboratory="a", outcomes=dict.fromkeys(("sleep", "pain", "cancer_incidence"), Direction.BENEFIT)),
        appraisal(design=Design.CONTEXT),
        overdue=2,
    )
    found = gaps.found(written(pack), pack, unquoted=1)

    assert len(found) == 8
    assert [each for each in check("\n\n".join(found)) if each.severity == "block"] == []
