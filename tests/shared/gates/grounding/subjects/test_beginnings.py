"""How groups were at the beginning, told as what came of a treatment."""

import pytest

from shared.gates.grounding.subjects.beginnings import told_as_effect


@pytest.mark.parametrize(
    "quote",
    [
        "At baseline, serum iron was lower in the exemplin group than in the placebo group.",
        "Before treatment, serum iron was lower in the exemplin group than in the placebo group.",
        "Baseline iron was 8 units in the exemplin group and 11 units in the placebo group.",
    ],
)
def test_what_was_there_at_the_beginning_is_no_effect(quote):
    assert told_as_effect("Serum iron was lower with exemplin than with placebo.", [quote]) != ""


@pytest.mark.parametrize(
    "claim",
    [
        "The group that was to get exemplin began with less serum iron.",
        "Serum iron was lower in the exemplin group at baseline.",
        "Serum iron differed between the groups.",
    ],
)
def test_who_says_so_or_names_no_treatment_passes(claim):
    assert told_as_effect(claim, ["At baseline, serum iron was lower in the exemplin group than in controls."]) == ""


@pytest.mark.parametrize(
    "quote",
    [
        "Serum iron fell from baseline with exemplin.",
        "Baseline iron was 8 units and rose to 11 with exemplin.",
        "At baseline iron was low; at one year it was normal with exemplin.",
    ],
)
def test_a_quote_that_goes_on_from_there_tells_of_more(quote):
    assert told_as_effect("Serum iron was other with exemplin.", [quote]) == ""
