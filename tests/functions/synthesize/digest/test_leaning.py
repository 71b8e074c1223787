"""Which sentences lean on those before them. All sentences are invented."""

import pytest

from functions.synthesize.digest.leaning import leans, of_others, only_adds, pairs_elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "Glucose did not change during the two infusions.",
        "Nausea was reported by six women on all three visits.",
        "Bone density rose by 3 % at this dose.",
        "Cells that were loaded by this method kept their shape.",
        "Gastric emptying was slower after both treatments.",
        "Animals that were given such an agent lost weight.",
        "Insulin rose in the women, however, and fell in these men.",
        "They, however, did not recover.",
        "Lower levels were seen at night.",
        "A greater delay was observed when cells were taken from animals that were given the peptide.",
        "The peptide improved this inhibitory state by raising two factors.",
        "The results on pain were alike.",
        "The margin between activity and toxicity was therefore small.",
    ],
)
def test_a_sentence_that_points_at_what_it_does_not_name_leans(text):
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Glucose fell during infusion of glucagon and during infusion of saline, but insulin rose in both infusions.",
        "Pain was less with the peptide than with placebo, and nausea was alike in the two groups.",
        "Bone density rose by 3 % at a dose of 20 ug, and nothing else changed at this dose.",
        "Weight fell in both groups of mice that were fed fat.",
        "Weight fell in the two groups (peptide, saline) alike.",
        "The peptide raised cortisol, and this rise of cortisol was prevented by an antagonist.",
        "In this study the peptide raised cortisol.",
        "Liver weight rose in both sexes.",
        "More pain was felt (3 points between the two groups) with the peptide than in the control group.",
        "The results showed a difference in pain between the peptide and the placebo.",
        "The results of this study show that the peptide did not change weight.",
        "The data obtained suggest that the peptide did not change weight.",
        "A greater volume was seen with the peptide in comparison with controls.",
        "The inhibitory state came on at night, and the peptide improved this inhibitory state.",
    ],
)
def test_a_sentence_that_names_what_it_points_at_stands_by_itself(text):
    assert not leans(text)


def test_a_word_that_only_adds_a_sentence_is_told_from_one_that_points():
    assert only_adds("In addition, the peptide raised cortisol in eight men.")
    assert not only_adds("In addition, it raised cortisol in eight men.")
    assert not only_adds("The peptide raised cortisol in eight men.")


def test_times_and_doses_other_than_those_before_are_better_read_behind_them():
    assert of_others("Cortisol did not differ at other times.")
    assert not of_others("Cortisol rose with glucagon and other hormones.")


@pytest.mark.parametrize(
    "text",
    [
        "Mortality in the peptide group and control group was 26.0% and 35.0%, respectively.",
        "Patients given 40 or 60 mg lost 1.98 and 1.87% of their weight, respectively.",
        "Weight and fat mass fell by 3 kg (P = 0.01) and 2 kg (P = 0.03) with the peptide, respectively.",
        "Sleep rose from 82.1 to 160 min and from 83.2 to 123.8 min with the peptide and placebo, respectively.",
        "Weight fell with the peptide.",
    ],
)
def test_what_is_paired_within_the_sentence_stands_by_itself(text):
    assert not pairs_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "Weight fell by 3% and 5%, respectively.",
        "The peptide lowered glucose (3.1 and 2.9 mmol/L, respectively).",
        "Weight and fat mass fell with the peptide; glucose fell by 3 and 5%, respectively.",
        "Weight and fat mass fell with the peptide in women and in men, respectively.",
    ],
)
def test_figures_of_what_stands_elsewhere_do_not_stand_by_themselves(text):
    assert pairs_elsewhere(text)
