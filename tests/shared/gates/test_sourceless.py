"""What may be said without a source, and what turns it into a claim that may not."""

import pytest

from shared.gates.context import Context
from shared.gates.text import check

PASS = (
    "Nobody knows what happens after a year of use.",
    "More trials are needed.",
    "The studies disagree.",
    "The human evidence consists of three case reports.",
    "It would be premature to call it effective.",
    "No regulator has licensed it, to our knowledge.",
    "The trial was too short and too small to say how safe it is.",
    "It should not be assumed to be harmless.",
    "Ask a doctor or pharmacist before you change any treatment.",
    "Whether any of this applies to you is a question for your doctor.",
    "If you see a mistake, tell us.",
    "Choose a peptide from the list to see its studies.",
    "Three studies were retracted and take no part in the grade.",
    "A language model drafted this summary, and a second one checked it.",
    "No supplier is named here.",
    "Grey bars are animal studies.",
    "Testimonials are no evidence.",
)
TURNED = (
    ("Nobody knows how it works, but it works.", "C09"),
    ("No serious scientist questions its benefits.", "C09"),
    ("No drug on the market comes close.", "C14"),
    ("No one who trains should be without it.", "C06"),
    ("If nothing happens after ten days, double it to 400 mcg.", "C01"),
    ("Ask your doctor for tesamorelin before you change anything.", "C05"),
    ("Choose a seller from the list to buy your vials.", "C15"),
    ("This page tells how to heal a tendon.", "C07"),
    ("No harm can come of it.", "C10"),
)


@pytest.mark.parametrize("text", PASS)
def test_what_needs_no_source_passes_without_one(text: str) -> None:
    assert [each for each in check(text, Context(cited=False)) if each.severity == "block"] == []


@pytest.mark.parametrize(("text", "family"), TURNED)
def test_a_claim_that_borrows_such_words_does_not(text: str, family: str) -> None:
    assert family in {each.rule for each in check(text, Context(cited=False)) if each.severity == "block"}
