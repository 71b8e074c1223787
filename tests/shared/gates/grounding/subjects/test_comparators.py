"""A comparison stays with what its quotes compare with."""

import pytest
from invented.held_against import findings

RULES = ("C20",)
REASON = "compares with the beginning"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("HbA1c fell more with exemplin than at baseline.", "HbA1c fell more with exemplin than with sitagliptin."),
    ],
)
def test_the_beginning_is_no_comparator(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("HbA1c was lower than at baseline.", "HbA1c fell from 8 to 7 points, more than with sitagliptin."),
        (
            "HbA1c fell more with exemplin than with sitagliptin.",
            "HbA1c fell more with exemplin than with sitagliptin did.",
        ),
    ],
)
def test_a_comparison_that_quotes_make_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("The 20 mg dose cut flares by 40%.", True),
        ("The 20 mg dose cut flares by 40% as compared with 5 mg.", False),
        ("Flares were rarer with 20 mg.", False),
    ],
)
def test_what_a_figure_was_compared_with_is_noted_where_it_is_left_out(text, noted):
    quote = "The 20 mg dose cut flares by 40% relative to the 5 mg dose."
    found = findings(text, quote, severity="warn", rules=RULES)

    assert ("leaves out what its quotes compare with" in found) is noted


def test_a_placebo_may_be_left_out():
    quote = "Exemplin cut flares by 40% relative to placebo."

    assert findings("Exemplin cut flares by 40%.", quote, severity="warn", rules=RULES) == []
