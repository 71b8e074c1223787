"""No adjective brings a judgement of the peptide into a finding whose quotes speak of no such thing."""

import pytest

from shared.gates.grounding.doubts.verdicts import approved, for_good, safe

PLAIN = "Grip strength was higher with exemplin-12 than with placebo after 12 weeks in 40 women."


@pytest.mark.parametrize(
    "claim",
    [
        "Exemplin-12 safely raised grip strength in 40 women.",
        "Grip strength was higher with exemplin-12 in 40 women, and it was well tolerated.",
        "Grip strength was higher with well-tolerated exemplin-12 in 40 women.",
        "Grip strength was higher with a safer dose in 40 women.",
        "Grip strength was higher with non-toxic exemplin-12 in 40 women.",
    ],
)
def test_safety_of_the_writers_own_is_told(claim):
    assert safe(claim, [PLAIN]) != ""


@pytest.mark.parametrize(
    "quote",
    [
        "Exemplin-12 was well tolerated.",
        "No adverse events occurred.",
        "Side effects were mild.",
        "No toxicity was seen.",
        "Nobody withdrew.",
    ],
)
def test_a_quote_that_tells_of_harm_or_its_absence_leaves_the_word_to_other_rules(quote):
    assert safe("In 40 women exemplin-12 was well tolerated.", [PLAIN, quote]) == ""


@pytest.mark.parametrize(
    "claim",
    [
        "Grip strength was higher with FDA-approved exemplin-12 in 40 women.",
        "Grip strength was higher with the approved dose in 40 women.",
        "Grip strength was higher with licensed exemplin-12 in 40 women.",
        "Grip strength was higher with exemplin-12, a prescription medicine, in 40 women.",
        "Grip strength was higher with over-the-counter exemplin-12 in 40 women.",
    ],
)
def test_what_authorities_allow_is_told_by_no_writer(claim):
    assert approved(claim, [PLAIN]) != ""


def test_what_a_quote_says_of_authorities_may_be_told():
    assert (
        approved("Exemplin-12 was given at the approved dose.", ["The licensed dose of exemplin-12 was given."]) == ""
    )
    assert approved("Exemplin-12 was the marketed product.", ["The commercially available product was used."]) == ""


@pytest.mark.parametrize("word", ["permanently", "lastingly", "for years", "irreversibly", "durably", "for good"])
def test_an_effect_for_good_of_the_writers_own_is_told(word):
    assert for_good(f"Grip strength was {word} higher with exemplin-12 in 40 women.", [PLAIN]) == word


@pytest.mark.parametrize(
    "quote",
    ["The effect persisted at 24 weeks.", "It was maintained for two years.", "The effect was long-lasting."],
)
def test_a_quote_that_says_how_it_lasted_leaves_the_word_to_other_rules(quote):
    assert for_good("In 40 women the effect was lasting.", [quote]) == ""


def test_a_claim_that_says_none_of_it_passes():
    for look in (safe, approved, for_good):
        assert look("In 40 women grip strength was higher with exemplin-12; safety was not looked at.", [PLAIN]) == ""
