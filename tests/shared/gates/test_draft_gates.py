"""The gates on a draft: a row for each thing that a claim may get wrong, and for what it may say."""

from typing import Any

import pytest
from invented import graded
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.evidence.pack import EvidencePack
from shared.domain.vocabulary import Design, Direction, Flag, Section, Species
from shared.gates.draft import judge

RAT = appraisal(design=Design.EXPERIMENT, species=Species.ANIMAL, n=24, direction=Direction.BENEFIT)
TEXTS = {
    "S1.1": "Grip strength rose by 2.4 kg (P < 0.01) in 120 adults over 12 weeks.",
    "S1.2": "Fat mass did not change.",
    "S1.3": "Twelve participants had nausea.",
    "S1.4": "Exemplin-12 is an effective treatment for weak grip.",
    "S1.5": "Filler that makes the abstract long enough for two quotes on a page, " + "and longer " * 60,
    "S1.6": "Walking speed rose more in adults given exemplin-12 than in others (P = 0.2).",
    "S2.1": "Tendon strength increased in rats given 10 µg/kg for 14 days.",
    "S3.1": "Retracted findings were large.",
    "S4.1": "Not selected findings were small.",
    "S2.2": "Filler of the second abstract, " + "and longer " * 40,
}
EVIDENCE = pack(
    studies=(
        pack_study(1),
        pack_study(2, appraisal=RAT),
        pack_study(3, appraisal=appraisal(flags=(Flag.RETRACTED,))),
        pack_study(4, selected=False),
        pack_study(5, appraisal=appraisal(direction=Direction.NULL)),
    ),
    sentences=(
        *(sentence(int(id[1]), int(id[3:]), text) for id, text in TEXTS.items()),
        sentence(5, 1, "Sleep quality was similar in both groups."),
    ),
)


def rules(text: str, ids: tuple[str, ...] = ("S1.1",), of: EvidencePack = EVIDENCE, **overrides: Any) -> set[str]:
    marks = {"sentences": ids, "direction": Direction.UNCLEAR, **overrides}
    return {each.rule for each in judge(of, draft(of, claims=(claim(text, **marks),))) if each.severity == "block"}


def in_rats(text: str, **overrides: Any) -> set[str]:
    return rules(text, ("S2.1",), **{"section": Section.ANIMAL, "species": Species.ANIMAL, **overrides})


@pytest.mark.parametrize(
    ("text", "ids", "rule"),
    [
        ("Grip strength rose by 2.4 kg.", (), "C19"),
        ("Grip strength rose by 2.4 kg.", ("S9.9",), "C20"),
        ("Retracted findings were large.", ("S3.1",), "C20"),
        ("Not selected findings were small.", ("S4.1",), "C20"),
        ("Walking distance and mood differed over time.", ("S1.1",), "C20"),
        ("Grip strength rose by 2.5 kg.", ("S1.1",), "C21"),
        ("Grip strength rose by 2.4 g.", ("S1.1",), "C21"),
        ("Grip strength rose by 2.4 kg (P < 0.001).", ("S1.1",), "C21"),
        ("Grip strength rose by 2.4 kg (P > 0.01).", ("S1.1",), "C21"),
        ("Grip strength rose in 121 adults.", ("S1.1",), "C21"),
        ("Eleven participants had nausea.", ("S1.3",), "C21"),
        ("Fat mass did change.", ("S1.2",), "G2"),
        ("Grip strength did not rise in adults.", ("S1.1",), "G2"),
        ("Grip strength fell by 2.4 kg in adults over 12 weeks.", ("S1.1",), "G1"),
        ("Exemplin-12 is an effective treatment for weak grip.", ("S1.4",), "C22"),
        ("Walking speed rose more in adults given exemplin-12 than in others.", ("S1.6",), "C22"),
    ],
)
def test_a_claim_that_its_quotes_do_not_bear_is_blocked(text: str, ids: tuple[str, ...], rule: str) -> None:
    assert rule in rules(text, ids)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (TEXTS["S1.1"], ("S1.1",)),
        ("In 120 adults, grip strength rose by 2.40 kg over 12 weeks.", ("S1.1",)),
        ("In one trial (n = 120), grip strength rose by 2.4 kg.", ("S1.1",)),
        ("12 of 120 participants had nausea.", ("S1.3",)),
        ("Fat mass was unchanged.", ("S1.2",)),
        ("Grip strength rose by 2.4 kg and fat mass did not change.", ("S1.1", "S1.2")),
    ],
)
def test_a_claim_that_its_quotes_bear_passes(text: str, ids: tuple[str, ...]) -> None:
    assert rules(text, ids) == set()


@pytest.mark.parametrize(
    ("text", "overrides"),
    [
        ("Tendon strength increased in patients given 10 µg/kg.", {}),
        ("Tendon strength increased in rabbits given 10 µg/kg.", {}),
        ("Tendon strength increased.", {"section": Section.HUMAN}),
        ("Tendon strength increased.", {"species": Species.HUMAN}),
        ("Tendon strength increased.", {"section": Section.SAFETY}),
    ],
)
def test_what_was_seen_in_animals_is_not_said_of_people(text: str, overrides: dict[str, Any]) -> None:
    assert "C11" in in_rats(text, **overrides)


def test_what_was_seen_in_animals_may_be_said_of_them() -> None:
    assert in_rats("In rats, tendon strength increased with 10 mcg/kg.") == set()


def test_a_benefit_that_no_study_cited_saw_is_blocked() -> None:
    assert "G1" in rules("Sleep quality was similar in both groups.", ("S5.1",), direction=Direction.BENEFIT)
    assert rules("Sleep quality was similar in both groups.", ("S5.1",), direction=Direction.NULL) == set()


def test_a_promotional_sentence_is_blocked_though_it_is_a_quote_and_as_a_quote_too() -> None:
    evidence = pack(sentences=(sentence(1, 1, "Exemplin-12 is completely safe and raised grip strength."),))

    assert "C10" in rules("Exemplin-12 is completely safe and raised grip strength.", of=evidence)
    assert "C10" in rules("Grip strength was raised by Exemplin-12.", of=evidence)


def test_a_page_quotes_no_more_than_two_sentences_and_a_quarter_of_an_abstract() -> None:
    claims = (
        claim(TEXTS["S1.1"], sentences=("S1.1",), direction=Direction.UNCLEAR),
        claim("Fat mass was unchanged.", sentences=("S1.2",), direction=Direction.UNCLEAR),
        claim("Twelve participants had nausea.", sentences=("S1.3",), direction=Direction.UNCLEAR),
        claim("In adults, grip strength rose over 12 weeks.", sentences=("S1.1",), direction=Direction.UNCLEAR),
    )

    found = judge(EVIDENCE, draft(EVIDENCE, claims=claims))

    assert [(each.rule, each.claim) for each in found] == [("G3", claims[2].id)]


def test_one_sentence_may_always_be_quoted_however_short_the_abstract() -> None:
    evidence = pack(sentences=(sentence(1, 1), sentence(1, 2, "Sleep was better.")))

    assert rules("Grip strength rose by 2.4 kg.", of=evidence) == set()
    assert "G3" in rules("Grip strength rose by 2.4 kg and sleep was better.", ("S1.1", "S1.2"), of=evidence)


def test_saying_it_again_is_blocked() -> None:
    twice = (claim(), claim("Grip strength  rose by 2.4 kg", id="c-other"))

    assert [each.rule for each in judge(pack(), draft(claims=twice))] == ["G4"]


def test_tolerability_needs_a_number_of_people() -> None:
    text = "Exemplin-12 was well tolerated."
    unsized = pack(studies=(pack_study(1, appraisal=appraisal(n=None)),), sentences=(sentence(1, 1, text),))

    assert "C10" in rules(text, of=unsized)
    assert rules(text, of=pack(sentences=(sentence(1, 1, text),))) == set()


def test_a_draft_of_another_pack_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="was written from pack"):
        judge(pack(name="Another"), draft())


@pytest.mark.parametrize(
    ("outcome", "too_strong"),
    [("body_weight", False), ("Body weight", False), ("pain", True), ("sleep", True), ("grip strength", True)],
)
def test_a_claim_sounds_no_surer_than_its_outcome_is_graded(outcome: str, too_strong: bool) -> None:
    """Body weight is high, pain moderate, sleep preclinical; grip strength is no outcome, and the whole is moderate."""
    unread = graded.rct(300, outcomes={}, direction=Direction.HARM)
    evidence = graded.of(
        *(graded.rct(300),) * 2, graded.rct(900, outcomes={"pain": Direction.BENEFIT}),
        graded.rat(outcomes={"sleep": Direction.BENEFIT}), unread, unread,
    )  # fmt: skip
    written = draft(evidence, claims=(claim("The evidence is strong evidence.", outcome=outcome),))

    assert ("C22" in {each.rule for each in judge(evidence, written)}) is too_strong
