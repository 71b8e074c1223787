"""Results that are not final, not planned, or not the main one."""

import pytest

from shared.gates.grounding.doubts.standing import called_the_main, dropped


@pytest.mark.parametrize(
    "quote",
    [
        "An interim analysis found less cough with exemplin.",
        "Preliminary results showed less cough with exemplin.",
        "In a post hoc analysis there was less cough with exemplin.",
        "Exploratory analyses found less cough with exemplin.",
    ],
)
def test_what_is_not_final_or_not_planned_is_told_so(quote):
    assert dropped("There was less cough with exemplin.", [quote]) != ""
    assert dropped("Less cough was seen with exemplin in a post hoc, interim look.", [quote]) == ""


def test_a_part_of_a_quote_that_the_claim_does_not_tell_of_says_nothing():
    quote = "Cough was rarer at one year, although preliminary data had shown more of it early on."

    assert dropped("Cough was rarer at one year.", [quote]) == ""


def test_another_quote_may_tell_the_same_as_final():
    quotes = ["An interim analysis found less cough.", "At two years there was less cough with exemplin."]

    assert dropped("There was less cough with exemplin.", quotes) == ""


def test_no_result_is_called_the_main_one_that_its_quotes_do_not_call_so():
    quote = "Sleep, a secondary outcome, was better with exemplin."

    assert called_the_main("Sleep, the main outcome, was better with exemplin.", [quote]) == "main outcome"
    assert called_the_main("Sleep, a secondary outcome, was better with exemplin.", [quote]) == ""
    assert called_the_main("The main outcome was better.", ["The primary end point was better."]) == ""
