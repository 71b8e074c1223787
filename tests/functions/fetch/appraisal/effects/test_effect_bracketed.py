"""Changes in brackets behind their outcome, amounts with their spread, and an interval that stands further behind."""

import pytest
from invented.trials import seen, trial


def told(text):
    found = seen(trial(text, title="Exemplin-12 in adults.", before="Adults were given Exemplin-12 or placebo."))
    return [(each.measure, each.value, each.unit, each.low, each.high, each.outcome) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It led to a fall in HbA1c (−0.94%, 95% CI: −1.02 to −0.87) and weight gain (−3.47, 95% CI: −4.6 to −2.2).",
         [("percent change", "−0.94", "%", "−1.02", "−0.87", "glycaemia"),
          ("change", "−3.47", "", "−4.6", "−2.2", "body_weight")]),
        ("There were improvements in walking distance (+35.9 m, p = 0.02) and fatigue (-2.1 points, p = 0.03).",
         [("improvement", "+35.9", "m", None, None, "physical_function"),
          ("change", "-2.1", "points", None, None, "fatigue")]),
        # No sign, no change, outside its interval, denied
        ("Exemplin-12 improved survival (0.74, 95% CI 0.54 to 0.98) in adults.", []),
        ("Walking distance was associated with fatigue (-2.1 points, p = 0.03).", []),
        ("Exemplin-12 lowered HbA1c (−0.94%, 95% CI: −2.02 to −1.87).", []),
        ("Exemplin-12 did not improve walking distance (+3.9 m, p = 0.62).", []),
        # A spread between number and unit
        ("Pain decreased by 3.2 ± 1.1 points with Exemplin-12.", [("decrease", "3.2", "points", None, None, "pain")]),
        # The interval behind what it is told of
        ("Exemplin-12 brought a mean weight reduction of -5.39 kg versus placebo (95% CI: -5.80 to -4.99).",
         [("change", "-5.39", "kg", "-5.80", "-4.99", "body_weight")]),
        # Held against a change the other way
        ("Adults given Exemplin-12 lost 2.5 ± 0.6 kg compared with a 0.4 ± 0.6 kg weight gain with placebo.",
         [("decrease", "2.5", "kg", None, None, "")]),
        # Several changes that are told in full
        ("Mean percent change of body weight and percent change of pain at last were -12.5% and -41.9%, respectively.",
         [("percent change", "-12.5", "%", None, None, "body_weight"),
          ("percent change", "-41.9", "%", None, None, "pain")]),
    ],
)  # fmt: skip
def test_changes_in_brackets_and_their_intervals(text, expected):
    assert told(text) == expected
