"""Changes told in words: which way they went, of which outcome, and sentences that tell of none."""

import pytest
from invented import factories
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.effects.kept import is_possible


def effects(text, label="RESULTS"):
    return appraise(trial(text, title="A study.", label=label), factories.peptide()).effects


def told(text, label="RESULTS"):
    return [(each.measure, each.value, each.unit) for each in effects(text, label)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Body weight decreased by 8.4 kg.", ("decrease", "8.4", "kg")),
        ("Body weight increased by 1.2 kg.", ("increase", "1.2", "kg")),
        ("Enzyme activity decreased by 50%.", ("percent decrease", "50", "%")),
        ("Enzyme activity increased by 50%.", ("percent increase", "50", "%")),
        ("Sleep improved by 20%.", ("percent improvement", "20", "%")),
        ("The mean change in body weight was -5.2 kg.", ("change", "-5.2", "kg")),
        ("There was a reduction of -4 mmHg (95% CI -6 to -2).", ("change", "-4", "mmHg")),
        ("Mean weight loss was 5.2 kg with the peptide.", ("decrease", "5.2", "kg")),
        ("Survival was prolonged by 3 months.", ("increase", "3", "months")),
        ("The percentage of body fat decreased by 3%.", ("percent decrease", "3", "%")),
        ("Cholesterol fell by 12 mg/dL in 40 volunteers.", ("decrease", "12", "mg/dL")),
        ("There were no deaths, but pain fell by 2 points.", ("decrease", "2", "points")),
        ("Without any change in diet, body weight fell by 5 kg.", ("decrease", "5", "kg")),
        ("Patients with heart failure had a mean reduction of 4 mmHg.", ("decrease", "4", "mmHg")),
        ("The peptide not only calmed but lowered pain by 2 points.", ("decrease", "2", "points")),
        ("A fall in pressure of 4 mmHg was not significant.", ("decrease", "4", "mmHg")),
        ("Gene expression of cytochrome b5 was reduced by 30%.", ("percent decrease", "30", "%")),
    ],
)
def test_a_change_is_told_with_its_way(text, expected):
    (found,) = effects(text)

    assert (found.measure, found.value, found.unit) == expected
    assert found.value in found.quote.text


@pytest.mark.parametrize(
    "text",
    [
        "There was no reduction in pain of 2 points.",
        "Mortality did not increase by 10%.",
        "Weight was not reduced by 5%.",
        "Pain scores did not, however, fall by 2 points.",
        "The peptide failed to lower pain by 2 points.",
        "A reduction of 2 points in pain was not seen.",
        "Treatment prevented a loss of 5% of muscle mass.",
        "A loss of 5% of muscle mass was prevented.",
        "Treatment attenuated the increase in glucose by 30%.",
        "Treatment reduced the increase in glucose by 30%.",
    ],
)
def test_what_is_denied_or_prevented_is_no_change(text):
    assert effects(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Weight loss of 10% or more occurred in 66% of patients.",
        "A fall in pain of 2 points was observed in 12 of 40 patients.",
        "Weight loss of 5% was achieved by 80% of those treated.",
        "Of the women, 66% had a weight loss of 5%.",
        "Patients with a weight loss of 5% slept better.",
        "The proportion of patients with a reduction of 50% rose.",
        "The trial was powered to detect a reduction in pain of 2 points.",
        "Response was defined as a decrease in score of 4 points.",
        "Weight loss was 5 kg greater with the peptide.",
    ],
)
def test_a_threshold_is_no_change(text):
    assert effects(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The rate of graft loss was 5%.",
        "Graft loss was 5%.",
        "Reduced viability of 40% was seen.",
        "Prolonged feeding of 1.2% was tolerated.",
        "Pain was reduced by 12 weeks.",
        "A way of reducing harm, is limited by 50%.",
        "Body weight changed by 5%.",
        "Pressure showed an increase of -4 mmHg.",
        "It is agreed that use was reduced by 50%.",
    ],
)
def test_a_level_a_date_and_what_others_found_are_no_change(text):
    assert effects(text) == ()


def test_the_aim_tells_of_no_change():
    assert told("Pain falls, and it fell by 2 points.", "BACKGROUND") == []
    assert told("Pain falls, and it fell by 2 points.", "METHODS AND RESULTS") == [("decrease", "2", "points")]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("The drug reduced cholesterol by 5% and increased heart rate by 2.4 beats/min.", ["lipids", ""]),
        ("The drug reduced cholesterol and increased heart rate by 2.4 beats/min.", [""]),
        ("Sleep improved and heart rate increased by 2.4 beats/min.", [""]),
        ("In patients with heart failure, body weight fell by 5 kg.", ["body_weight"]),
        ("In patients with heart failure there was a reduction of 5 kg.", [""]),
        ("In the treated group pain fell by 2 points.", ["pain"]),
        ("There was a decrease of 5 mmHg in systolic blood pressure.", ["blood_pressure"]),
        ("Body fat decreased from baseline by 3%.", ["body_fat"]),
        ("Arterial pressure was stable at first and fell by 14 mmHg at the end.", ["blood_pressure"]),
        ("Exemplin improved sleep and fell by 14 mmHg.", [""]),
        ("The ratio of heart weight to body weight was reduced by 9%.", [""]),
        ("The peptide lowered heart rate in patients with hypertension by 3 beats/min.", [""]),
        (
            "Mortality fell (RR 0.80; 95% CI 0.70 to 0.90) and clinic visits grew rare (RR 0.7; 95% CI 0.5 to 0.9).",
            ["mortality", ""],
        ),
        (
            "Mortality fell with 5 mg (RR 0.80; 95% CI 0.70 to 0.90) and 10 mg (RR 0.7; 95% CI 0.5 to 0.9).",
            ["mortality", "mortality"],
        ),
        ("In people with hypertension, heart rate rose (mean difference 2.4; 95% CI 1.0 to 3.8).", [""]),
    ],
)
def test_an_estimate_has_its_own_outcome_or_none(text, outcomes):
    found = effects(text)

    assert [each.outcome for each in found] == outcomes


@pytest.mark.parametrize(
    "text",
    [
        "HbA1c showed a reduction of 1.2% (95% CI -1.4 to -1.0).",
        "Pain fell (mean difference -1.2 points; 95% CI 1.0 to 1.4).",
        "Pain fell (mean difference 1.2 points; 95% CI -1.4 to -1.0).",
        "The odds were raised (OR 1.2; 95% CI -0.4 to 2.8).",
        "Risk was reduced by 20% (95% CI 0.70 to 0.90).",
        "The sample sufficed to detect a hazard ratio of 0.80.",
    ],
)
def test_numbers_that_contradict_each_other_and_planned_ones_are_left_out(text):
    assert effects(text) == ()


def test_an_interval_may_be_printed_from_either_end():
    assert is_possible("change", "−1.2", "–1.0", "-1.4")
    assert is_possible("hazard ratio", "0·80", "0·70", "0·90")
    assert not is_possible("mean difference", "±1.2", None, None)
