"""Those who kept to a treatment, told as all who were given it."""

import pytest

from shared.gates.grounding.subjects.completers import told_of_all

QUOTE = "In the per-protocol population, flares were fewer with exemplin than with placebo."


@pytest.mark.parametrize(
    "quote", [QUOTE, "Among patients who completed the study, flares were fewer with exemplin than with placebo."]
)
def test_what_those_alone_had_is_not_told_of_all(quote):
    assert told_of_all("Patients had fewer flares on exemplin than on placebo.", [quote]) != ""
    assert told_of_all("Patients who completed it had fewer flares on exemplin than on placebo.", [quote]) == ""


def test_a_quote_of_all_lets_a_claim_tell_of_all():
    whole = "By intention to treat, flares were fewer with exemplin."

    assert told_of_all("Patients had fewer flares on exemplin.", [QUOTE, whole]) == ""
    assert told_of_all("Patients had fewer flares on exemplin.", [whole]) == ""


def test_the_figure_of_those_who_kept_to_it_stays_with_them():
    quote = "By intention to treat 30% healed; per protocol, 48% did."

    assert told_of_all("Of all who were meant to get it 48% healed.", [quote]) != ""
    assert told_of_all("Of all who were meant to get it 30% healed.", [quote]) == ""
