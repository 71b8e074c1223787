"""Parts, multiples, sample sizes and years of a claim have a source of their own."""

import pytest
from invented.factories import appraisal, pack_study

from shared.gates.grounding.figures.numbers import ungrounded

CULTURE = "Exemplin-12 raised outgrowth and migration more than 2 ug/mL of medium or saline did, in two cultures."
FELL = "Pain scores fell with Exemplin-12 in adults with arthritis."


def wrong(claim: str, *quotes: str) -> list[str]:
    study = pack_study(1, appraisal=appraisal(n=120, n_quote="120"))
    return [each.span for each in ungrounded(claim, quotes, [study], ["Exemplin-12"])]


@pytest.mark.parametrize(
    "said", ["doubled outgrowth", "raised outgrowth twofold", "made outgrowth twice as fast", "halved outgrowth"]
)
def test_a_multiple_is_not_grounded_by_what_a_quote_lists(said: str) -> None:
    assert wrong(f"Exemplin-12 {said}.", CULTURE) != []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Outgrowth rose fivefold.", "Outgrowth rose 5-fold."),
        ("Outgrowth rose 5-fold.", "Outgrowth rose fivefold."),
        ("Outgrowth rose threefold or more.", "Outgrowth rose three- to fourfold."),
        ("Outgrowth doubled.", "Outgrowth rose by a factor of two."),
        ("Outgrowth doubled.", "Outgrowth rose from 12 to 24 mm."),
        ("Outgrowth doubled.", "Outgrowth rose by 100%."),
        ("Outgrowth was twice as fast.", "Outgrowth was twice as fast as with medium."),
        ("Pain fell by half.", "Pain fell from 60 to 31 mm."),
        ("Pain was halved.", "Pain fell by 50%."),
        ("Pain fell by a third.", "Pain fell by 34%."),
        ("A quarter of the adults had nausea.", "Nausea occurred in 30 of 120 adults."),
        ("Two thirds of the adults improved.", "Of the adults 67% improved."),
        ("Both adults improved, and two of them slept.", "One man and one woman improved and slept."),
        ("Pain was lower in the third week.", "Pain was lower in week three."),
        ("Pain scores were lower in hundreds of adults.", "Pain scores were lower in 412 adults."),
        ("The trial was double-blind.", "The trial was double-blind."),
        ("Exemplin-12 was given twice daily.", "Exemplin-12 was given twice daily."),
    ],
)
def test_a_multiple_in_other_words_or_figures_passes(claim: str, quote: str) -> None:
    assert wrong(claim, quote) == []


@pytest.mark.parametrize(
    "claim",
    [
        "Pain scores fell in 2024 adults.",
        "Pain scores fell in 2,024 adults.",
        "Pain scores fell to 120.",
        "Pain scores fell by 120 in adults.",
        "A mean of 120 was seen in adults.",
        "Pain scores fell fivefold.",
        "Pain scores fell at 120 sites.",
        "Pain scores fell by a third.",
        "Pain scores fell by a quarter in adults.",
        "Two thirds of the adults had lower pain scores.",
        "Pain scores fell in hundreds of adults.",
        "Pain scores fell in thousands of adults.",
    ],
)
def test_a_sample_size_or_a_year_grounds_nothing_else(claim: str) -> None:
    assert wrong(claim, FELL) != []


@pytest.mark.parametrize(
    "claim",
    [
        "Pain scores fell in 120 adults.",
        "Pain scores fell in 120 Danish office workers.",
        "Pain scores fell with Exemplin-12 (n = 120).",
        "Among 120 with arthritis pain scores fell.",
        "In a trial of 120, pain scores fell.",
        "In 2024 pain scores were seen to fall.",
        "A trial published in 2024 saw pain scores fall.",
        "A 2024 trial saw pain scores fall.",
    ],
)
def test_a_sample_size_counts_people_and_a_year_is_a_year(claim: str) -> None:
    assert wrong(claim, FELL) == []
