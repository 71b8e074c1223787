"""Changes that are told by both their ends, and numbers of two arms side by side."""

import pytest
from invented.trials import seen, trial


def effects(text, title="Exemplin-12 in adults."):
    return seen(trial(text, title=title))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HbA1c fell from 8.2% to 7.1% with Exemplin-12.", ("decrease", "8.2 to 7.1", "%", "", "glycaemia")),
        ("Pain decreased from 6.1 to 3.2 after Exemplin-12.", ("decrease", "6.1 to 3.2", "", "", "pain")),
        ("Blood pressure fell from 142 ± 9 to 131 ± 8 mmHg.", ("decrease", "142 to 131", "mmHg", "", "blood_pressure")),
        ("Body weight changed from 92 kg at baseline to 88 kg.",
         ("change", "92 to 88", "kg", "baseline", "body_weight")),
        ("With Exemplin-12 growth increased (P < 0.01) from a mean level of 5.5 ± 0.1% to a mean level of 7.1 ± 0.1%.",
         ("increase", "5.5 to 7.1", "%", "", "")),
        # In the brackets behind what compares
        ("Body weight fell more with Exemplin-12 than with placebo (12% vs 3%).",
         ("decrease", "12 vs 3", "%", "placebo", "body_weight")),
        ("Body weight fell more with Exemplin-12 (12 % vs 3 %).", ("decrease", "12 vs 3", "%", "", "body_weight")),
        ("Infarct size was smaller with Exemplin-12 than in controls (21 ± 3% vs 38 ± 4%).",
         ("decrease", "21 vs 38", "%", "controls", "infarct_size")),
        ("Relief was more frequent at 6 hours with Exemplin-12 than with placebo (44.5% vs. 42.1%, P = 0.03).",
         ("increase", "44.5 vs 42.1", "%", "placebo", "")),
        ("Exemplin-12 reduced food intake [144.3+/-2.5 g (L) vs. 156.7+/-2.5 g (C); P=0.002].",
         ("decrease", "144.3 vs 156.7", "g", "", "food_intake")),
        # Each beside its arm
        ("Body weight was 72.1 ± 3.2 kg with Exemplin-12 versus 75.4 ± 3.1 kg with placebo.",
         ("two arms", "72.1 vs 75.4", "kg", "placebo", "body_weight")),
        ("Nausea occurred in 12% of patients on Exemplin-12 and in 3% on placebo.",
         ("two arms", "12 vs 3", "%", "placebo", "adverse_events")),
        ("The incidence of relapse was 33% in the treated group versus 51% in the control group.",
         ("two arms", "33 vs 51", "%", "control", "")),
        ("Glucose was lowered (Exemplin-12, -1.90 mmol/L, and placebo, 0.27 mmol/L).",
         ("decrease", "-1.90 vs 0.27", "mmol/L", "placebo", "glycaemia")),
    ],
)  # fmt: skip
def test_both_numbers_are_the_value_as_printed(text, expected):
    (found,) = effects(text)

    assert (found.measure, found.value, found.unit, found.comparator) == expected[:4]
    assert found.outcome in ("", expected[4])


@pytest.mark.parametrize(
    "text",
    [
        "The dose was increased from 5 to 10 mg.",
        "Exemplin-12 was increased from 5 to 10 points of the dosing scale by dose.",
        "Pain was reduced from week 2 to week 4.",
        "Exemplin-12 increased body weight from 8 to 12 weeks of age.",
        "Carbon tetrachloride increased ALT from 30 to 400 U/L.",
        "Blood pressure rose from 162 to 225 mmHg in untreated rats.",
        # The control's number comes first, or nobody knows
        "Controls gained more weight (12% vs 3%).",
        "Body weight fell more with placebo than with Exemplin-12 (12% vs 3%).",
        "Exemplin-12 increased growth (46 ± 1 vs 57 ± 5%, control vs Exemplin-12).",
        "Exemplin-12 increased growth compared with controls (14.5% vs 23.3%).",
        "Death was rarer (9% vs 12%).",
        # Before it began, or denied
        "At baseline, they differed. Treated patients had lower scores than others (37.7 vs 45.5).",
        "At baseline, pain was higher with Exemplin-12 than with placebo (5.8 vs 5.1).",
        "Body weight was not lower with Exemplin-12 than with placebo (70.1 vs 70.4 kg).",
    ],
)
def test_whose_numbers_they_are_must_be_plain(text):
    assert effects(f"Exemplin-12 was given. {text}") == ()


def test_two_arms_are_told_beside_their_ratio():
    found = effects("Death occurred in 12% on Exemplin-12 and in 15% on placebo (HR 0.65; 95% CI 0.4 to 0.9).")

    assert [(each.measure, each.value) for each in found] == [("hazard ratio", "0.65"), ("two arms", "12 vs 15")]


def test_the_arm_of_which_a_change_is_told_is_the_one_behind_it():
    found = effects("Visceral fat decreased by 15.2% in the exemplin group and increased by 5.0% in the placebo group.")

    assert [(each.measure, each.value) for each in found] == [("percent decrease", "15.2")]


def test_an_interval_may_stand_behind_what_its_estimate_is_of():
    (found,) = effects("Exemplin-12 had an OR of 1.07 for hospital death (95% CI 0.85 to 1.35).")

    assert (found.value, found.low, found.high, found.outcome) == ("1.07", "0.85", "1.35", "mortality")


def test_a_treatment_effect_is_a_difference():
    (found,) = effects("Exemplin-12 reduced visceral fat (treatment effect -42 cm2 [95% CI -71, -14], P = 0.005).")

    assert (found.measure, found.value, found.unit, found.low, found.high, found.p) == (
        "mean difference", "-42", "cm2", "-71", "-14", "=0.005",
    )  # fmt: skip


def test_an_interval_may_be_printed_with_a_dash_and_a_to():
    (found,) = effects("Fractures were fewer with Exemplin-12 (RR = 0.67, 95% CI: 0.47– to 0.97, P = 0.03).")

    assert (found.low, found.high) == ("0.47", "0.97")
