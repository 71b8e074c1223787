"""A denial within limits is not told as one at large."""

import pytest

from shared.gates.grounding.doubts.denied_limits import dropped_under_denial
from shared.gates.grounding.doubts.restrictions import narrowed

AT_LARGE = "No adverse events occurred in 20 volunteers."


@pytest.mark.parametrize(
    "quote",
    [
        "No serious adverse events occurred in 20 volunteers.",
        "No serious adverse events related to treatment occurred in 20 volunteers.",
        "No grade 3 or 4 adverse events occurred in 20 volunteers.",
        "No grade ≥3 adverse events occurred in 20 volunteers.",
        "No adverse events of grade 3 or higher occurred in 20 volunteers.",
        "No unexpected adverse events occurred in 20 volunteers.",
        "No treatment-related adverse events occurred in 20 volunteers.",
        "No adverse events were considered related to the drug in 20 volunteers.",
        "None of the adverse events in 20 volunteers was judged to be drug-related.",
        "No major adverse events occurred in 20 volunteers.",
        "No clinically relevant adverse events occurred in 20 volunteers.",
        "No new adverse events occurred in 20 volunteers.",
        "There were no adverse events attributable to Exemplin-12 in 20 volunteers.",
        "No adverse events led to discontinuation of Exemplin-12 in 20 volunteers.",
        "Exemplin-12 did not cause serious adverse events in 20 volunteers.",
    ],
)
def test_no_harm_of_one_kind_is_not_no_harm(quote: str) -> None:
    assert dropped_under_denial(AT_LARGE, [quote]) or narrowed(AT_LARGE, [quote])
    assert dropped_under_denial(quote, [quote]) == ""
    assert dropped_under_denial(AT_LARGE, [quote, AT_LARGE]) == ""


@pytest.mark.parametrize(
    ("quote", "at_large", "within"),
    [
        (
            "No serious adverse events related to treatment occurred in 20 volunteers.",
            "No serious adverse events occurred in 20 volunteers.",
            "No serious adverse events were put down to treatment.",
        ),
        (
            "No dose-limiting toxicities were observed in 18 patients.",
            "Exemplin-12 was not toxic in 18 patients.",
            "In 18 patients no toxicity limited the dose.",
        ),
        (
            "There were no treatment-related deaths among 50 patients.",
            "None of 50 patients died.",
            "None of 50 patients died of the treatment.",
        ),
        ("No deaths were attributed to Exemplin-12.", "All patients were alive.", "No death was laid to Exemplin-12."),
        (
            "No clinically relevant changes in heart rate were seen in 30 men.",
            "Heart rate did not change in 30 men.",
            "Heart rate did not change to a clinically relevant degree in 30 men.",
        ),
        ("No major bleeding occurred.", "There was no bleeding.", "There was no major bleeding."),
        ("No new safety signals emerged.", "No safety signals emerged.", "No signals emerged that were not known."),
        (
            "No serious infections, treatment-related deaths or pancreatitis were seen.",
            "No deaths were seen.",
            "No pancreatitis was seen.",
        ),
    ],
)
def test_a_limit_stays_with_what_is_denied(quote: str, at_large: str, within: str) -> None:
    assert dropped_under_denial(at_large, [quote]) != ""
    assert dropped_under_denial(within, [quote]) == ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("No deaths occurred.", "No serious adverse events and no deaths occurred."),
        (AT_LARGE, "No adverse events, serious or otherwise, occurred in 20 volunteers."),
        ("Pain did not change.", "No serious adverse events occurred, and pain did not change."),
        ("Weight did not change.", "No clinically relevant changes in heart rate were seen; weight did not change."),
        ("Serious infections occurred in 3 men.", "No treatment-related infections occurred in 30 men."),
        ("Exemplin-12 was free of side effects.", "No drug-related adverse events occurred."),
    ],
)
def test_what_is_denied_of_something_else_or_at_large_may_be_told(claim: str, quote: str) -> None:
    assert dropped_under_denial(claim, [quote]) == ""
