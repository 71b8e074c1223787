"""A level of confidence, a P and an interval count nobody."""

import pytest
from invented.held_against import findings

RULES = ("C21",)
REASON = "how sure a figure is"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "More weight was lost in 95% of patients with exemplin.",
            "More weight was lost with exemplin (95% CI 1.2 to 3.4 kg).",
        ),
        (
            "Everybody on exemplin lost between 1.2 and 3.4 kg.",
            "More weight was lost with exemplin (95% CI 1.2 to 3.4 kg).",
        ),
        ("Heart rate changed in 0.42 of patients.", "Heart rate did not change (P = 0.42)."),
    ],
)
def test_how_sure_is_not_how_many(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "More weight was lost with exemplin (95% confidence interval 1.2 to 3.4 kg).",
            "More weight was lost with exemplin (95% CI 1.2 to 3.4 kg).",
        ),
        (
            "On average, each patient lost 1.2 to 3.4 kg more.",
            "More weight was lost with exemplin (95% CI 1.2 to 3.4 kg).",
        ),
        ("Heart rate did not change (a P of 0.42).", "Heart rate did not change (P = 0.42)."),
        ("In 95% of patients weight was lost.", "Weight was lost in 95% of patients (95% CI 90 to 98%)."),
    ],
)
def test_a_level_told_as_one_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
