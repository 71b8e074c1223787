"""A difference that its quotes take back in words is not told as if it counted."""

import pytest

from shared.gates.grounding.doubts.insignificance import untold

FELL = "Pain fell by 3.1 points with Exemplin-12 and by 2.8 points with placebo"
FURTHER = "Pain fell further with Exemplin-12 (3.1 points) than with placebo (2.8 points)."
LOWERED = "Exemplin-12 lowered pain scores"
REMISSION = "At 12 months, 41% of the Exemplin-12 group and 38% of the control group were in remission"


@pytest.mark.parametrize(
    "behind",
    [
        ", a difference that was not statistically significant.",
        ", a nonsignificant difference.",
        " (not significant).",
        " (NS).",
        " (n.s.).",
        "; this difference did not reach statistical significance.",
        ", which failed to reach significance.",
        ", but the difference fell short of statistical significance.",
        ", without a significant difference between groups.",
        ", but the groups did not differ.",
        ", and the difference was within the play of chance.",
        ", a difference lacking statistical significance.",
        ", although the difference was non-significant.",
        "; no significant difference was found.",
        "; no statistically significant between-group difference was seen.",
        ", a comparable decrease.",
        ", a similar fall in both arms.",
        "; none of these differences was significant.",
    ],
)
def test_a_difference_that_is_taken_back_is_not_told_alone(behind: str) -> None:
    assert untold(FURTHER, [FELL + behind]) != ""
    assert untold("Pain fell by 3.1 points with Exemplin-12.", [FELL + behind]) != ""
    assert untold("Pain fell by 3.1 points with Exemplin-12, no more than with placebo.", [FELL + behind]) == ""
    assert untold("Pain fell by 3.1 and 2.8 points; the difference was not significant.", [FELL + behind]) == ""


@pytest.mark.parametrize(
    "behind",
    [
        ", but the change was no greater than with placebo.",
        ", but not more than placebo did.",
        "; the reduction was similar to that with placebo.",
        " to an extent comparable with placebo.",
        ", but the effect was not different from that of placebo.",
    ],
)
def test_an_effect_that_placebo_had_as_well_is_not_told_alone(behind: str) -> None:
    assert untold(f"{LOWERED}.", [LOWERED + behind]) != ""
    assert untold(f"{LOWERED} as much as placebo, and the two did not differ.", [LOWERED + behind]) == ""


def test_a_difference_that_is_one_in_numbers_only_is_told_so() -> None:
    quote = "Relapse was numerically less frequent with Exemplin-12 (12% vs 15%)."

    assert untold("Relapse was less frequent with Exemplin-12 (12% against 15%).", [quote]) == "numerically"
    assert untold("Relapse was numerically less frequent with Exemplin-12.", [quote]) == ""


def test_two_shares_set_against_each_other_tell_of_a_difference() -> None:
    quote = f"{REMISSION}; the difference was not statistically significant."

    assert untold("More of the Exemplin-12 group (41%) than of the control group (38%) were in remission.", [quote])
    assert untold("Of the Exemplin-12 group 41%, against 38% of the control group, were in remission.", [quote])
    assert untold("At 12 months 41% of the Exemplin-12 group were in remission.", [quote]) == ""


def test_what_a_claim_denies_of_something_else_does_not_say_so() -> None:
    quote = f"{FELL}, a difference that was not significant; no serious harm was seen."

    assert untold(f"{FURTHER[:-1]}, and no serious harm was seen.", [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Pain fell by 3.1 points with Exemplin-12.",
            "Pain fell by 3.1 points with Exemplin-12 (P = 0.01) and sleep by 2 minutes, a difference not significant.",
        ),
        (
            "Pain fell with Exemplin-12.",
            "Pain fell significantly with Exemplin-12, but the change in sleep was not significant.",
        ),
        ("Pain fell with Exemplin-12.", "Pain fell with Exemplin-12, but sleep did not differ from placebo."),
        (
            "Pain fell more with Exemplin-12 than with placebo at 4 weeks.",
            "Pain fell more with Exemplin-12 than with placebo at 4 weeks, but not significantly at 12 weeks.",
        ),
        ("Pain fell with Exemplin-12.", "Pain fell with Exemplin-12, whereas mood was similar in both groups."),
        ("Pain fell with Exemplin-12.", "Age was similar in both groups, and pain fell with Exemplin-12."),
        ("Pain fell with Exemplin-12.", "Pain fell with Exemplin-12 more than with normal saline (NS)."),
        ("Pain improved.", "Pain and stiffness improved with Exemplin-12, stiffness not significantly."),
        ("Exemplin-12 lowered pain.", "Exemplin-12 and examplamide lowered pain, and their effects were similar."),
        ("Exemplin-12 lowered pain at 5 mg.", "Exemplin-12 lowered pain at 5 mg, with similar effects in both sexes."),
        (
            "Exemplin-12 lowered pain more than placebo.",
            "Exemplin-12 lowered pain significantly more than placebo, although the difference was not large.",
        ),
    ],
)
def test_what_was_not_taken_back_may_be_told(claim: str, quote: str) -> None:
    assert untold(claim, [quote]) == ""


def test_another_quote_that_tells_of_it_decides() -> None:
    quotes = [f"{FELL}, a nonsignificant difference.", "In a second trial pain fell with Exemplin-12 (P = 0.003)."]

    assert untold("Pain fell with Exemplin-12.", quotes) == ""
    assert untold("Pain fell with Exemplin-12.", [quotes[0], "The trial had 40 participants."]) != ""
