"""A change from the beginning is no difference between groups."""

import pytest

from shared.gates.grounding.figures.differences import told_between


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Weight was 4 kg lower with Exemplin-12 than with placebo.",
            "Weight fell by 4 kg from baseline with Exemplin-12.",
        ),
        (
            "Compared with placebo, weight fell by 4 kg.",
            "Weight fell by 4 kg with Exemplin-12 and by 3 kg with placebo.",
        ),
        ("Urate fell by 9% compared with placebo.", "Urate fell by 9% from baseline on Exemplin-12."),
        ("Grip was 6 kg better than in untreated men.", "Compared with baseline, grip of the men was 6 kg better."),
    ],
)
def test_a_change_is_no_difference(claim: str, quote: str) -> None:
    assert told_between(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Weight fell by 4 kg, more than with placebo.",
            "Weight fell by 4 kg with Exemplin-12 and by 3 kg with placebo.",
        ),
        ("Weight was 4 kg below that at the start.", "Weight fell by 4 kg from baseline with Exemplin-12."),
        ("Weight was 4 kg lower than with placebo.", "Weight fell by 4 kg more with Exemplin-12 than with placebo."),
        ("Beyond placebo, weight fell by 4 kg.", "The placebo-subtracted fall from baseline in weight was 4 kg."),
        (
            "Weight fell by 4 kg on Exemplin-12 against 3 kg on placebo.",
            "Weight fell by 4 kg with Exemplin-12 and by 3 kg with placebo.",
        ),
    ],
)
def test_changes_told_as_such_and_differences_pass(claim: str, quote: str) -> None:
    assert told_between(claim, [quote]) == ""
