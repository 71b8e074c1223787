"""Amounts of a change are compared as their figures are."""

import pytest
from invented.held_against import findings

WEIGHT = "Body weight fell by 6.2% with Exemplin-12 and by 2.1% with placebo."
PAIN = "Pain scores were reduced by 31 mm with Exemplin-12 compared with 22 mm with placebo."
PRESSURE = "Systolic pressure fell by 12 mm Hg with Exemplin-12 and by 4 mm Hg with placebo."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Body weight fell more with Exemplin-12 (6.2%) than with placebo (2.1%).", WEIGHT),
        ("Body weight fell more with Exemplin-12 than with placebo (6.2% against 2.1%).", WEIGHT),
        ("Body weight fell less with placebo (2.1%) than with Exemplin-12 (6.2%).", WEIGHT),
        ("Pain scores were reduced more with Exemplin-12 (31 mm) than with placebo (22 mm).", PAIN),
        ("The reduction in pain scores was larger with Exemplin-12 (31 mm) than with placebo (22 mm).", PAIN),
        ("Systolic pressure fell by 12 mm Hg with Exemplin-12, a larger fall than the 4 mm Hg with placebo.", PRESSURE),
    ],
)
def test_the_larger_change_may_be_called_so(claim: str, quote: str) -> None:
    assert findings(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Body weight fell more with Exemplin-12 (2.1%) than with placebo (6.2%).", WEIGHT),
        ("Body weight fell more with placebo (6.2%) than with Exemplin-12 (2.1%).", WEIGHT),
        ("Body weight fell more with placebo (2.1%) than with Exemplin-12 (6.2%).", WEIGHT),
        ("Body weight fell less with Exemplin-12 (6.2%) than with placebo (2.1%).", WEIGHT),
        ("Body weight rose more with Exemplin-12 (6.2%) than with placebo (2.1%).", WEIGHT),
        ("Body weight was higher with Exemplin-12 (6.2%) than with placebo (2.1%).", WEIGHT),
        ("Body weight fell more with placebo than with Exemplin-12 (6.2% versus 2.1%).", WEIGHT),
        ("Pain scores were reduced more with placebo (31 mm) than with Exemplin-12 (22 mm).", PAIN),
        ("The reduction in pain scores was larger with placebo (31 mm) than with Exemplin-12 (22 mm).", PAIN),
        ("Pain scores were larger with Exemplin-12 (31 mm) than with placebo (22 mm).", PAIN),
    ],
)
def test_neither_way_round_nor_figures_are_turned(claim: str, quote: str) -> None:
    assert findings(claim, quote) != []


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Pain fell more at 4 weeks than at 12 weeks.", "Pain fell more at 4 weeks than at 12 weeks (P = 0.01)."),
        ("Pain fell more with 5 mg than with 10 mg.", "Pain fell more with 5 mg than with 10 mg of Exemplin-12."),
    ],
)
def test_times_and_doses_are_no_amounts(claim: str, quote: str) -> None:
    assert findings(claim, quote, rules=["G1"]) == []
