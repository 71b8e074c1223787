"""What sums a page up says nothing that the page's findings do not rest on."""

from typing import Any

import pytest
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.publishing.draft import Claim
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Design, Direction, Section, Species
from shared.gates.draft import judge
from shared.gates.summaries import AT_MOST, faults

RISE = "Grip strength rose by 2.4 kg in adults given exemplin-12 for 12 weeks."
HARM = "Nausea occurred in 14 adults given exemplin-12."
MASS = "Fat mass did not change in adults."
RATS = "Tendon strength increased in rats given exemplin-12."
FILLER = "Filler that makes the abstract long enough for two quotes on a page, " + "and longer " * 60
EVIDENCE = pack(
    studies=(
        pack_study(1),
        pack_study(2, appraisal=appraisal(design=Design.EXPERIMENT, species=Species.ANIMAL, n=24)),
        pack_study(3, appraisal=appraisal(direction=Direction.HARM)),
    ),
    sentences=(
        sentence(1, 1, RISE),
        sentence(1, 2, MASS),
        sentence(1, 3, FILLER),
        sentence(2, 1, RATS),
        sentence(3, 1, HARM),
    ),
)
IN_RATS = {"section": Section.ANIMAL, "species": Species.ANIMAL, "sentences": ("S2.1",)}


def finding(text: str = RISE, **fields: Any) -> Claim:
    return claim(text, **{"sentences": ("S1.1",), "direction": Direction.UNCLEAR, **fields})


def summary(text: str = RISE, *, plainly: bool = False, **fields: Any) -> Claim:
    section = Section.PLAIN_LANGUAGE if plainly else Section.OVERVIEW
    return finding(text, **{"section": section, **fields})


def found(*claims: Claim) -> dict[str, str]:
    """What G5 says, by the words of the claims that it blames."""
    texts = {each.id: each.text for each in claims}
    return {
        texts[each.claim]: each.reason for each in judge(EVIDENCE, draft(EVIDENCE, claims=claims)) if each.rule == "G5"
    }


def test_a_summary_of_findings_that_stand_passes_every_gate() -> None:
    shorter = "Grip strength rose in adults given exemplin-12."

    assert judge(EVIDENCE, draft(EVIDENCE, claims=(finding(), summary(shorter)))) == ()
    assert judge(EVIDENCE, draft(EVIDENCE, claims=(summary(shorter), finding()))) == ()


def test_a_summary_rests_on_nothing_beside_the_findings() -> None:
    assert found(finding(), summary(MASS, sentences=("S1.2",))) == {
        MASS: "sums up what no finding that stands on this page rests on"
    }
    assert MASS in found(summary(MASS, sentences=("S1.2",)), summary("Fat mass stayed.", sentences=("S1.2",)))


def test_a_summary_falls_with_the_finding_that_it_sums_up() -> None:
    wrong = finding("Grip strength rose by 24 kg in adults.")

    assert list(found(wrong, summary("Grip strength rose in adults."))) == ["Grip strength rose in adults."]
    # Another finding on the same words stands, and the summary with it.
    assert found(wrong, finding(), summary("Grip strength rose in adults.")) == {}


def test_a_summary_is_judged_by_its_own_quotes_too() -> None:
    said = judge(EVIDENCE, draft(EVIDENCE, claims=(finding(), summary("Grip strength rose by 24 kg in adults."))))

    assert {each.rule for each in said if each.severity == "block"} == {"C21"}


@pytest.mark.parametrize("plainly", [False, True])
def test_whoever_tells_of_a_benefit_tells_of_the_harm(plainly: bool) -> None:
    good = summary("Grip strength rose in adults.", plainly=plainly, direction=Direction.BENEFIT)
    harm = finding(HARM, section=Section.SAFETY, direction=Direction.HARM, sentences=("S3.1",))
    told = summary("Nausea occurred in adults.", plainly=plainly, direction=Direction.HARM, sentences=("S3.1",))

    assert found(finding(), good) == {}
    assert list(found(finding(), harm, good)) == [good.text]
    assert found(finding(), harm, good, told) == {}


def test_a_summary_that_loses_its_word_of_harm_loses_its_word_of_benefit() -> None:
    good = summary("Grip strength rose in adults.", direction=Direction.BENEFIT)
    harm = finding(HARM, section=Section.SAFETY, direction=Direction.HARM, sentences=("S3.1",))
    wrong = summary("Nausea occurred in 41 adults.", direction=Direction.HARM, sentences=("S3.1",))

    assert list(found(finding(), harm, good, wrong)) == [good.text]


HARMFUL = finding(HARM, section=Section.SAFETY, direction=Direction.HARM, sentences=("S3.1",))
UNMOVED = finding(MASS, outcome="fat mass", direction=Direction.NULL, sentences=("S1.2",))
BENEFICIAL = finding(direction=Direction.BENEFIT)


@pytest.mark.parametrize(
    ("findings", "told", "lacks"),
    [
        # Its own mark does not decide alone.
        ((BENEFICIAL, HARMFUL), [summary("Grip strength rose in adults.")], "harm"),
        # A finding on safety counts however it is marked.
        (
            (BENEFICIAL, finding(HARM, section=Section.SAFETY, sentences=("S3.1",))),
            [summary("Grip strength rose in adults.", direction=Direction.BENEFIT)],
            "safety",
        ),
        # To name the harm's sentence is not to tell of it.
        (
            (BENEFICIAL, HARMFUL),
            [summary("Grip strength rose in adults.", direction=Direction.BENEFIT, sentences=("S1.1", "S3.1"))],
            "harm",
        ),
        # Nor is a neutral sentence that rests on it.
        (
            (BENEFICIAL, HARMFUL),
            [
                summary("Grip strength rose in adults.", direction=Direction.BENEFIT),
                summary("Nausea was looked for in adults.", sentences=("S3.1",)),
            ],
            "harm",
        ),
        # A harm that is told does not stand for what had no effect.
        (
            (BENEFICIAL, HARMFUL, UNMOVED),
            [
                summary("Grip strength rose in adults.", direction=Direction.BENEFIT),
                summary("Nausea occurred in adults.", direction=Direction.HARM, sentences=("S3.1",)),
            ],
            "no effect",
        ),
    ],
)
def test_a_benefit_is_never_told_alone(findings: tuple[Claim, ...], told: list[Claim], lacks: str) -> None:
    said = [each for each in faults(EVIDENCE, (*findings, *told)) if each.claim == told[0].id]

    assert [each.reason for each in said] == [f"tells of a benefit, in a summary that leaves out a finding of {lacks}"]


def test_a_benefit_beside_all_that_speaks_against_it_stands() -> None:
    told = [
        summary("Grip strength rose in adults.", direction=Direction.BENEFIT),
        summary("Nausea occurred in adults.", direction=Direction.HARM, sentences=("S3.1",)),
        summary("Fat mass did not change.", direction=Direction.NULL, sentences=("S1.2",)),
    ]

    assert faults(EVIDENCE, (BENEFICIAL, HARMFUL, UNMOVED, *told)) == ()


def test_room_for_quotes_is_spent_on_harm_first_and_a_harm_without_room_is_still_known() -> None:
    of = pack(
        studies=(pack_study(1),),
        sentences=(sentence(1, 1, RISE), sentence(1, 2, MASS), sentence(1, 3, HARM), sentence(1, 4, FILLER * 3)),
    )
    rise = claim(RISE, sentences=("S1.1",), direction=Direction.BENEFIT)
    mass = claim(MASS, sentences=("S1.2",), outcome="fat mass", direction=Direction.BENEFIT)
    harm = claim(HARM, sentences=("S1.3",), outcome="nausea", section=Section.SAFETY, direction=Direction.HARM)
    told = claim("Grip strength rose.", sentences=("S1.1",), section=Section.OVERVIEW, direction=Direction.BENEFIT)

    budget = [each for each in judge(of, draft(of, claims=(rise, mass, harm))) if each.rule == "G3"]
    assert [each.claim for each in budget] == [mass.id]
    without_room = Finding(rule="G3", severity="block", claim=harm.id, reason="would quote too much")
    unsound = without_room.model_copy(update={"rule": "C21"})
    assert [each.claim for each in faults(of, (rise, harm, told), [without_room])] == [told.id]
    assert faults(of, (rise, harm, told), [unsound]) == ()


def test_people_and_animals_are_not_summed_up_in_one_sentence() -> None:
    both = summary("Strength rose in adults and in rats.", sentences=("S1.1", "S2.1"))

    assert found(finding(), finding(RATS, **IN_RATS), both) == {
        both.text: "sums up people together with animals or cells in one sentence"
    }


def test_what_was_seen_in_animals_is_said_of_animals() -> None:
    silent = summary("Tendon strength increased.", species=Species.ANIMAL, sentences=("S2.1",))
    said = judge(EVIDENCE, draft(EVIDENCE, claims=(finding(RATS, **IN_RATS), silent)))

    assert ("C11", silent.id) in {(each.rule, each.claim) for each in said}


@pytest.mark.parametrize("text", ["Grip rose (p < 0.01).", "The odds ratio rose.", "Grip rose (95% CI 1 to 2)."])
def test_plain_language_has_no_statistics(text: str) -> None:
    [fault] = faults(EVIDENCE, (finding(), summary(text, plainly=True)))

    assert (fault.rule, fault.reason) == ("G5", "speaks of statistics where plain language is asked for")
    assert fault.span != ""
    assert fault.span in text
    assert faults(EVIDENCE, (finding(), summary(text))) == ()


@pytest.mark.parametrize("section", AT_MOST)
def test_a_summary_is_short(section: Section) -> None:
    said = [
        summary(f"Grip strength rose in adults, {'x' * at}.", section=section) for at in range(AT_MOST[section] + 1)
    ]

    assert list(found(finding(), *said)) == [said[-1].text]


def test_overview_and_plain_language_do_not_say_the_same_words() -> None:
    twice = (
        finding(),
        summary("Grip strength rose in adults."),
        summary("Grip strength rose in adults.", plainly=True),
    )

    assert "G4" in {each.rule for each in judge(EVIDENCE, draft(EVIDENCE, claims=twice))}
