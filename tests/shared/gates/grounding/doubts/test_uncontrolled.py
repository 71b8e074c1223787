"""A cause read into a change that nothing was set against."""

import pytest

from shared.gates.grounding.doubts.uncontrolled import told_as_caused

QUOTE = "In this single-arm study, night sweats became rarer during 10 weeks of exemplin."


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        "In an uncontrolled series night sweats became rarer during exemplin.",
        "Two cases are described in which night sweats became rarer during exemplin.",
    ],
)
def test_no_cause_is_told(quote):
    assert told_as_caused("Exemplin caused night sweats to become rarer.", [quote]) != ""
    assert told_as_caused("Exemplin was responsible for rarer night sweats.", [quote]) != ""
    assert told_as_caused("Night sweats became rarer during exemplin.", [quote]) == ""


def test_a_quote_that_tells_of_a_cause_or_a_control_lets_a_claim_do_so():
    claim = "Exemplin caused night sweats to become rarer."

    assert told_as_caused(claim, [QUOTE, "Sweats were rarer compared with placebo."]) == ""
    assert told_as_caused(claim, ["In this single-arm study, exemplin caused rarer night sweats."]) == ""
