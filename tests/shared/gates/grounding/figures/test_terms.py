"""Relative is not absolute, and who needs treatment is not who was helped."""

import pytest

from shared.gates.grounding.figures.terms import helped, mistaken


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The absolute risk of falls went down by 30%.", "The relative risk of falls went down by 30%."),
        ("In relative terms falls went down by 2%.", "In absolute terms falls went down by 2% (from 6% to 4%)."),
        (
            "The absolute risk of falls went down by 30%.",
            "Falls went down by 30% in relative terms, an absolute reduction of 2%.",
        ),
        ("Falls were prevented in 25 people.", "The number needed to treat to prevent one fall was 25."),
    ],
)
def test_terms_are_kept(claim: str, quote: str) -> None:
    assert (mistaken(claim, [quote]) or helped(claim, [quote])) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The relative risk of falls went down by 30%.", "The relative risk of falls went down by 30%."),
        ("Falls went down by 30%.", "The relative risk of falls went down by 30%."),
        (
            "In absolute terms falls went down by 2%.",
            "Falls went down by 30% in relative terms, an absolute reduction of 2%.",
        ),
        ("One fall was prevented for every 25 people.", "The number needed to treat to prevent one fall was 25."),
        ("Weight was 30% lower relative to placebo.", "The relative weight was 30% lower."),
    ],
)
def test_what_names_the_same_terms_or_none_passes(claim: str, quote: str) -> None:
    assert (mistaken(claim, [quote]) or helped(claim, [quote])) == ""
