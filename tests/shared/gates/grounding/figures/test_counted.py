"""A number counts what it counts in its quote."""

import pytest
from invented.held_against import findings

RULES = ("C21",)
REASON = "counts one kind by the number of another"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Samples came from 63 healthy people.", "Samples came from 63 ALD patients and 52 healthy controls."),
        ("There were 22 women in the trial.", "The trial had 14 women and 22 men."),
    ],
)
def test_the_number_of_another_kind_is_refused(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Samples came from 52 healthy people.", "Samples came from 63 ALD patients and 52 healthy controls."),
        ("There were 14 women in the trial.", "The trial had 14 women and 22 men."),
        ("Samples came from 63 people.", "Samples came from 63 ALD patients and 52 healthy controls."),
    ],
)
def test_the_own_number_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
