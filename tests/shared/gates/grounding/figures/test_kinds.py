"""A figure stays of the kind that its quotes name."""

import pytest
from invented.held_against import findings

RULES = ("C21",)
REASON = "of another kind"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Mean survival was 14.2 months.", "Median survival was 14.2 months with exemplin."),
        ("Patients survived 14.2 months on average.", "Median survival was 14.2 months with exemplin."),
        ("The median fall of the score was 2.1 points.", "The mean fall of the score was 2.1 points."),
        ("Bone density rose by up to 3.2%.", "The mean rise in bone density was 3.2%."),
        ("Patients had a total of 6 injections.", "Patients had a median of 6 injections."),
        ("The odds ratio for relapse was 0.62.", "The hazard ratio for relapse was 0.62."),
        ("The prevalence of gout was 4.1%.", "The incidence of gout was 4.1%."),
        ("Exemplin took a median of 3.5 hours.", "Times with exemplin (mean ± SD) were 3.5 ± 0.4 hours."),
        (
            "Those who ate them had 2.6 times the hazard of falling ill.",
            "Eating them went with illness (odds ratio, 2.6).",
        ),
        ("It was cut by 50 to 66% on average.", "It was blocked maximally 50-66%, at most by exemplin."),
        ("Values had a median of 2529.", "Values were 2529 ± 842 with exemplin."),
        ("The time to the peak of exemplin was 3.5 hours.", "The half-life of exemplin was 3.5 hours."),
    ],
)
def test_another_kind_is_refused(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("On average, scores fell by 2.1 points.", "The mean fall of the score was 2.1 points."),
        ("Survival was 14.2 months.", "Median survival was 14.2 months."),
        ("Scores fell by 2.1 points on average.", "Scores fell by 2.1 points."),
        (
            "From 2 to at most 12 injections were given, with a median of 6.",
            "Patients had a median of 6 injections (range, 2 to 12).",
        ),
        ("Half of the maximal effect came at 12 nM.", "The IC50 of exemplin was 12 nM."),
        ("Values averaged 2529.", "Values were 2529 ± 842 with exemplin."),
        ("Those who ate them had 2.6 times the odds of falling ill.", "Eating them went with illness (OR, 2.6)."),
        ("The relapse hazard was 0.62 times as high.", "Relapse was rarer (HR 0.62)."),
    ],
)
def test_the_same_kind_in_other_words_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
