"""Code alone grades evidence: a claim rates it only where a quote does."""

import pytest

from shared.gates.grounding.doubts.ratings import added

QUOTE = "Grip strength was higher with exemplin-12 than with placebo in 40 women."


@pytest.mark.parametrize(
    "rating",
    [
        "(GRADE: high)",
        "(certainty: high)",
        "(evidence grade A)",
        "(level 1 evidence)",
        "(level of evidence II evidence)",
        "with high confidence",
        "at low certainty",
        ", graded moderate",
        "; the certainty of the evidence is moderate",
        ", by high-quality evidence",
        ", and the quality of the evidence was good",
    ],
)
def test_a_rating_of_the_writers_own_is_told(rating: str) -> None:
    assert added(f"In 40 women grip strength was higher with exemplin-12 than with placebo {rating}.", [QUOTE]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The evidence was of low certainty.", "The certainty of evidence was low."),
        ("Low-certainty evidence favoured exemplin-12.", "We found low-certainty evidence in favour of exemplin-12."),
        ("Certainty was graded moderate.", "We graded the evidence as moderate."),
        ("The difference was 2 points (95% confidence interval 1 to 3).", "It was 2 points (95% CI 1 to 3)."),
        ("High confidence limits were 3 and 9.", "The upper limits were 3 and 9."),
        ("Grade 3 rash occurred in 4 of 40 women.", "Four of 40 women had a rash (grade 3)."),
        ("Sleep quality was higher with exemplin-12.", "Sleep was better with exemplin-12."),
        ("Strong pain was rarer in 40 women.", "Severe pain was rarer in 40 women."),
        ("High-grade tumours were rarer.", "Tumours of high grade were rarer."),
    ],
)
def test_what_a_quote_rates_and_what_is_no_rating_passes(claim: str, quote: str) -> None:
    assert added(claim, [quote]) == ""
