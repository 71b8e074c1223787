"""What stood alone is not the other part of a combination."""

import pytest
from invented.held_against import findings

RULES = ("C20",)
REASON = "says alone"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Wounds closed faster than with exemplin alone.",
            "Wounds closed faster with exemplin plus collagen than with collagen alone.",
        ),
        (
            "Exemplin by itself closed wounds faster.",
            "Wounds closed faster with exemplin plus collagen than with collagen alone.",
        ),
    ],
)
def test_the_other_part_did_not_stand_alone(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Wounds closed faster than with collagen by itself.",
            "Wounds closed faster with exemplin plus collagen than with collagen alone.",
        ),
        ("Wounds closed faster with exemplin alone.", "Wounds closed faster with exemplin."),
    ],
)
def test_what_quotes_call_alone_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
