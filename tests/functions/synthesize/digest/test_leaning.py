"""Which sentences lean on those before them. All sentences are invented."""

import pytest

from functions.synthesize.digest.leaning import leans, of_others, only_adds


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
