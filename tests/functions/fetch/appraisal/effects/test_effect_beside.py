"""Amounts beside arms: a pair of the peptide's and another's, whoever is told first, and what makes none."""

import pytest
from invented.trials import seen, trial

METHODS = "We randomised 400 adults with obesity to Exemplin-12, metformin (MET) or placebo."


def effects(text):
    return seen(trial(text, title="Exemplin-12 in adults.", before=METHODS))


def told(text):
    return [(each.measure, each.value, each.unit, each.comparator, each.outcome) for each in effects(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind the amount, with its group, its people or its dose
        ("Body weight fell by 5.8 kg with Exemplin-12 and 1.9 kg with placebo.",
         ("decrease", "5.8 vs 1.9", "kg", "placebo", "body_weight")),
        ("HbA1c changed by -1.6% in the Exemplin-12 group versus -0.9% in the metformin group.",
         ("change", "-1.6 vs -0.9", "%", "metformin", "glycaemia")),
        ("Body weight changed by -3.1 kg with Exemplin-12 vs 0.2 kg with MET.",
         ("change", "-3.1 vs 0.2", "kg", "metformin", "body_weight")),
        ("Nausea occurred in 12% of patients given Exemplin-12 2.5 mg and 4% of those given insulin glargine.",
         ("two arms", "12 vs 4", "%", "insulin glargine", "adverse_events")),
        ("Ulcers healed in 12/20 (60%) patients on Exemplin-12 and 5/20 (25%) on placebo.",
         ("two arms", "60 vs 25", "%", "placebo", "")),
        # The other arm first: the peptide's amount is still the first of the value
        ("HbA1c fell by 0.3% with placebo and 1.2% with Exemplin-12.",
         ("decrease", "1.2 vs 0.3", "%", "placebo", "glycaemia")),
        ("Relapse was seen in 51% of the control group and 33% of the treated group.",
         ("two arms", "33 vs 51", "%", "control", "")),
        # Before the amount, in brackets, and as what holds it in brackets
        ("Body weight fell (Exemplin-12 -1.3 ± 0.3, placebo +1.2 ± 0.3 kg).",
         ("decrease", "-1.3 vs +1.2", "kg", "placebo", "body_weight")),
        ("Bone mass rose more with Exemplin-12 (5.1%) than with placebo (1.2%).",
         ("increase", "5.1 vs 1.2", "%", "placebo", "bone_density")),
        # By so many times, a scale's points, what something came to
        ("Growth hormone levels rose 2.5-fold with Exemplin-12 and 1.2-fold with placebo.",
         ("increase", "2.5 vs 1.2", "-fold", "placebo", "growth_hormone")),
        ("Pain was 3.2 with Exemplin-12 and 5.1 with placebo.", ("two arms", "3.2 vs 5.1", "", "placebo", "pain")),
        ("Pain fell to 3.1 points with Exemplin-12 and to 5.0 points with placebo.",
         ("two arms", "3.1 vs 5.0", "points", "placebo", "pain")),
        # Another medicine in both, and a control's of its own
        ("Response was 42% in the Exemplin-12 group and 26% in the non-Exemplin-12 group.",
         ("two arms", "42 vs 26", "%", "non-exemplin-12", "")),
        ("Pain fell by 3.1 points with Exemplin-12 plus metformin and by 1.0 points with metformin alone.",
         ("decrease", "3.1 vs 1.0", "points", "metformin", "pain")),
        ("Pain was treated: a 39% reduction with Exemplin-12 vs. 15% with placebo was seen.",
         ("decrease", "39 vs 15", "%", "placebo", "pain")),
        ("Twenty (33%) patients on Exemplin-12 compared with seven (11%) on placebo were healed.",
         ("two arms", "33 vs 11", "%", "placebo", "")),
        # The same amount in another unit, and arms that open their part of the sentence
        ("HbA1c fell by 1.9% (21 mmol/mol) with Exemplin-12 and by 0.9% (10 mmol/mol) with glargine.",
         ("decrease", "1.9 vs 0.9", "%", "glargine", "glycaemia")),
        ("In the Exemplin-12 group, 22 of 25 wounds (88%) closed, and in the placebo group 19 of 25 (76%) did.",
         ("two arms", "88 vs 76", "%", "placebo", "")),
        ("HbA1c fell by 1.2% with Exemplin-12 and by 0.2% with matching metformin placebo.",
         ("decrease", "1.2 vs 0.2", "%", "placebo", "glycaemia")),
    ],
)  # fmt: skip
def test_two_amounts_beside_their_arms_are_a_pair(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "HbA1c fell by 1.2%, 0.8% and 0.1% with Exemplin-12 10 mg, Exemplin-12 5 mg and placebo, respectively.",
        "A fall of HbA1c (1.2, 0.8 and 0.1%) was more common with Exemplin-12 10 mg and 5 mg than with placebo.",
    ],
)
def test_three_arms_share_three_numbers_in_their_order(text):
    assert [(value, against) for _, value, _, against, _ in told(text)] == [
        ("1.2 vs 0.1", "placebo"),
        ("0.8 vs 0.1", "placebo"),
    ]


def test_every_dose_is_held_against_the_same_other_arm():
    row = "HbA1c fell by 1.2% (10 µg), 0.8% (5 µg) and 0.1% (placebo) in those on Exemplin-12 or placebo."
    named = "HbA1c fell by 1.2% with Exemplin-12 10 mg, 0.8% with Exemplin-12 5 mg and 0.1% with placebo."
    first = "HbA1c fell (5 mg, -0.8%; 10 mg, -1.2%; placebo, 0.1%)."

    assert [value for _, value, *_ in told(row)] == ["1.2 vs 0.1", "0.8 vs 0.1"]
    assert [value for _, value, *_ in told(named)] == ["1.2 vs 0.1", "0.8 vs 0.1"]
    assert [value for _, value, *_ in told(first)] == ["-0.8 vs 0.1", "-1.2 vs 0.1"]


def test_doses_without_another_arm_have_each_an_amount_of_their_own():
    found = told("Exemplin-12 brought a weight loss (-2.8 ± 0.5 kg [10 µg], -1.6 ± 0.4 kg [5 µg]).")

    assert found == [("decrease", value, "kg", "", "body_weight") for value in ("-2.8", "-1.6")]


def test_an_interval_is_that_of_one_arm_and_of_no_pair():
    (found,) = effects(
        "Bone mass increased by 5.5% (95% CI 3.8 to 7.2) with Exemplin-12 and 1.5% (95% CI -0.7 to 3.8) with placebo."
    )

    assert (found.measure, found.value, found.low, found.high, found.level) == (
        "percent increase", "5.5", "3.8", "7.2", "95",
    )  # fmt: skip


def test_the_difference_of_a_pair_is_told_beside_it():
    difference, pair = effects(
        "HbA1c fell by 0.1% with metformin and 1.2% with Exemplin-12 (difference -1.1%; 95% CI -1.3 to -0.9)."
    )

    assert (difference.value, difference.low, difference.comparator) == ("-1.1", "-1.3", "metformin")
    assert (pair.value, pair.comparator) == ("1.2 vs 0.1", "metformin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exemplin-12 reduced HbA1c by 1.5%, compared with 0.9% in the metformin group and 0.1% with placebo.",
         [("decrease", "1.5 vs 0.9", "%", "metformin", "glycaemia"),
          ("decrease", "1.5 vs 0.1", "%", "placebo", "glycaemia")]),
        ("Exemplin-12 led to a weight loss of 12% (vs. 3% with placebo).",
         [("decrease", "12 vs 3", "%", "placebo", "body_weight")]),
        ("Exemplin-12 gave relief in 60% and 67% of the patients (as compared with 14 percent of those on placebo).",
         [("two arms", "60 vs 14", "%", "placebo", ""), ("two arms", "67 vs 14", "%", "placebo", "")]),
        ("Exemplin-12 lowered HbA1c and body weight by 1.2% and 3.1%, respectively, compared with 0.1% with placebo.",
         [("percent decrease", "1.2", "%", "", "glycaemia"), ("percent decrease", "3.1", "%", "", "body_weight")]),
        ("Exemplin-12 reduced HbA1c by 1.5% compared with an increase of 0.9% with placebo.",
         [("percent decrease", "1.5", "%", "", "glycaemia")]),
        ("With metformin or Exemplin-12 HbA1c fell by 1.5%, compared with 0.9% on placebo.",
         [("percent decrease", "1.5", "%", "", "glycaemia")]),
    ],
)  # fmt: skip
def test_the_first_amount_is_the_peptides_where_nobody_else_is_told_of(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bone mass was higher with Exemplin-12 than with alendronate (10.3% vs 5.5%).",
         [("increase", "10.3 vs 5.5", "%", "alendronate", "bone_density")]),
        ("Reduction in pain was greater with Exemplin-12 than with placebo (-7.7 ± 5.9 vs -1.8 ± 4.4 points).",
         [("decrease", "-7.7 vs -1.8", "points", "placebo", "pain")]),
        ("Hip and spine BMD was higher with Exemplin-12 than with alendronate (10% vs 5% [P<.001] and 19% vs 3%).",
         [("increase", each, "%", "alendronate", "bone_density") for each in ("10 vs 5", "19 vs 3")]),
        ("More patients on Exemplin-12 than on placebo lost ≥5% of their weight (77% vs 34%; P < 0.001).",
         [("two arms", "77 vs 34", "%", "placebo", "")]),
        ("HbA1c fell more with Exemplin-12 than with metformin or placebo (1.5% vs 0.9% and 0.1%).",
         [("decrease", "1.5 vs 0.9", "%", "metformin", "glycaemia"),
          ("decrease", "1.5 vs 0.1", "%", "placebo", "glycaemia")]),
        ("Exemplin-12 reduced pain (-3 [-5, -1] vs. 1 [-1, 3] points, Exemplin-12 vs. placebo).",
         [("decrease", "-3 vs 1", "points", "placebo", "pain")]),
        ("Exemplin-12 reduced pain (1 vs. 3 points, placebo vs. Exemplin-12).",
         [("decrease", "3 vs 1", "points", "placebo", "pain")]),
        ("Exemplin-12 brought a weight loss (-1.4 kg vs. +0.7 kg with placebo).",
         [("decrease", "-1.4 vs +0.7", "kg", "placebo", "body_weight")]),
        ("Bone mass rose more with Exemplin-12 than with placebo: 11% versus 5% for spine and 6% versus 3% for hip.",
         [("increase", each, "%", "placebo", "bone_density") for each in ("11 vs 5", "6 vs 3")]),
    ],
)  # fmt: skip
def test_two_numbers_are_in_the_order_of_the_arms_that_are_compared(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HbA1c changed by -0.6% and 0.1% in the Exemplin-12 and placebo groups, respectively.",
         ("change", "-0.6 vs 0.1", "%", "placebo", "glycaemia")),
        ("Insulin needs decreased by 28 and 4% in the Exemplin-12 and placebo groups.",
         ("decrease", "28 vs 4", "%", "placebo", "")),
        ("Mortality for those on placebo and Exemplin-12 was 35% and 26%, respectively.",
         ("two arms", "26 vs 35", "%", "placebo", "mortality")),
        ("The rate of infarction with Exemplin-12 was twice that with placebo (20 vs. 10%).",
         ("two arms", "20 vs 10", "%", "placebo", "")),
        ("Body weight did not differ between the Exemplin-12 and placebo groups (90.1 vs 91.2 kg).",
         ("two arms", "90.1 vs 91.2", "kg", "placebo", "body_weight")),
    ],
)  # fmt: skip
def test_two_arms_share_two_numbers_in_their_order(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        # Who took part, who stayed, what there was at first and what was given
        "Mean age was 52 years with Exemplin-12 and 54 years with placebo.",
        "Of those on Exemplin-12 52% were women and of those on placebo 48%.",
        "Body mass index was 34.1 kg/m2 in the Exemplin-12 group and 33.8 kg/m2 in the placebo group.",
        "At baseline HbA1c was 8.1% in the Exemplin-12 group and 8.2% in the placebo group.",
        "HbA1c (8.1% with Exemplin-12, 8.2% with placebo at baseline) fell.",
        "The study was completed by 92% of patients on Exemplin-12 and 88% of those on placebo.",
        "Metformin was taken by 75% and 89% of the Exemplin-12 and placebo groups, respectively.",
        "Rats on a 60% fat diet with Exemplin-12 and 10% with placebo gained weight.",
        "There were two groups: Exemplin-12 (52%) and placebo (48%).",
        "Plasma Exemplin-12 was 54 ng/ml with Exemplin-12 and 0 ng/ml with placebo.",
        # Planned, denied, of some
        "We assumed a response of 60% with Exemplin-12 and 40% with placebo.",
        "A difference of 10% between Exemplin-12 and placebo (60% vs 50%) would be detected.",
        "Pain was not lower with Exemplin-12 than with metformin (5.0 vs 5.1 points).",
        "In women, HbA1c fell by 1.2% with Exemplin-12 and 0.1% with placebo.",
        # Whose each is, or of what, is not plain
        "Pain was lower with metformin than with Exemplin-12 (3.1 vs 5.0 points).",
        "Bone mass was higher with Exemplin-12 than with alendronate (5.5% vs 10.3%).",
        "Body weight and fat mass fell by 6.1 and 4.0 kg with Exemplin-12 and placebo.",
        "Nausea (12% vs 3%) was commoner with placebo than with Exemplin-12.",
        "Healing was faster in the Exemplin-12 and metformin groups than with placebo (12.1, 13.0 and 20.2 points).",
        # A unit that is not known
        "Weight fell in all Exemplin-12 groups compared with an increase in the metformin group (1.0 kg).",
        "Nerve conduction was 41 m/s with Exemplin-12 and 38 m/s with saline.",
        "Its content was 5.1 ng/g with Exemplin-12 and 3.2 ng/g with placebo.",
    ],
)
def test_amounts_of_arms_may_be_no_result_or_not_plain(text):
    assert told(text) == []


def test_what_another_arm_did_right_before_its_verb_is_not_the_peptides():
    found = told("Exemplin-12 reduced pain by 10%, metformin reduced pain by 12% and placebo lessened it by 9%.")

    assert [value for _, value, *_ in found] == ["10"]


def test_the_arm_right_before_an_estimates_brackets_is_what_it_compares_with():
    found = effects(
        "Fractures were rarer with Exemplin-12 compared with teriparatide (HR 0.43; 95% CI 0.18 to 1.03) and placebo "
        "(HR 0.49; 95% CI 0.20 to 1.19)."
    )

    assert [(each.value, each.comparator) for each in found] == [("0.43", "teriparatide"), ("0.49", "placebo")]


def test_a_sentence_that_is_no_prose_tells_of_no_arms():
    pair = "Body weight fell by 5.8 kg with Exemplin-12 and 1.9 kg with placebo"

    assert told(f"{pair}{' in all of them' * 300}.")[0][1] == "5.8"
    assert told(f"{pair} in all of them.")[0][1] == "5.8 vs 1.9"
