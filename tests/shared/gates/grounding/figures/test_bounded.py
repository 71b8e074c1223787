"""A figure that quotes give plainly is no end of anything."""

import pytest

from shared.gates.grounding.figures.bounded import added

PLAIN = "Grip strength was higher with exemplin-12 than with placebo after 12 weeks in 40 women, by 15%."


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("After more than 12 weeks grip strength was higher in 40 women.", "After more than 12"),
        ("After at least 12 weeks grip strength was higher in 40 women.", "at least 12"),
        ("After 12 weeks grip strength was higher in over 40 women.", "in over 40"),
        ("After 12 weeks grip strength was higher in most of the 40 women.", "most of the 40"),
        ("After 12 weeks grip strength was higher in as many as 40 women.", "as many as 40"),
        ("After 12 weeks grip strength was higher in fewer than 40 women.", "in fewer than 40"),
        ("After 12 weeks grip strength was higher by more than 15% in 40 women.", "by more than 15"),
        ("After 12 weeks grip strength was higher by up to 15% in 40 women.", "up to 15"),
        ("After 12 weeks grip strength was higher by nearly 15% in 40 women.", "nearly 15"),
    ],
)
def test_an_end_of_the_writers_own_is_told(claim: str, said: str) -> None:
    assert added(claim, [PLAIN]) == said


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Over 12 weeks grip strength was higher in 40 women.", PLAIN),
        ("For up to 12 weeks grip strength was higher in 40 women.", PLAIN),
        ("Grip strength was higher in 40 women after 12 weeks.", PLAIN),
        ("Grip strength rose in more than 40 women.", "Grip strength rose in over 40 women."),
        ("Grip strength rose by at least 15%.", "Grip strength rose by ≥ 15%."),
        ("Grip strength rose by at least 15%.", "Grip strength rose by 15% or more."),
        ("Women aged at least 40 years were included.", "Women of 40 years or older were included."),
        ("Women aged above 40 years were included.", "Women > 40 years old were included."),
        ("Grip strength rose by up to 15%.", "Grip strength rose from 2 to 15%."),
        ("Grip strength rose by up to 15%.", "Grip strength rose by a maximum of 15%."),
        ("Grip strength rose by up to 15%.", "Grip strength rose by 2%-15%."),
        ("Grip strength rose by nearly 15%.", "Grip strength rose by about 15%."),
        ("Grip strength rose in more than 50 women.", PLAIN),
        ("It rose by 9 kg, more than the 5 kg with saline.", "It rose by 9 kg with exemplin-12 and 5 kg with saline."),
        ("At 9 kg it was above the 5 kg of saline.", "It was 9 kg with exemplin-12 and 5 kg with saline."),
    ],
)
def test_what_a_quote_bounds_and_what_lasts_so_long_passes(claim: str, quote: str) -> None:
    assert added(claim, [quote]) == ""
