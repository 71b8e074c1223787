"""Outcomes that share one verb go its way each; what only looks like such a list is none."""

import pytest
from invented import factories
from invented.trials import trial, ways

from functions.fetch.appraisal.appraise import appraise
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Direction

GOOD, BAD, NULL = Direction.BENEFIT, Direction.HARM, Direction.NULL


def ways_of(text, title="A trial in obesity."):
    return ways(appraise(trial(text, title=title), factories.peptide()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The peptide reduced body weight, HbA1c, and systolic blood pressure.",
            {"body_weight": GOOD, "glycaemia": GOOD, "blood_pressure": GOOD},
        ),
        ("The peptide reduced body weight and HbA1c.", {"body_weight": GOOD, "glycaemia": GOOD}),
        (
            "Body weight, HbA1c, and blood pressure were reduced with the peptide compared with placebo.",
            {"body_weight": GOOD, "glycaemia": GOOD, "blood_pressure": GOOD},
        ),
        (
            "Reductions in body weight, HbA1c, and blood pressure were greater with the peptide than with placebo.",
            {"body_weight": GOOD, "glycaemia": GOOD, "blood_pressure": GOOD},
        ),
        (
            "Reductions in body weight, HbA1c, and blood pressure did not differ between the peptide and placebo.",
            {"body_weight": NULL, "glycaemia": NULL, "blood_pressure": NULL},
        ),
        (
            "Body weight, waist circumference, fasting glucose, and triglycerides decreased with the peptide.",
            {"body_weight": GOOD, "glycaemia": GOOD, "lipids": GOOD},
        ),
        (
            "The peptide reduced pain, inflammation, and mortality but increased serum cholesterol.",
            {"pain": GOOD, "inflammation_markers": GOOD, "mortality": GOOD, "lipids": BAD},
        ),
        # Each keeps its own noun, and its own P
        ("Pain thresholds and sleep time were increased by the peptide.", {"pain": GOOD, "sleep": GOOD}),
        ("The peptide increased glucose and pain thresholds.", {"glycaemia": BAD, "pain": GOOD}),
        (
            "Body weight (P<0.001) and blood pressure (P=0.40) were lower with the peptide than with placebo.",
            {"body_weight": GOOD, "blood_pressure": NULL},
        ),
        (
            "Despite weight loss, pain and depression were increased with the peptide.",
            {"pain": BAD, "depression": BAD},
        ),
    ],
)
def test_each_outcome_of_a_list_goes_the_way_of_its_verb(text, expected):
    assert ways_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The peptide reduced pain, and mortality was higher than with placebo.", {"pain": GOOD, "mortality": BAD}),
        ("The peptide reduced pain and increased mortality.", {"pain": GOOD, "mortality": BAD}),
        ("The peptide eased pain and mortality was higher.", {"mortality": BAD}),
        ("The peptide reduced the risk of death, myocardial infarction, or stroke.", {}),
        ("Body weight and HbA1c were reduced and increased, respectively, with the peptide.", {}),
        ("The correlation between body weight and HbA1c was reduced by the peptide.", {}),
        ("In patients with depression and anxiety, the peptide reduced pain.", {"pain": GOOD}),
        ("The peptide reduced liver injury caused by oxidative stress and inflammation.", {"liver_injury": GOOD}),
        ("Patients with higher body weight and HbA1c had less pain with the peptide.", {"pain": GOOD}),
        ("The peptide reduced pain in patients with heart failure and a preserved ejection fraction.", {"pain": GOOD}),
        ("The peptide lowered body weight but not HbA1c or blood pressure.", {"body_weight": GOOD}),
    ],
)
def test_what_only_looks_like_a_list_tells_of_what_it_is_plain_of(text, expected):
    assert ways_of(text) == expected


def test_the_quote_of_an_outcome_of_a_list_is_the_clause_as_it_stands():
    text = "The peptide reduced body weight, HbA1c, and blood pressure, but mortality did not differ."
    study = factories.study(title="A trial.", abstract=(AbstractSection(text=text),))

    found = {each.name: each.quote.text for each in appraise(study, factories.peptide()).outcomes}

    assert found["glycaemia"] == "The peptide reduced body weight, HbA1c, and blood pressure"
    assert all(each in text for each in found.values())


@pytest.mark.parametrize(
    "text",
    [
        "No significant differences in pain, depression, or quality of life were observed at one year.",
        "There were no differences in pain, depression or quality of life between the groups.",
    ],
)
def test_what_does_not_differ_in_a_trial_does_not_differ_between_its_arms(text):
    assert ways_of(text) == {"pain": NULL, "depression": NULL, "quality_of_life": NULL}


@pytest.mark.parametrize(
    "text",
    [
        "No significant differences in pain were observed between men and women.",
        "Pain did not differ by age.",
        "It caused hyperplasia without evidence of carcinogenicity in previous studies.",
    ],
)
def test_what_does_not_differ_between_others_is_no_result(text):
    assert ways_of(text) == {}


def test_what_a_title_says_something_is_not_associated_with_is_no_denial():
    assert ways_of("", title="DNA synthesis and apoptosis not associated with carcinogenesis.") == {}


def test_weight_that_fell_in_some_and_not_in_others_is_not_unchanged():
    text = "Body weight of rats decreased with treatment. Body weight of mice was not affected by treatment."

    assert "body_weight" not in ways_of(text, title="A study.")
    assert ways_of("Body weight was not affected by treatment.", title="A study.") == {"body_weight": NULL}
