"""One dose told as every dose."""

import pytest

from shared.gates.grounding.subjects.every_dose import told_of_all

ONE = "Only the highest dose of exemplin slowed gastric emptying."


@pytest.mark.parametrize("said", ["at every dose", "at all doses", "whatever the dose", "at both doses tested"])
def test_what_one_dose_did_is_not_told_of_all(said):
    assert told_of_all(f"Exemplin slowed gastric emptying {said}.", [ONE]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin slowed gastric emptying at its highest dose.", ONE),
        ("Exemplin slowed gastric emptying at every dose.", "All doses of exemplin slowed gastric emptying."),
        ("Exemplin slowed gastric emptying at every dose.", "The doses tested slowed gastric emptying."),
        ("Gastric emptying was not slowed at any dose.", "Exemplin did not slow gastric emptying."),
    ],
)
def test_one_dose_and_what_quotes_tell_of_several_pass(claim, quote):
    assert told_of_all(claim, [quote]) == ""
