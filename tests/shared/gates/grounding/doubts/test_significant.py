"""A result is called significant where a quote says so, or gives what tells it."""

import pytest

from shared.gates.grounding.doubts.significant import read_in

PLAIN = "Grip strength was higher with exemplin-12 than with placebo in 40 women."


@pytest.mark.parametrize(
    "claim",
    [
        "Grip strength was significantly higher with exemplin-12 than with placebo in 40 women.",
        "In 40 women exemplin-12 gave a statistically significant rise of grip strength.",
        "With exemplin-12 the rise of grip strength in 40 women reached significance.",
        "Pain did not change, and grip strength rose significantly with exemplin-12.",
    ],
)
def test_significance_of_the_writers_own_is_told(claim: str) -> None:
    assert read_in(claim, [PLAIN]) != ""


@pytest.mark.parametrize(
    "quote",
    [
        "Grip strength was significantly higher with exemplin-12.",
        "The rise of grip strength was of statistical significance.",
        "Grip strength was higher with exemplin-12 (P < 0.05).",
        "Grip strength was higher with exemplin-12 (p=.003).",
        "Grip strength was higher with exemplin-12 (p-value of 0.01).",
        "Grip strength was higher by 2 kg (95% CI, 1 to 3).",
        "Grip strength was higher by 2 kg (95% confidence interval, 1 to 3).",
        "Grip strength was higher with exemplin-12 (F(1, 38) = 9.1).",
    ],
)
def test_what_a_quote_says_of_chance_bears_it(quote: str) -> None:
    assert read_in("Grip strength was significantly higher with exemplin-12.", [quote]) == ""


@pytest.mark.parametrize(
    "claim",
    [
        "Grip strength was higher with exemplin-12 than with placebo in 40 women.",
        "Grip strength did not differ significantly in 40 women.",
        "No significant difference was seen in 40 women.",
        "The difference in 40 women was nonsignificant.",
        "The difference in 40 women failed to reach significance.",
        "The difference in 40 women was insignificant.",
    ],
)
def test_what_calls_nothing_significant_passes(claim: str) -> None:
    assert read_in(claim, [PLAIN]) == ""
