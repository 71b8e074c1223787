"""Odds told as chances."""

import pytest

from shared.gates.grounding.figures.odds import told_as_chances

QUOTE = "Exemplin halved the odds of shingles (odds ratio 0.5) in nursing home residents."


@pytest.mark.parametrize(
    "claim",
    [
        "Nursing home residents on exemplin had a 50% lower risk of shingles.",
        "The risk ratio of shingles was 0.5 with exemplin, a lower risk.",
    ],
)
def test_a_figure_for_odds_is_no_risk(claim):
    assert told_as_chances(claim, [QUOTE]) != ""


@pytest.mark.parametrize(
    "claim",
    [
        "The odds of shingles were half as high with exemplin (odds ratio 0.5).",
        "Shingles was less likely in nursing home residents on exemplin.",
        "In 2.310 residents shingles was rarer with exemplin.",
    ],
)
def test_odds_and_what_gives_no_figure_pass(claim):
    assert told_as_chances(claim, [QUOTE]) == ""


def test_a_quote_that_tells_of_a_risk_too_lets_a_claim_do_so():
    assert told_as_chances("The risk was 50% lower.", [QUOTE, "The relative risk was 0.6."]) == ""
