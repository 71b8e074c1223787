"""What a quote supposes, or leaves open in its first part, is not stated; what chance words and ties mean is read."""

import pytest
from invented.held_against import findings

from shared.gates.grounding.doubts.causes import read_in
from shared.gates.grounding.doubts.hedges import dropped


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin-12 lowered renin.", "Exemplin-12 was probably what lowered renin."),
        ("Exemplin-12 lowered renin in men.", "It is unclear whether renin of men fell on it, but cortisol rose."),
        (
            "Ten trials of men showed no significant change of renin.",
            "It is possible that ten trials had no such change.",
        ),
        ("Renin went along with sleep.", "It is possible that renin was associated with sleep."),
        ("Renin of 26% fell.", "It is unclear whether renin (men, 16; women, 26%) fell on Exemplin-12 at 8:30."),
    ],
)
def test_what_is_left_open_is_not_stated(claim: str, quote: str) -> None:
    assert dropped(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin-12 probably lowered renin.", "Exemplin-12 was probably what lowered renin."),
        ("Cortisol rose in men.", "It is unclear whether renin fell on it, but cortisol of men rose."),
        ("Renin fell more often.", "Renin was more likely to have fallen on Exemplin-12, and fell in 9 of 12."),
        ("Ten trials asked whether renin changes.", "It is possible that ten trials changed renin."),
    ],
)
def test_doubt_that_is_kept_or_behind_it_passes(claim: str, quote: str) -> None:
    assert dropped(claim, [quote]) == ""


def test_what_coincides_is_no_cause() -> None:
    quote = "Reduced uptake coincided with poorer repair of old skin."

    assert read_in("In old skin, little uptake impaired repair.", [quote]) != ""
    assert read_in("In old skin, little uptake and poor repair went together.", [quote]) == ""


@pytest.mark.parametrize(
    ("claim", "quote", "refused"),
    [
        (
            "Exemplin-12 eased itching more than placebo.",
            "Itching was lower with Exemplin-12 than with placebo.",
            False,
        ),
        ("Exemplin-12 eased itching less than placebo.", "Itching was lower with Exemplin-12 than with placebo.", True),
        (
            "Adults with more Exemplin-12 in the blood later gained less fat.",
            "Exemplin-12 in the blood of adults was inversely correlated with later fat gain.",
            False,
        ),
    ],
)
def test_relief_and_inverse_ties_are_read_as_they_are_meant(claim: str, quote: str, refused: bool) -> None:
    assert bool(findings(claim, quote, rules=("G1",))) is refused


@pytest.mark.parametrize(
    ("claim", "quote", "refused"),
    [
        (
            "Thirst of children with fever fell.",
            "Thirst fell in children with low fever, but not in those with high fever.",
            True,
        ),
        (
            "Children with low fever were less thirsty.",
            "Thirst fell in children with low fever, but not in those with high fever.",
            False,
        ),
        ("Thirst of patients fell.", "Thirst fell in patients younger than 40 years but not overall.", True),
        (
            "Thirst of patients under 40 years fell.",
            "Thirst fell in patients younger than 40 years but not overall.",
            False,
        ),
    ],
)
def test_what_was_denied_of_the_others_is_not_told_of_all(claim: str, quote: str, refused: bool) -> None:
    found = findings(claim, quote, rules=("C11",))

    assert ("tells of all what its quotes saw in some alone" in found) is refused


def test_a_peak_is_told_at_its_time() -> None:
    quote = "Cortisol peaked at 40 min and was back at baseline by 150 min."

    assert findings("Cortisol was highest at 150 min.", quote, rules=("C20",))
    assert findings("Cortisol was highest at 40 min.", quote, rules=("C20",)) == []
