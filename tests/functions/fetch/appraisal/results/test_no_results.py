"""Words of change that tell of no result: what one had, what goes with age, how it was measured, what came late."""

import pytest
from invented.trials import concluding, ways_of

from functions.fetch.appraisal.results.direction import direction_of
from shared.domain.vocabulary import Direction


@pytest.mark.parametrize(
    "text",
    [
        # Of the years, or of another trait.
        "Kidney function declined and pain rose with increasing age.",
        "We found cells linked to age, poorer survival and recurrence under treatment.",
        "Cells associated with reduced survival were seen under treatment.",
        "The marker correlated with lower mortality.",
        # How it was looked at.
        "Because absorption is limited, ALT increase, a measure of exposure, was monitored under treatment.",
        "The reduction in pain was assessed with a scale.",
        # What came later, or was denied of a gene.
        "With Exemplin-12 there was no change in pain until late in the study.",
        "Overexpression of the receptor is not associated with mortality.",
        # What somebody had, and what was told of it.
        "Exemplin-12 was given for impaired memory.",
        "Exemplin-12 reversed decreased memory.",
    ],
)
def test_no_outcome_goes_a_way(text):
    assert ways_of(text) == {}
    assert direction_of(concluding(text))[0] is Direction.UNCLEAR


@pytest.mark.parametrize(
    "title",
    [
        "Exemplin-12 in patients with impaired glucose tolerance: a trial.",
        "Exemplin-12 in adults with reduced kidney function.",
        "Exemplin-12 in reduced kidney function.",
        "Prevalence of reduced kidney function in older adults.",
        "Effect of Exemplin-12 on impaired memory.",
    ],
)
def test_a_title_names_what_was_treated(title):
    assert ways_of("More is to be learnt.", title) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pain associated with arthritis was reduced by Exemplin-12.", {"pain": Direction.BENEFIT}),
        ("In pain associated with arthritis, Exemplin-12 reduced fatigue.", {"fatigue": Direction.BENEFIT}),
        ("Exemplin-12 was associated with reduced mortality.", {"mortality": Direction.BENEFIT}),
        ("Exemplin-12 reversed impaired memory.", {"cognition": Direction.BENEFIT}),
        ("There was evidence of reduced pain with Exemplin-12.", {"pain": Direction.BENEFIT}),
        ("Exemplin-12 caused increased mortality.", {"mortality": Direction.HARM}),
        ("Exemplin-12 caused an increase in pain, which was assessed with a scale.", {"pain": Direction.HARM}),
        ("Pain fell with increasing doses of Exemplin-12.", {"pain": Direction.BENEFIT}),
        ("In patients with reduced kidney function Exemplin-12 reduced pain.", {"pain": Direction.BENEFIT}),
        ("With Exemplin-12 there was no change in pain until the end of the study.", {"pain": Direction.NULL}),
        ("Treatment was not associated with mortality.", {"mortality": Direction.NULL}),
        ("Exemplin-12 reduced the incidence of mammary sarcomas.", {"cancer_incidence": Direction.BENEFIT}),
        (
            "Leukaemias occurred at a significantly (P=0.01) increased incidence in rats given Exemplin-12.",
            {"cancer_incidence": Direction.HARM},
        ),
    ],
)
def test_what_is_a_result_stays(text, found):
    assert ways_of(text) == found


def test_a_title_may_tell_a_result():
    assert ways_of("More is to be learnt.", "Exemplin-12 results in reduced pain.") == {"pain": Direction.BENEFIT}
    assert ways_of("More is to be learnt.", "Improved memory with Exemplin-12.") == {"cognition": Direction.BENEFIT}
