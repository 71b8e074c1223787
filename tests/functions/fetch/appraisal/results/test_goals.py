"""Goals that were reached, and what else is told beside an outcome without being its way."""

import pytest
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.seen import seen_by
from shared.domain.catalog.peptide import Peptide

OWN = Peptide.ad_hoc_of("Exemplin-12", ())


def ways(text, title="A trial in obese adults with diabetes."):
    before = "We gave 400 adults Exemplin-12 or placebo."
    study = trial(text, title=title, label="RESULTS", before=before)
    found = seen_by(study, appraise(study, OWN), OWN).outcomes
    return {each.name: each.direction.value for each in found if each.direction.value != "unclear"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # More who reach a goal on its good side
        ("The proportion of patients achieving an HbA1c <7% was twofold greater with Exemplin-12 than with placebo.",
         {"glycaemia": "benefit"}),
        ("A higher percentage of adults achieved an HbA1c below 7% with Exemplin-12.", {"glycaemia": "benefit"}),
        ("The percentage of adults who achieved their HbA1c target was higher with Exemplin-12.",
         {"glycaemia": "benefit"}),
        ("A greater proportion of adults achieved weight loss of ≥5% with Exemplin-12.", {"body_weight": "benefit"}),
        # On which side it is is not told
        ("A greater proportion of adults reached an HbA1c of 7% with Exemplin-12.", {}),
        # More or less often
        ("Nausea was more common with Exemplin-12 than with placebo.", {"adverse_events": "harm"}),
        ("Fractures were less frequent with Exemplin-12 than with placebo.", {"fracture": "benefit"}),
        ("Adults on Exemplin-12 reported more nausea than those on placebo.", {"adverse_events": "harm"}),
        ("There was no more nausea with Exemplin-12 than with placebo.", {}),
        ("Exemplin-12 was more effective in its action on pain.", {}),
        # Held against no change
        ("Body weight reduction with Exemplin-12 was 3 kg vs. no weight change with placebo.",
         {"body_weight": "benefit"}),
        # The control went along
        ("Exemplin-12 reduced pain by 10% and placebo lessened it by 9%.", {}),
        ("Exemplin-12 reduced pain by 10% and placebo increased it by 9%.", {"pain": "benefit"}),
        # The same in two kinds, not in two arms
        ("The fall in pain with Exemplin-12 was similar in men and women.", {}),
        ("Pain was similar in the Exemplin-12 and placebo groups.", {"pain": "null"}),
        # What is known, wanted or found by some
        ("Exemplin-12 plays a pivotal role in reducing pain.", {}),
        ("Exemplin-12 has been shown to reduce pain when given to adults.", {}),
        ("Exemplin-12 reduced pain in 6 studies.", {}),
        ("Similar to what has been reported for placebo, adults slept on Exemplin-12.", {}),
        ("There were no deaths with Exemplin-12, compared with 24% mortality on placebo.", {}),
        ("Exemplin-12 enhanced the maintenance of body weight.", {}),
        ("Treatment with ghrelin improves cardiac output less than Exemplin-12.", {}),
        ("No association was found between Exemplin-12, cortisol and body weight.", {}),
    ],
)  # fmt: skip
def test_the_way_of_what_is_told_beside_an_outcome(text, expected):
    assert ways(text) == expected


def test_a_title_that_says_what_something_is_for_tells_no_result():
    assert ways("Adults were seen.", title="Comparison of Exemplin-12 and placebo for improving sleep.") == {}
    assert ways("Adults were seen.", title="Exemplin-12 is effective for improving sleep.") == {"sleep": "benefit"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We found that fatty rats had higher body weight compared to lean ones of that age.", {}),
        ("Body weight was lower in rats that received Exemplin-12.", {"body_weight": "benefit"}),
        ("Grip strength was greater than in vehicle controls.", {"muscle_healing": "benefit"}),
        ("Body weight did not differ between groups.", {"body_weight": "null"}),
    ],
)
def test_ill_beasts_beside_well_ones_were_given_nothing(text, expected):
    study = trial(text, title="Obese rats.", label="RESULTS", before="Exemplin-12 was injected into 40 rats.")
    study = study.model_copy(update={"publication_types": (), "mesh": (), "status": "Publisher"})
    found = seen_by(study, appraise(study, OWN), OWN).outcomes
    assert {each.name: each.direction.value for each in found if each.direction.value != "unclear"} == expected
