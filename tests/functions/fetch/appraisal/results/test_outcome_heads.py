"""The noun that an outcome's name is part of: more body weight loss is a gain, and less creatinine clearance a harm."""

import pytest
from invented import factories
from invented.trials import trial, ways

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.results.direction import direction_of
from functions.fetch.appraisal.results.heads import head_of
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Direction

PEPTIDE = factories.peptide()


def conclusion(text):
    return trial(text, label="CONCLUSIONS")


def ways_of(text):
    return ways(appraise(conclusion(text), PEPTIDE))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exemplin-12 produced greater body weight loss than placebo.", "body_weight"),
        ("Mean body weight (BW) loss was greater with Exemplin-12 than with placebo.", "body_weight"),
        ("Exemplin-12 increased body weight reduction compared with placebo.", "body_weight"),
        ("BMI reduction was greater with Exemplin-12 than with placebo.", "body_weight"),
        ("Exemplin-12 achieved a greater HbA1c reduction than placebo.", "glycaemia"),
        ("Exemplin-12 led to HbA1c reduction.", "glycaemia"),
        ("Exemplin-12 gave higher glucose control than placebo.", "glycaemia"),
        ("Fat mass loss was greater with Exemplin-12 than with placebo.", "body_fat"),
        ("Exemplin-12 increased the loss of body fat.", "body_fat"),
        ("Exemplin-12 increased LDL cholesterol clearance.", "lipids"),
        ("Exemplin-12 increased creatinine clearance compared with placebo.", "kidney_function"),
        ("Exemplin-12 gave greater control of blood pressure than placebo.", "blood_pressure"),
        ("Exemplin-12 increased the pain threshold.", "pain"),
        ("Pain tolerance was higher with Exemplin-12 than with placebo.", "pain"),
        ("Sleep improvement was greater with Exemplin-12 than with placebo.", "sleep"),
        ("Exemplin-12 increased tumour growth inhibition.", "tumour_growth"),
        # Less of what is bad in something good.
        ("Exemplin-12 slowed eGFR decline compared with placebo.", "kidney_function"),
        ("Exemplin-12 reduced the loss of lean mass.", "lean_mass"),
        ("Exemplin-12 prevented memory loss.", "cognition"),
        ("Exemplin-12 reduced memory impairment.", "cognition"),
        ("Exemplin-12 reduced sleep disturbances.", "sleep"),
        ("Exemplin-12 shortened sleep latency.", "sleep"),
        ("Exemplin-12 reduced sleep apnoea.", "sleep"),
        # What keeps its sign.
        ("Exemplin-12 reduced pain scores.", "pain"),
        ("Exemplin-12 reduced IL-6 levels.", "inflammation_markers"),
        ("Exemplin-12 lowered ALT activity and pain.", "liver_injury"),
        ("Exemplin-12 reduced mortality risk compared with placebo.", "mortality"),
        ("Exemplin-12 increased survival of treated patients.", "mortality"),
        ("Survival rates were higher with Exemplin-12 than with placebo.", "mortality"),
        ("Exemplin-12 reduced body weight resulting from the diet.", "body_weight"),
    ],
)
def test_a_noun_that_keeps_or_turns_the_sign_is_a_benefit(text, name):
    assert ways_of(text)[name] is Direction.BENEFIT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exemplin-12 decreased creatinine clearance compared with placebo.", "kidney_function"),
        ("Exemplin-12 increased the rate of eGFR decline.", "kidney_function"),
        ("Lean mass loss was greater with Exemplin-12 than with placebo.", "lean_mass"),
        ("Exemplin-12 increased the loss of lean mass.", "lean_mass"),
        ("Exemplin-12 lowered the pain threshold.", "pain"),
        ("Exemplin-12 increased body weight gain.", "body_weight"),
        ("Exemplin-12 increased memory impairment.", "cognition"),
    ],
)
def test_a_noun_that_turns_the_sign_is_a_harm(text, name):
    assert ways_of(text) == {name: Direction.HARM}


@pytest.mark.parametrize(
    "text",
    [
        "HbA1c reduction was smaller with Exemplin-12 than with placebo.",
        "Exemplin-12 reduced the HbA1c reduction.",
        "Exemplin-12 prevented body weight loss.",
        "Exemplin-12 slowed the decline in eGFR.",
        "With lower doses of Exemplin-12 mortality decreases.",
        "Exemplin-12 increased the glucose disposal rate compared with placebo.",
        "Exemplin-12 increased glucose uptake.",
        "Exemplin-12 increased uptake of glucose.",
        "Exemplin-12 increased cholesterol efflux.",
        "Exemplin-12 increased time in glucose range.",
        "Exemplin-12 increased stroke volume.",
        "Exemplin-12 improved stroke volume.",
        "Exemplin-12 increased infection resistance.",
        "Exemplin-12 increased resistance to infection.",
        "Fracture callus strength was greater with Exemplin-12 than with placebo.",
        "Body weight change was greater with Exemplin-12 than with placebo.",
        "Exemplin-12 reduced the use of pain medication.",
        "Exemplin-12 reduced pain medication use.",
        "Exemplin-12 increased survival of tumour cells.",
        "Exemplin-12 improved survival of skin flaps.",
        "Exemplin-12 increased the survival of ingested bacteria.",
        "Exemplin-12 increased bacterial survival.",
        "Exemplin-12 decreased pain-free survival.",
    ],
)
def test_a_noun_that_leaves_the_sign_open_says_nothing(text):
    assert ways_of(text) == {}
    assert direction_of(conclusion(text))[0] is Direction.UNCLEAR


@pytest.mark.parametrize(
    "text",
    ["Exemplin-12 decreased creatinine clearance.", "Exemplin-12 lowered the pain threshold compared with placebo."],
)
def test_the_whole_is_no_benefit_where_the_noun_behind_turns_it(text):
    assert direction_of(conclusion(text))[0] is Direction.UNCLEAR


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Creatinine clearance was lower with the peptide than with placebo (P = 0.02).", Direction.UNCLEAR),
        ("Creatinine levels were lower with the peptide than with placebo (P = 0.02).", Direction.BENEFIT),
    ],
)
def test_compared_results_are_read_by_the_whole_noun(text, way):
    alone = factories.study(title="A study.", abstract=(AbstractSection(text=text),))

    assert direction_of(alone)[0] is way


def test_the_whole_noun_is_found():
    text = "the loss of lean mass index was seen"
    start = text.index("lean mass")

    head = head_of(text, start, start + len("lean mass"), 1)

    assert (head.sign, text[head.start : head.end], head.lessening) == (-1, "loss of lean mass index", True)
