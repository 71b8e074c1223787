"""What a finding is set against did not have it."""

import pytest
from invented.held_against import findings

RULES = ("G2",)
REASON = "against which its quote sets"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Cartilage was preserved in saline-treated knees of rabbits.",
            "Cartilage was preserved in exemplin-treated knees of rabbits, in contrast to saline-treated knees.",
        ),
        ("Women lost weight.", "Men lost weight, unlike women."),
    ],
)
def test_what_is_set_against_a_finding_did_not_have_it(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Cartilage was preserved in knees of rabbits given exemplin.",
            "Cartilage was preserved in exemplin-treated knees of rabbits, in contrast to saline-treated knees.",
        ),
        (
            "Cartilage of rabbits was preserved with exemplin, unlike with saline.",
            "Cartilage was preserved in exemplin-treated knees of rabbits, in contrast to saline-treated knees.",
        ),
        (
            "Cartilage was not preserved in saline-treated knees of rabbits.",
            "Cartilage was preserved in exemplin-treated knees of rabbits, in contrast to saline-treated knees.",
        ),
    ],
)
def test_the_finding_itself_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
