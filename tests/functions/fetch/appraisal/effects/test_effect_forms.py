"""How estimates are printed: decimal commas, intervals in every form, what was planned and what is of a part."""

import pytest
from invented import factories
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise


def effects(text, title="A trial in obese adults."):
    return appraise(trial(text, title=title), factories.peptide()).effects


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit", "interval", "level"),
    [
        ("Death was rarer (HR 0,78; 95% CI 0,65-0,93).", "hazard ratio", "0,78", "", ("0,65", "0,93"), "95"),
        ("Relapse fell (OR = 0,45 [95% CI 0,21; 0,96]).", "odds ratio", "0,45", "", ("0,21", "0,96"), "95"),
        (
            "Weight loss was greater (mean difference -3,4 kg, 95% CI -4,1 to -2,7, p<0,001).",
            *("mean difference", "-3,4", "kg", ("-4,1", "-2,7"), "95"),
        ),
        ("The odds ratio was 1.2 (95% CI 1.1,1.3).", "odds ratio", "1.2", "", ("1.1", "1.3"), "95"),
        (
            "The mean difference in energy was 1,250 points (95% CI 1,100 to 1,400).",
            *("mean difference", "1,250", "points", ("1,100", "1,400"), "95"),
        ),
        (
            "The absolute risk reduction was 4.1% (95% CI 1.2 to 7.0).",
            *("absolute risk reduction", "4.1", "%", ("1.2", "7.0"), "95"),
        ),
        (
            "Relapse was rarer (relative risk reduction with it, 0.56; 95% CI, 0.30 to 0.72).",
            *("relative risk reduction", "0.56", "", ("0.30", "0.72"), "95"),
        ),
        # The interval before its estimate
        ("Death was rarer (95% CI 0.60 to 0.90; HR 0.73).", "hazard ratio", "0.73", "", ("0.60", "0.90"), "95"),
        ("Falls were rarer (P=0.01, 95% CI 0.40-0.88, RR 0.59).", "risk ratio", "0.59", "", ("0.40", "0.88"), "95"),
        (
            "Weight was lower (95% CI -5.1 to -1.9 kg; mean difference -3.5 kg).",
            *("mean difference", "-3.5", "kg", ("-5.1", "-1.9"), "95"),
        ),
        ("Response was usual (45%, 95% CI 38 to 52; OR 2.0).", "odds ratio", "2.0", "", (None, None), None),
        ("Relapse doubled (95% CI 1.2 to 1.8; OR 2.0).", "odds ratio", "2.0", "", (None, None), None),
        # The interval's forms
        (
            "Days fell (treatment difference -13·7 points, -22·0 to -5·4; p=0·0015).",
            *("mean difference", "-13·7", "points", ("-22·0", "-5·4"), None),
        ),
        (
            "The relative risk was 0.88 with a 95% confidence interval between 0.70 and 1.10.",
            *("risk ratio", "0.88", "", ("0.70", "1.10"), "95"),
        ),
        ("The OR was 2.31 (95% confidence limits 1.20, 4.45).", "odds ratio", "2.31", "", ("1.20", "4.45"), "95"),
        ("The stay was shorter (HR 1.42, CI: [1.10; 1.83]).", "hazard ratio", "1.42", "", ("1.10", "1.83"), None),
        ("Rate ratio: 0.62, 95% C.I. 0.50 to 0.77.", "rate ratio", "0.62", "", ("0.50", "0.77"), "95"),
        ("The hazard ratio was 0.82 (CI95% 0.70-0.96).", "hazard ratio", "0.82", "", ("0.70", "0.96"), "95"),
        (
            "The hazard ratio was 0.82 (95 percent confidence interval, 0.70 to 0.96).",
            *("hazard ratio", "0.82", "", ("0.70", "0.96"), "95"),
        ),
        (
            "The adjusted odds ratio (aOR) was 1.90 with a 95% confidence interval of 1.20 to 3.01.",
            *("odds ratio", "1.90", "", ("1.20", "3.01"), "95"),
        ),
        ("Rarer admissions [hazard ratio (95% confidence interval): 0.39 (0.19-0.82)].", "hazard ratio", "0.39", "",
         ("0.19", "0.82"), None),
        ("ETD: -3.8 kg [-4.9; -2.7]95% CI, P<0.0001.", "mean difference", "-3.8", "kg", ("-4.9", "-2.7"), "95"),
        (
            "Pressure fell (estimated treatment difference [ETD], -3.5 mm Hg [95% CI, -6.6 to -0.4]).",
            *("mean difference", "-3.5", "mm Hg", ("-6.6", "-0.4"), "95"),
        ),
        (
            "The mean difference in cholesterol was -12.3 mg/dL (95% CI: -18.0 mg/dL, -6.6 mg/dL).",
            *("mean difference", "-12.3", "mg/dL", ("-18.0", "-6.6"), "95"),
        ),
        (
            "Least-squares mean difference in HbA1c, -0.54% (90% CI, -0.69% to -0.39%).",
            *("mean difference", "-0.54", "%", ("-0.69", "-0.39"), "90"),
        ),
        (
            "It was not worse (difference in HbA1c -0.1 percentage points; 95% CI -0.2 to 0.1; margin 0.3).",
            *("mean difference", "-0.1", "percentage points", ("-0.2", "0.1"), "95"),
        ),
        (
            "Plasma volume fell (mean difference, -285 mL [95% CI, -510 to -60]).",
            *("mean difference", "-285", "mL", ("-510", "-60"), "95"),
        ),
        ("The median difference was -1.0 days (P=0.03).", "median difference", "-1.0", "days", (None, None), None),
        (
            "The hazard ratio for the composite of death, stroke or infarction was 0.86 (95% CI, 0.77 to 0.96).",
            *("hazard ratio", "0.86", "", ("0.77", "0.96"), "95"),
        ),
    ],
)  # fmt: skip
def test_an_estimate_is_read_in_every_form(text, measure, value, unit, interval, level):
    (found,) = effects(text)

    assert (found.measure, found.value, found.unit) == (measure, value, unit)
    assert ((found.low, found.high), found.level) == (interval, level)
    assert all(each in found.quote.text for each in (value, *filter(None, interval)))


def test_a_p_with_a_comma_is_read():
    (found,) = effects("The hazard ratio was 0,78 (95% CI 0,65-0,93; p=0,006).")

    assert found.p == "=0,006"


@pytest.mark.parametrize(
    "text",
    [
        # Planned
        "The trial had 90% power to detect a hazard ratio of 0.75 (95% CI 0.60 to 0.94).",
        "We planned to recruit 500 patients on the assumption of a relative risk of 0.70 (95% CI 0.5 to 0.9).",
        "A sample of 300 was calculated to detect a mean difference of 2.0 kg between groups, P<0.05.",
        "With 120 patients per group the study could show a risk ratio of 0.5 with a power of 0.80.",
        "A difference of 5 points was considered the minimal important difference (95% CI 4 to 6).",
        "The non-inferiority margin for the hazard ratio was 1.3.",
        # Outside its own interval
        "The hazard ratio was 0,78 (95% CI 0,85 to 0,93).",
        "The mean difference was -2.4 kg (95% CI 1.6 to 3.2).",
        # Of a part of those who took part
        "In women the hazard ratio was 0.71 (95% CI 0.55 to 0.92).",
        "Among patients older than 75 years the hazard ratio for death was 0.66 (95% CI 0.45 to 0.96).",
        "The effect was larger in those with diabetes (HR 0.60, 95% CI 0.42-0.86).",
        "In prespecified subgroup analyses, the HR was 0.91 (95% CI, 0.66-1.26).",
        # Two numbers of two things
        "Adjusted for time and for years in practice it was significant (OR 3.5 and 4.6, respectively).",
        # Another word
        "Blood was drawn in the OR 1.5 hours after incision.",
        "Mean heart rate (HR) fell; HR 72.4 was seen in all.",
        "RR was 16 (14-18) in both groups.",
        # Not the peptide's effect
        "Each unit increase in score gave an odds ratio of 1.08 (95% CI 1.02-1.14).",
        "It was associated with death (hazard ratio per 5% worsening, 1.37; 95% CI, 1.13-1.68).",
        "The E-value for the odds ratio was 2.9.",
        "A hazard ratio of 0.75 was not reached.",
        # Another quantity
        "The mean age difference between groups was 2.1 years (P=0.04).",
        "The mean difference was 7.3 widgets (P=0.04).",
        "Absolute risk reduction was 2.1%.",
        "The upper count increased by 1,250 in all.",
    ],
)
def test_what_is_no_estimate_of_the_study_is_left_out(text):
    assert effects(text) == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The margin of 1.3 was met (HR 1.02, 95% CI 0.88 to 1.18).", "A trial."),
        ("It failed to show a benefit (HR 1.02, 95% CI 0.88 to 1.18).", "A trial."),
        ("In women the hazard ratio was 0.71 (95% CI 0.55 to 0.92).", "A trial in women."),
        ("In men and women the hazard ratio was 0.71 (95% CI 0.55 to 0.92).", "A trial."),
        ("Among those given it death was rarer (HR 0.71, 95% CI 0.55 to 0.92).", "A trial."),
        ("Heart rate was unchanged and the hazard ratio was 0.71 (95% CI 0.55 to 0.92).", "A trial."),
    ],
)
def test_what_is_an_estimate_of_the_study_is_kept(text, title):
    (found,) = effects(text, title)

    assert found.low in ("0.88", "0.55")


def test_two_doses_of_one_change_are_no_threshold():
    found = effects("Lesion area was reduced by 40% at 10 µg/kg and by 65% at 100 µg/kg.")

    assert [(each.measure, each.value) for each in found] == [("percent decrease", "40"), ("percent decrease", "65")]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The hazard ratio for death was 0.86 (95% CI 0.77 to 0.96).", "mortality"),
        ("The hazard ratio for death or stroke was 0.86 (95% CI 0.77 to 0.96).", ""),
        ("The hazard ratio for the composite of death, stroke or infarction was 0.86 (95% CI 0.77 to 0.96).", ""),
        ("Death or stroke was rarer (HR 0.86, 95% CI 0.77 to 0.96).", ""),
    ],
)
def test_an_estimate_of_several_outcomes_together_is_of_none_of_them(text, outcome):
    (found,) = effects(text)

    assert found.outcome == outcome
