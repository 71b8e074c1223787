"""Several amounts of the peptide's own: of outcomes, doses or times in their order, and in lists in brackets."""

import pytest
from invented.trials import seen, trial


def told(text):
    found = seen(trial(text, title="Exemplin-12 in adults.", before="Adults were given Exemplin-12 or placebo."))
    return [(each.measure, each.value, each.outcome) for each in found]


UP, DOWN = "percent increase", "percent decrease"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of as many outcomes
        ("Exemplin-12 increased bone mass and grip strength by 75% and 99%, respectively.",
         [(UP, "75", "bone_density"), (UP, "99", "muscle_healing")]),
        ("HbA1c, body weight and pain fell by 8%, 5% and 22% with Exemplin-12.",
         [(DOWN, "8", "glycaemia"), (DOWN, "5", "body_weight"), (DOWN, "22", "pain")]),
        ("At 3 weeks, Exemplin-12 increased bone mass and grip strength by 16% and 20%; at 8 weeks, by 27% and 13%.",
         [(UP, "16", "bone_density"), (UP, "20", "muscle_healing"), (UP, "27", "bone_density"),
          (UP, "13", "muscle_healing")]),
        # Of as many doses or times
        ("Exemplin-12 enhanced bone mass by 19% and 38% (3 and 8 weeks).",
         [(UP, "19", "bone_density"), (UP, "38", "bone_density")]),
        ("There was a reduction in HbA1c (-0.68 and -0.62% at weeks 26 and 52, respectively) with Exemplin-12.",
         [(DOWN, "-0.68", "glycaemia"), (DOWN, "-0.62", "glycaemia")]),
        ("The reduction in pain with Exemplin-12, 20 and 40 µg, was 41% (P = .004) and 45% (P = .001), respectively.",
         [(DOWN, "41", "pain"), (DOWN, "45", "pain")]),
        ("HbA1c fell by 1.9%, 2.2% and 2.3% with Exemplin-12 5 mg, 10 mg and 15 mg, respectively.",
         [(DOWN, "1.9", "glycaemia"), (DOWN, "2.2", "glycaemia"), (DOWN, "2.3", "glycaemia")]),
        ("Exemplin-12 thrice or four times led to reductions in HbA1c of 0.29% (P < 0.011) and 0.34%, respectively.",
         [(DOWN, "0.29", "glycaemia"), (DOWN, "0.34", "glycaemia")]),
        ("Exemplin-12 brought a reduction in pain by 46%, in body weight by 4% and in HbA1c by 9%.",
         [(DOWN, "46", "pain"), (DOWN, "4", "body_weight"), (DOWN, "9", "glycaemia")]),
        # What shares the verb of the first
        ("Exemplin-12 increased bone mass by 42% over controls at 4 days and by as much as 61% at 7 days.",
         [(UP, "42", "bone_density"), (UP, "61", "bone_density")]),
        # A list in brackets
        ("Strength rose with Exemplin-12 (bone mass 66%, grip strength 58%).",
         [(UP, "66", "bone_density"), (UP, "58", "muscle_healing")]),
    ],
)  # fmt: skip
def test_each_amount_of_a_row_is_told(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Placebo increased bone mass and grip strength by 75% and 99%, respectively.",
        "Exemplin-12 did not increase bone mass and grip strength by 75% and 99%.",
        "Rats had strength of three kinds (Wistar 30%, Lewis 30%, others 40%).",
        "Exemplin-12 was expected to lower HbA1c and body weight by 8% and 5%.",
        "Rats of 200 g and 300 g were given Exemplin-12 and slept for 12 and 20 hours, respectively.",
        "Exemplin-12 was given to men and women of 75% and 99% of normal weight.",
    ],
)
def test_a_row_that_was_not_found_or_is_anothers_is_none(text):
    assert told(text) == []


def test_what_a_respectively_gives_to_a_later_arm_is_not_the_peptides():
    text = (
        "Pain fell with Exemplin-12 and placebo; lipids decreased by 50 mg/dL and increased by 9 mg/dL, respectively."
    )

    assert [value for _, value, _ in told(text)] == ["50"]


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("Recovery was complete with Exemplin-12 (90% of the first value; from 93 ± 5.8 to 84 ± 5.9 mm Hg; n = 9).",
         "change", "93 to 84"),
        ("With Exemplin-12 HbA1c decreased significantly (from 8.2 to 7.1%).", "decrease", "8.2 to 7.1"),
        ("Treatment with Exemplin-12 was associated with a 79 % (95 % CI 52-91 %) decrease in fractures.",
         "percent decrease", "79"),
        ("Exemplin-12 led to a mean 18.4% increase vs. placebo in caloric intake.", "percent increase", "18.4"),
        ("Needs of fluid decreased by a median of 310 mL/day with Exemplin-12.", "decrease", "310"),
    ],
)  # fmt: skip
def test_both_ends_in_brackets_and_what_goes_with_a_treatment_are_changes(text, measure, value):
    assert [each[:2] for each in told(text)] == [(measure, value)]


def test_a_list_of_amounts_before_their_nouns_is_brought_about_by_one_verb():
    found = told(
        "Exemplin-12 showed a 12% increase in bone mass, a 16% increase in grip strength, a 3.5% rise in lean mass."
    )

    assert [each[1:] for each in found] == [("12", "bone_density"), ("16", "muscle_healing"), ("3.5", "lean_mass")]


@pytest.mark.parametrize(
    "text",
    [
        "The dose of Exemplin-12 was increased (from 5 to 10 mg).",
        "In controls pain fell (from 6.1 to 5.9 points).",
        "A high level of Exemplin-12 was associated with a 20% increase in fractures.",
    ],
)
def test_ends_of_a_dose_or_of_a_control_and_what_goes_with_a_level_are_none(text):
    assert told(text) == []
