"""Several amounts of one change, amounts before their noun, and with whom an estimate compares."""

import pytest
from invented import factories
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise


def effects(text):
    return appraise(trial(text, title="A trial of it."), factories.peptide()).effects


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("Body weight fell by 3.1 and 4.5 kg with 5 and 10 mg.", ["3.1", "4.5"], "kg"),
        ("HbA1c was reduced by 0.8 and 1.1% with 5 and 10 mg, respectively.", ["0.8", "1.1"], "%"),
        ("Pressure was lowered by 4, 7 and 11 mmHg at 1, 3 and 10 mg.", ["4", "7", "11"], "mmHg"),
        ("Tumour volume was reduced by 35% and 60% at 1 and 5 mg/kg.", ["35", "60"], "%"),
        ("Body weight fell by 2.0 and 5.5 kg at weeks 4 and 12.", ["2.0", "5.5"], "kg"),
        ("Fasting glucose fell by 1.2 mmol/L with 5 mg and by 1.9 mmol/L with 10 mg.", ["1.2", "1.9"], "mmol/L"),
        ("Body weight fell by 6.1 kg at week 12 and 9.8 kg at week 24.", ["6.1", "9.8"], "kg"),
    ],
)
def test_every_amount_of_a_row_of_doses_or_times_is_told_with_its_unit(text, values, unit):
    found = effects(text)

    assert [(each.value, each.unit) for each in found] == [(each, unit) for each in values]
    assert all(value in found[-1].quote.text for value in values)
    assert not any(each.p or each.comparator for each in found)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Pain decreased by 2.4 and 0.9 points with treatment and placebo, respectively.", ["2.4"]),
        ("Pain decreased by 0.9 and 2.4 points with placebo and treatment, respectively.", []),
        ("Body weight and fat mass fell by 6.1 and 4.0 kg with treatment and placebo.", []),
        ("Food intake fell by 20 and 30% in lean and obese mice.", []),
        ("Body weight fell by 3.1 and 4.5 kg with 5, 10 and 20 mg.", []),
        ("Pain fell by between 2 and 3 points.", []),
    ],
)
def test_a_row_of_which_it_is_not_plain_whose_each_is_gives_no_more_than_is_plain(text, values):
    assert [each.value for each in effects(text)] == values


@pytest.mark.parametrize(
    ("text", "measure", "value", "outcome"),
    [
        ("It produced a 30% increase in lean mass.", "percent increase", "30", "lean_mass"),
        ("There was a 12% reduction in fasting glucose.", "percent decrease", "12", "glycaemia"),
        ("It led to a mean 4 mmHg decrease in blood pressure.", "decrease", "4", "blood_pressure"),
        ("A 6.1 mmHg decrease in blood pressure was seen.", "decrease", "6.1", "blood_pressure"),
        ("It caused a 12% reduction in the number of steps.", "percent decrease", "12", ""),
    ],
)
def test_an_amount_before_its_noun_is_told_where_it_was_found(text, measure, value, outcome):
    (found,) = effects(text)

    assert (found.measure, found.value, found.outcome) == (measure, value, outcome)
    assert found.quote.text.rstrip().endswith(text.rstrip(".").split(" was seen")[0].split()[-1])


@pytest.mark.parametrize(
    "text",
    [
        "The trial was powered to detect a 20% reduction in mortality.",
        "Patients with a 5% reduction in weight were randomised.",
        "No 10% reduction in weight was seen.",
        "The primary outcome was a 5% reduction in body weight.",
        "A 50% reduction in seizures was reached by 40% of the patients.",
        "A 1% increase in HbA1c was associated with death.",
        "Each 10% reduction in weight improved sleep.",
        "There was no 30% reduction in pain.",
        "Treatment prevented a 40% increase in body weight.",
        "The positive control produced a 30% increase in liver weight.",
        "Pain fell, compared with a fall of 64% before.",
    ],
)
def test_an_amount_before_its_noun_is_none_where_it_was_not_found(text):
    assert effects(text) == ()


HR = "(HR 0.65; 95% CI 0.4 to 0.9)."
LONG = "in all who were followed up to the end of the trial as had been planned at its start"


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        (f"Compared with placebo, it lowered the risk of death {LONG} {HR}", "placebo"),
        ("The mean difference in HbA1c from baseline was -0.5% (95% CI -0.7 to -0.3) versus placebo.", "placebo"),
        ("The hazard ratio for death versus warfarin was 0.88 (95% CI 0.80 to 0.97).", "warfarin"),
        (f"Deaths occurred in 40 in the treated group and 61 in the placebo group {HR}", "placebo"),
        (f"Deaths occurred in 12.1% with it and in 15.3% with placebo {HR}", "placebo"),
        (f"Bleeding occurred in 40 in the exemplin group and in 61 in the warfarin group {HR}", "warfarin"),
        ("Pain was lower than in the control group. The difference was -1.2 points (95% CI -2.0 to -0.4).", "control"),
        ("It was compared with placebo. The hazard ratio for death was 0.80 (95% CI 0.70 to 0.92).", "placebo"),
        # Two that could be meant; a sentence that tells of somebody else than the one before
        (f"Death was rarer than with warfarin and rarer than with placebo {LONG} {HR}", ""),
        ("It was compared with placebo. In adults with pain the hazard ratio was 0.80 (95% CI 0.70 to 0.92).", ""),
        ("Iron was higher than in controls. The odds ratio for having a mutation was 2.1 (95% CI 1.5 to 2.9).", ""),
    ],
)
def test_whom_an_estimate_compares_with_may_stand_anywhere_in_its_sentence_or_just_before(text, comparator):
    (found,) = effects(text)

    assert found.comparator == comparator


def test_a_sentence_of_hundreds_of_numbers_is_no_text_to_read_estimates_from():
    assert effects("Weight " + "fell by 1 kg and 2 kg and " * 200 + "pain fell by 2 points.") == ()
    assert len(effects("Weight fell by 1 kg. Pain fell by 2 points.")) == 2
