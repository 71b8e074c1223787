"""Whose an estimate is: one of a control, of another agent or of another exposure is not shown as the peptide's."""

import pytest
from invented.trials import PEPTIDE, seen, trial

from functions.fetch.appraisal.appraise import appraise

METHODS = "We randomised 400 adults with obesity to Exemplin-12 or placebo."


def effects(text, before=METHODS, see=True):
    study = trial(text, before=before)
    return seen(study) if see else appraise(study, PEPTIDE).effects


@pytest.mark.parametrize(
    "text",
    [
        # Of a control
        "In the placebo group, pain fell by 30%.",
        "In the placebo group, pain fell by 2 points, and body weight fell by 2 kg.",
        "Among placebo recipients mean weight loss was 2.4 kg.",
        "Patients given saline had a weight loss of 2.4 kg.",
        "In placebo-treated patients, smoking predicted stroke (OR 2.1; 95% CI 1.8-2.5).",
        # Of those who had stopped
        "After discontinuation of Exemplin-12, body weight increased by 11.6%.",
        "After Exemplin-12 was stopped, body weight increased by 11.6%.",
        "After cessation of treatment, body weight increased by 11.6%.",
        # Of another agent
        "For liraglutide versus placebo, the hazard ratio for death was 0.85 (95% CI 0.74-0.97).",
        "The hazard ratio for death with insulin glargine versus placebo was 1.02 (95% CI 0.9-1.1).",
        "The difference in body weight between metformin and placebo was -2.0 kg (95% CI -3.0 to -1.0).",
        "Compared with Exemplin-12, tirzepatide reduced body weight by 5.5 kg (95% CI 4.0-7.0).",
        "Pretendide reduced body weight by 20.2% vs 13.7% with Exemplin-12 (P<0.001).",
        "Pretendulin was superior to Exemplin-12; the difference was -5.5 kg (95% CI -7.1 to -3.9).",
        "The risk of diabetes fell (HR 0.21, 95% CI 0.13-0.34) in the pretendulin group compared with Exemplin-12.",
        # Of another exposure
        "Women had a higher risk of death than men (HR 1.50; 95% CI 1.2-1.9).",
        "Smoking increased mortality (HR 2.1; 95% CI 1.8-2.5).",
        "Diabetes was associated with death (OR 2.1; 95% CI 1.8-2.5).",
    ],
)
def test_what_is_not_the_peptides_is_left_out(text):
    assert effects(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Body weight decreased by 9.5 kg with Exemplin-12 and by 2.1 kg with placebo.", "9.5 vs 2.1"),
        ("Compared with placebo, Exemplin-12 reduced the risk of death (HR 0.8; 95% CI 0.7-0.9).", "0.8"),
        ("The hazard ratio for death was 0.80 (95% CI 0.70 to 0.92) with Exemplin-12 versus placebo.", "0.80"),
        ("In patients on metformin, Exemplin-12 lowered HbA1c by 1.2%.", "1.2"),
        ("HbA1c was reduced by 1.2% compared with insulin glargine.", "1.2"),
        ("In the treated group pain fell by 2 points.", "2"),
        ("Pain fell by 2 points.", "2"),
        ("The risk of death was lower with treatment than with placebo (HR 0.8; 95% CI 0.7-0.9).", "0.8"),
        ("Treatment was associated with fewer deaths (OR 0.5; 95% CI 0.4-0.6).", "0.5"),
        ("Fewer deaths were associated with Exemplin-12 (OR 0.5; 95% CI 0.4-0.6).", "0.5"),
        ("In this placebo-controlled trial pain fell by 2 points.", "2"),
    ],
)
def test_what_is_told_of_the_peptide_or_of_nobody_else_stays(text, value):
    assert [each.value for each in effects(text)] == [value]


def test_another_agents_estimate_stays_in_what_is_the_same_for_all_pages():
    text = "Compared with Exemplin-12, tirzepatide reduced body weight by 5.5 kg."

    assert [each.value for each in effects(text, see=False)] == ["5.5"]


def test_a_record_that_never_names_the_peptide_calls_it_something_else():
    text = "Pretendide reduced body weight by 5.5 kg."

    assert [each.value for each in effects(text, before="We gave pretendide.")] == ["5.5"]


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        (
            "HbA1c was reduced by 1.5% with Exemplin-12 and 1.9% with tirzepatide (P<0.001).",
            "1.5 vs 1.9",
            "tirzepatide",
        ),
        ("HbA1c was reduced by 1.5% with Exemplin-12 versus 0.2% with placebo (P<0.001).", "1.5 vs 0.2", "placebo"),
    ],
)
def test_the_p_of_a_comparison_is_that_of_both_arms_amounts(text, value, comparator):
    (found,) = effects(text)

    assert (found.value, found.p, found.comparator) == (value, "<0.001", comparator)


def test_the_p_of_a_comparison_is_not_that_of_one_arms_change():
    (found,) = effects("HbA1c was reduced by 1.5% with Exemplin-12 and 1.9% with tirzepatide (P<0.001).", see=False)

    assert (found.value, found.p, found.comparator) == ("1.5", None, "")


@pytest.mark.parametrize(
    ("text", "value", "interval", "outcome"),
    [
        (
            "The mean difference in body weight was -5.0 kg (95% CI -7.0 to -3.0).",
            "-5.0",
            ("-7.0", "-3.0", "95"),
            "body_weight",
        ),
        (
            "The between-group difference in HbA1c was -1.0% (95% CI -1.2 to -0.8).",
            "-1.0",
            ("-1.2", "-0.8", "95"),
            "glycaemia",
        ),
        (
            "The estimated treatment difference for body weight at week 68 was -5.0 kg (95% CI -7.0 to -3.0).",
            "-5.0",
            ("-7.0", "-3.0", "95"),
            "body_weight",
        ),
        (
            "The odds ratio for weight loss of at least 5% was 11.2 (95% CI 8.9 to 14.2).",
            "11.2",
            ("8.9", "14.2", "95"),
            "body_weight",
        ),
        (
            "The odds ratio with Exemplin-12 for death was 0.6 (95% CI 0.5-0.7).",
            "0.6",
            ("0.5", "0.7", "95"),
            "mortality",
        ),
        ("The HR for mortality was 0.85 (97.5% CI 0.70-1.02).", "0.85", ("0.70", "1.02", "97.5"), "mortality"),
        ("Exemplin-12 vs placebo: RR of nausea 2.3 (1.9-2.8).", "2.3", ("1.9", "2.8", None), "adverse_events"),
    ],
)
def test_an_estimate_is_read_in_the_forms_that_are_printed_most(text, value, interval, outcome):
    (found,) = effects(text)

    assert (found.value, (found.low, found.high, found.level), found.outcome) == (value, interval, outcome)


@pytest.mark.parametrize(
    "text",
    [
        "The difference of opinion in 3 cases was 5.",
        "The odds ratio for weight loss of at least 5% was raised.",
        "The difference in pain between weeks 2 and 4 was small.",
        "The mean difference in body weight was -5.0 kg (95% CI 3.0 to 7.0).",
    ],
)
def test_what_only_looks_like_an_estimate_is_none(text):
    assert effects(text) == ()


def test_estimates_in_a_row_have_each_its_own_outcome():
    text = (
        "The hazard ratios for mortality, stroke, and fatigue were 0.80 (95% CI 0.70-0.90), 1.20 (95% CI 0.90-1.50), "
        "and 0.95 (95% CI 0.8-1.1)."
    )

    assert [(each.value, each.outcome, each.p) for each in effects(text)] == [
        ("0.80", "mortality", None),
        ("1.20", "cardiovascular_events", None),
        ("0.95", "fatigue", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The hazard ratios for mortality, stroke, and fatigue were 0.80 (95% CI 0.70-0.90) and 1.20 (95% CI 0.9-1.5).",
        "The hazard ratios for death with pretendide and liraglutide were 0.80 (95% CI 0.7-0.9), 1.2 (95% CI 0.9-1.5).",
        "In the placebo group the hazard ratios for death and stroke were 0.8 (95% CI 0.7-0.9), 1.2 (95% CI 0.9-1.5).",
    ],
)
def test_a_row_that_does_not_tell_which_is_whose_is_left_alone(text):
    assert [each.value for each in effects(text)] == []
