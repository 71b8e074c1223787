"""The denial of a quote is not left out because a claim, or the quote itself, is without something else."""

import pytest

from shared.gates.grounding.contrary.denials import lost_in_part
from shared.gates.words.polarity import added_denial, lost_denial

WITHOUT = [
    (
        "In patients who did not receive insulin, exemplin did not change weight.",
        "Exemplin did not alter the weight of patients who did not receive insulin.",
        "Exemplin changed weight in patients who did not receive insulin.",
    ),
    (
        "In the absence of calcium, exemplin did not contract vessels.",
        "Vessels did not contract under exemplin in the absence of calcium.",
        "Vessels contracted under exemplin in the absence of calcium.",
    ),
    (
        "At similar doses exemplin and placebo did not differ in relief of pain.",
        "Pain relief did not differ between exemplin and placebo at similar doses.",
        "Pain relief differed between exemplin and placebo at similar doses.",
    ),
    (
        "Exemplin not only reduced swelling; it did not raise blood pressure.",
        "Exemplin not only made swelling less, it did not raise blood pressure.",
        "Exemplin not only made swelling less, it raised blood pressure.",
    ),
    (
        "Mice that lack the gene showed no weight gain on exemplin.",
        "On exemplin, mice that lack the gene did not gain weight.",
        "On exemplin, mice that lack the gene gained weight.",
    ),
    (
        "No effect on libido was reported by women who had never used hormones.",
        "Women who had never used hormones reported no effect on libido.",
        "Women who had never used hormones reported an effect on libido.",
    ),
    (
        "The association was lost after adjustment for smoking.",
        "After adjustment for smoking there was no association left.",
        "After adjustment for smoking there was an association left.",
    ),
]


@pytest.mark.parametrize(("quote", "kept", "lost"), WITHOUT)
def test_a_denial_is_left_out_though_the_claim_says_who_is_without_something(quote: str, kept: str, lost: str) -> None:
    assert lost_denial(kept, [quote]) == ""
    assert added_denial(kept, [quote]) == ""
    assert lost_denial(lost, [quote]) != ""


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("In the absence of food, exemplin raised ghrelin.", "Exemplin raised ghrelin when there was no food."),
        ("Women who had never used hormones slept longer.", "Sleep was longer in women new to hormones."),
        ("At similar doses the rats gained weight.", "Weight rose in rats."),
    ],
)
def test_what_a_quote_is_without_is_no_denial_of_its_finding(quote: str, claim: str) -> None:
    assert lost_denial(claim, [quote]) == ""


def test_of_two_things_that_are_denied_both_stay_so() -> None:
    quote = "Exemplin neither raised insulin nor lowered glucagon."

    assert lost_in_part("Insulin was not raised and glucagon was lowered by exemplin.", [quote]) != ""
    assert lost_in_part("Insulin was not raised and glucagon was not lowered by exemplin.", [quote]) == ""


def test_a_study_that_had_no_controls_may_be_told_so() -> None:
    claim = "Pain fell in a study without controls."

    assert added_denial(claim, ["In an uncontrolled study pain fell."]) == ""
    assert added_denial(claim, ["In a study of forty people pain fell."]) != ""
