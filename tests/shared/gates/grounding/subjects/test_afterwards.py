"""A time after the end of treatment told as a time of treatment."""

import pytest

from shared.gates.grounding.subjects.afterwards import told_of_treatment

QUOTE = "Nine weeks after the end of treatment, tremor was milder in patients who had received the peptide."


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        "At 9 weeks post-treatment, tremor was milder.",
        "Tremor was milder 9 weeks after the last injection.",
        "Tremor was milder 9 weeks after therapy was stopped.",
        "Nine weeks off treatment, tremor was milder.",
    ],
)
def test_such_a_time_is_not_one_of_treatment(quote):
    assert told_of_treatment("Tremor was milder after 9 weeks of the peptide.", [quote]) == "9 weeks"


@pytest.mark.parametrize(
    "claim",
    [
        "Tremor was milder 9 weeks after treatment had ended.",
        "Tremor was still milder 9 weeks later.",
        "Tremor was milder in patients given the peptide.",
    ],
)
def test_who_says_so_or_gives_no_time_passes(claim):
    assert told_of_treatment(claim, [QUOTE]) == ""


def test_a_time_that_a_quote_also_gives_otherwise_is_left_open():
    assert told_of_treatment("After 9 weeks tremor was milder.", [QUOTE, "Treatment went on for 9 weeks."]) == ""
