"""What is planned is not told as done."""

import pytest

from shared.gates.grounding.doubts.plans import told_as_done


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Women received Exemplin-12 for a year.", "Women will receive Exemplin-12 or placebo for a year."),
        ("Grip strength was tested each month.", "We plan to test grip strength each month."),
        ("Trials established how long the effect lasts.", "Trials should establish how long the effect lasts."),
        ("Sixty adults were enrolled.", "The trial is recruiting, and the sixty adults are to be enrolled by June."),
        ("The study found a difference of 3 kg.", "The study was designed to find a difference of 3 kg."),
    ],
)
def test_a_plan_is_not_told_as_done(claim: str, quote: str) -> None:
    assert told_as_done(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Women are to receive Exemplin-12 for a year.", "Women will receive Exemplin-12 or placebo for a year."),
        ("More trials are needed on how long the effect lasts.", "Trials should establish how long the effect lasts."),
        ("Grip strength rose in sixty adults.", "Grip strength rose in sixty adults, and a larger trial is planned."),
        (
            "The study, powered for 3 kg, found 1 kg.",
            "The study was designed to find a difference of 3 kg and found 1 kg.",
        ),
        ("Women received it for a year.", "Women received Exemplin-12 for a year."),
    ],
)
def test_a_plan_told_as_one_and_what_was_done_pass(claim: str, quote: str) -> None:
    assert told_as_done(claim, [quote]) == ""
