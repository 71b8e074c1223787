"""Each part of what happened keeps its own time."""

import pytest

from shared.gates.grounding.subjects.spans import exchanged


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Rats were treated for 30 days.", "Rats were treated for 10 days and killed 30 days later."),
        ("Relief set in after 5 h.", "Relief began within 20 min and lasted 5 h."),
        ("Relief lasted 20 min.", "Relief began within 20 min and lasted 5 h."),
        ("Adults took Exemplin-12 for 3 years.", "Adults took Exemplin-12 for 6 months, with a follow-up of 3 years."),
        ("The peak was reached at 8 h.", "Levels peaked at 1 h and returned to baseline by 8 h."),
    ],
)
def test_no_time_goes_over_to_another_part(claim: str, quote: str) -> None:
    assert exchanged(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Rats were treated for 10 days.", "Rats were treated for 10 days and killed 30 days later."),
        ("Relief went on for 5 h.", "Relief began within 20 min and lasted 5 h."),
        (
            "After 6 months on Exemplin-12 adults were followed up, for 3 years.",
            "Adults took Exemplin-12 for 6 months, with a follow-up of 3 years.",
        ),
        ("Levels were at their height after 1 h.", "Levels peaked at 1 h and returned to baseline by 8 h."),
        (
            "Pups given it for 8 weeks grew.",
            "Pups aged 8 weeks grew when treated for 8 weeks, followed by 2 weeks off.",
        ),
    ],
)
def test_times_in_their_place_pass(claim: str, quote: str) -> None:
    assert exchanged(claim, [quote]) == ""
