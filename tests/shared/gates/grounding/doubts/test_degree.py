"""Words of degree and of certainty stand in a claim where a quote has their like; one amount above another is none."""

import pytest

from shared.gates.grounding.doubts.degree import overstated

PLAIN = "Grip strength was higher with exemplin-12 than with placebo in 40 women."


@pytest.mark.parametrize(
    "degree",
    [
        "much higher", "very much higher", "far higher", "a lot higher", "several times higher", "markedly higher",
        "substantially higher", "considerably higher", "noticeably higher", "impressively higher", "vastly higher",
        "clearly higher", "consistently higher", "well above what it was", "higher to a clinically meaningful degree",
        "meaningfully higher",
    ],
)  # fmt: skip
@pytest.mark.parametrize("than", ["higher", "greater", "more", "better"])
def test_a_degree_of_the_writers_own_is_told(degree: str, than: str) -> None:
    quote = PLAIN.replace("higher", than)

    assert list(overstated(f"In 40 women grip strength was {degree} with exemplin-12 than with placebo.", [quote]))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Grip strength was higher with exemplin-12.", PLAIN),
        ("Grip strength was slightly higher with exemplin-12.", PLAIN),
        ("Grip strength was much higher with exemplin-12.", "Grip strength was markedly higher with exemplin-12."),
        ("Grip strength was markedly higher with exemplin-12.", "Grip strength was much higher with exemplin-12."),
        ("Grip strength was far higher with exemplin-12.", "Grip strength rose threefold with exemplin-12."),
        ("Grip strength rose substantially.", "There was a large rise of grip strength."),
        ("Grip strength rose strongly.", "Grip strength rose greatly (p < 0.001)."),
        ("The rise was of clinical importance.", "The rise was clinically important."),
        ("The rise was clinically meaningful.", "The rise was above the minimal important difference."),
    ],
)
def test_a_degree_that_a_quote_has_in_other_words_passes(claim: str, quote: str) -> None:
    assert list(overstated(claim, [quote])) == []
