"""A difference from one thing told as one from another."""

import pytest

from shared.gates.grounding.subjects.other_comparator import told


@pytest.mark.parametrize(
    "quote",
    [
        "Cough was rarer with exemplin than with placebo, but not rarer than with codeine.",
        "Cough was rarer with exemplin than with placebo and as rare as with codeine.",
        "Cough was rarer with exemplin than with placebo; it did not differ from that with codeine.",
    ],
)
def test_where_no_difference_was_seen_none_is_told(quote):
    assert told("Cough was rarer with exemplin than with codeine.", [quote]) != ""
    assert told("Cough was rarer with exemplin than with placebo.", [quote]) == ""
    assert told("Cough was no rarer with exemplin than with codeine.", [quote]) == ""


def test_a_figure_stays_with_its_comparator():
    quote = "Compared with codeine, exemplin took 2 days off the cough; compared with placebo, 5 days."

    assert told("Compared with codeine, exemplin took 5 days off the cough.", [quote]) != ""
    assert told("Compared with placebo, exemplin took 5 days off the cough.", [quote]) == ""


def test_another_quote_may_tell_of_that_difference():
    quotes = ["Cough was rarer than with placebo and as rare as with codeine.", "It was rarer than with codeine later."]

    assert told("Cough was rarer than with codeine.", quotes) == ""
