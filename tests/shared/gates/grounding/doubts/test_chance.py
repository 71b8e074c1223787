"""A difference that chance may have made is not told without its P."""

import pytest

from shared.gates.grounding.doubts.chance import left_out

OPEN = "Stool frequency fell by 1.1 per day with exemplin-12 and by 0.8 per day with placebo (P = 0.34)."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Stool frequency fell by 1.1 per day with exemplin-12 and by 0.8 with placebo.", OPEN),
        ("Stool frequency was lower with exemplin-12 than with placebo.", OPEN),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (3.1 vs 3.4, p=.08)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 than with placebo (3.1 vs 3.4, NS)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (P > 0.05)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (P < 0.1)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12, with a p-value of 0.21."),
    ],
)
def test_a_p_that_is_left_out_is_told(claim: str, quote: str) -> None:
    assert left_out(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Stool frequency fell by 1.1 per day with exemplin-12 and by 0.8 with placebo (P = 0.34).", OPEN),
        ("Stool frequency did not fall more with exemplin-12 than with placebo.", OPEN),
        ("Stool frequency was similar with exemplin-12 and placebo.", OPEN),
        ("The fall of stool frequency with exemplin-12 may have been chance.", OPEN),
        ("Pain tended to be lower with exemplin-12.", "Pain was lower with exemplin-12 (p=.08)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (P = 0.04)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (P < 0.05)."),
        (
            "Pain was lower with exemplin-12.",
            "Pain (P = 0.01) was lower with exemplin-12, and sleep was not (P = 0.6).",
        ),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12."),
        ("Nausea occurred in 12 of 120 adults.", "Nausea occurred in 12 of 120 adults and in 8 of 118 (P = 0.4)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (P = 0.01), sleep was not (3 vs 4, NS)."),
        ("Pain was lower with exemplin-12.", "Pain was lower with exemplin-12 (5 mg) than with normal saline (NS)."),
        ("Group P rose.", "Group P rose to 0.9 and group S to 0.7."),
    ],
)
def test_what_tells_it_or_has_none_to_tell_passes(claim: str, quote: str) -> None:
    assert left_out(claim, [quote]) == ""


def test_another_quote_that_tells_of_the_effect_decides() -> None:
    claim = "Pain was lower with exemplin-12."
    open_ = "Pain was lower with exemplin-12 (P = 0.2)."

    assert left_out(claim, [open_, "In a second trial pain was lower with exemplin-12 (P = 0.003)."]) == ""
    assert left_out(claim, [open_, "In a second trial pain was lower with exemplin-12."]) == ""
    assert left_out(claim, [open_, "The trial had 40 participants."]) != ""
