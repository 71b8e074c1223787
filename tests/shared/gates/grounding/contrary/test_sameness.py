"""What was not significant may have differed."""

import pytest
from invented.held_against import findings

RULES = ("G2",)
REASON = "nothing differed at all"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Liver enzymes did not change at all.", "There were no significant changes in liver enzymes."),
        ("Liver enzymes stayed exactly the same.", "There were no significant changes in liver enzymes."),
        ("Liver enzymes were identical.", "There were no significant changes in liver enzymes."),
    ],
)
def test_nothing_at_all_is_more_than_nothing_significant(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Liver enzymes did not change significantly.", "There were no significant changes in liver enzymes."),
        ("Liver enzymes did not change at all.", "Liver enzymes were unchanged, and not significantly different."),
    ],
)
def test_what_was_not_significant_may_be_told_as_that(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))


def test_the_same_is_noted():
    found = findings(
        "Liver enzymes were the same.",
        "There were no significant changes in liver enzymes.",
        severity="warn",
        rules=RULES,
    )

    assert any("`the same`" in each for each in found)
