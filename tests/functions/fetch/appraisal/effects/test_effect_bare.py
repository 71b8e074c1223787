"""Changes without a `by`, in folds and brackets, and set against a control; and what stands so and is none."""

import pytest
from invented.trials import seen, trial


def effects(text, title="Exemplin-12 in adults."):
    return seen(trial(text, title=title))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Insulin sensitivity rose 12% with Exemplin-12.", ("percent increase", "12", "%", "", "insulin")),
        ("Exemplin-12 increased grip strength 45 %.", ("percent increase", "45", "%", "", "muscle_healing")),
        ("Exemplin-12 decreased ulcer area about 30 percent.", ("percent decrease", "30", "%", "", "")),
        ("Body weight decreased 3.2 kg with Exemplin-12.", ("decrease", "3.2", "kg", "", "body_weight")),
        ("Ulcer area fell (45%) with Exemplin-12.", ("percent decrease", "45", "%", "", "")),
        ("Exemplin-12 reduced ulcer area (by 45%).", ("percent decrease", "45", "%", "", "")),
        ("There was a reduction in ulcer area (45%) with Exemplin-12.", ("percent decrease", "45", "%", "", "")),
        ("There were reductions in body weight (-3.4 ± 6.0 kg).", ("decrease", "-3.4", "kg", "", "body_weight")),
        ("Exemplin-12 inhibited secretion by 40%.", ("percent decrease", "40", "%", "", "")),
        ("HbA1c dropped by 0.4% with Exemplin-12.", ("percent decrease", "0.4", "%", "", "glycaemia")),
        ("Exemplin-12 caused a mean 4.3 kg weight loss.", ("decrease", "4.3", "kg", "", "body_weight")),
        ("Patients lost 2.1 kg of body weight with Exemplin-12.", ("decrease", "2.1", "kg", "", "")),
        ("Exemplin-12 reduced the 5 h food intake by 39%.", ("percent decrease", "39", "%", "", "food_intake")),
        ("Exemplin-12 lowered HbA1c (8.3%) by 1.2%.", ("percent decrease", "1.2", "%", "", "glycaemia")),
        # So many times as much
        ("Exemplin-12 raised collagen content 2.5-fold.", ("increase", "2.5", "-fold", "", "")),
        ("Collagen content was increased threefold by Exemplin-12.", ("increase", "3", "-fold", "", "")),
        ("Exemplin-12 increased collagen by about 2-fold.", ("increase", "2", "-fold", "", "")),
        ("Exemplin-12 caused a 2.5-fold increase in collagen.", ("increase", "2.5", "-fold", "", "")),
        ("Exemplin-12 produced a threefold rise in insulin levels.", ("increase", "3", "-fold", "", "insulin")),
        # Against a control
        ("Ulcer area was 45% lower in rats given Exemplin-12 than in controls.",
         ("percent decrease", "45", "%", "controls", "")),
        ("Wound closure was 2.2-fold higher than in untreated rats.",
         ("increase", "2.2", "-fold", "untreated", "wound_healing")),
        ("With Exemplin-12 activity was 6 times greater than in controls.", ("increase", "6", "-fold", "controls", "")),
        ("Food intake was raised (13.6 ± 3.4 g greater than with saline).",
         ("increase", "13.6", "g", "saline", "food_intake")),
    ],
)  # fmt: skip
def test_a_change_needs_no_by(text, expected):
    (found,) = effects(text)

    assert (found.measure, found.value, found.unit, found.comparator, found.outcome) == expected


def test_a_change_without_a_by_has_its_interval_and_p():
    (lost,) = effects("Body weight decreased 3.2 kg (95% CI 1.1 to 5.3; P = 0.004) with Exemplin-12.")
    (dense,) = effects(
        "Bone density was 2.25 percentage points greater with Exemplin-12 compared with placebo "
        "(95% CI 1.38, 3.12, p < 0.001)."
    )

    assert (lost.low, lost.high, lost.level, lost.p) == ("1.1", "5.3", "95", "=0.004")
    assert (dense.low, dense.high, dense.p, dense.comparator) == ("1.38", "3.12", "<0.001", "placebo")


@pytest.mark.parametrize(
    "text",
    [
        # Of what was given, and how many there were
        "Rats fed 2% cholesterol had increased lipids.",
        "The dose of Exemplin-12 was increased 2-fold.",
        "Doses up to 2-fold higher than in controls were safe.",
        "Exemplin-12 increased survival at 10% of the dose.",
        "Exemplin-12 reduced lesions in rats on 10% sucrose.",
        "Exemplin-12 reduced body weight (1%, w/w in the diet).",
        "Exemplin-12 reduced body weight (5 mg/kg).",
        "Exemplin-12 increased body weight (n = 12).",
        "Secretion was suppressed by 2% DMSO.",
        "Exemplin-12 reduced pain in 40% of patients.",
        # Denied, prevented, found before
        "Exemplin-12 did not increase body weight 5%.",
        "Exemplin-12 prevented the 3-fold increase in ALT.",
        "Previous studies showed a 2-fold increase.",
        # Ranges and thresholds
        "Enzyme activity decreased 40-60% with Exemplin-12.",
        "Exemplin-12 raised enzyme activity 2- to 3-fold.",
        "With Exemplin-12 cells were decreased > 90%.",
        # Of a control, of what made ill, of the ill, and of the peptide's own level
        "Vehicle increased body weight 5%.",
        "Body weight rose 12% with placebo.",
        "Few slept, whereas those on insulin gained 2.4 kg.",
        "ALT was increased 3-fold by carbon tetrachloride.",
        "In diabetic rats, glucose was increased 3-fold compared with controls.",
        "Untreated rats showed a reduction of bone density by 36% compared with the sham group.",
        "Plasma Exemplin-12 rose 10-fold after injection.",
        # Of the sexes
        "Men had a 40% higher level than women.",
        "Exemplin-12 increased liver weight (29% in males, 15% in females).",
    ],
)
def test_an_amount_beside_a_verb_may_be_anything_else(text):
    assert effects(f"Exemplin-12 was given. {text}") == ()


def test_what_shares_a_verb_has_each_its_amount():
    found = effects("Exemplin-12 reduced body weight by 3 kg (95% CI 1 to 5), pain by 2 points and mortality by 5%.")

    assert [(each.measure, each.value, each.outcome) for each in found] == [
        ("decrease", "3", "body_weight"),
        ("decrease", "2", "pain"),
        ("percent decrease", "5", "mortality"),
    ]


def test_a_p_is_told_whole_though_it_stands_far_off():
    text = (
        "Exemplin-12 reduced body weight by 4.25 kg in all of those who took it for the whole of the time, P < 0.001."
    )

    assert [each.p for each in effects(text)] == ["<0.001"]


def test_what_a_hormone_is_called_is_no_outcome_of_its_own():
    (found,) = effects("Food (Exemplin-12 13.6 g greater than with saline) was eaten.")

    assert found.outcome == ""
