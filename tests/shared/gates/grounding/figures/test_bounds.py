"""The most or the least of a quote, told plainly."""

import pytest

from shared.gates.grounding.figures.bounds import dropped

QUOTE = "Hair density rose by up to 35% in men using the lotion."


@pytest.mark.parametrize(
    "claim",
    [
        "In men using the lotion hair density rose by 35%.",
        "Men using the lotion had 35% more dense hair.",
    ],
)
def test_the_most_is_not_told_plainly(claim):
    assert dropped(claim, [QUOTE]) == "35%"


@pytest.mark.parametrize(
    "claim",
    [
        "In men using the lotion hair density rose by as much as 35%.",
        "Hair density rose by 35% at most in men using the lotion.",
        "In men using the lotion hair density rose.",
    ],
)
def test_any_word_of_an_end_keeps_it(claim):
    assert dropped(claim, [QUOTE]) == ""


def test_one_end_of_a_range_is_not_what_there_was():
    quote = "Bone gain ranged from 2% to 9% across sites."

    assert dropped("Bone gain was 9%.", [quote]) == "9%"
    assert dropped("Bone gain lay between 2% and 9%.", [quote]) == ""
    assert dropped("Sites gained from 2% to 9% of bone.", [quote]) == ""


def test_what_a_quote_also_tells_plainly_may_be_told_so():
    assert dropped("Density rose by 35%.", [QUOTE, "Density rose by 35% in the longest trial."]) == ""


def test_the_highest_dose_is_a_dose_and_a_denial_keeps_to_it():
    assert dropped("The lotion was well borne at 10 mg.", ["Doses of up to 10 mg were well borne."]) == ""
    assert dropped("Nobody was lost over 12 weeks.", ["No patient was lost for up to 12 weeks."]) == ""
