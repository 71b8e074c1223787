"""Plain statements in the forms that abstracts have: past figures, in lists, by name, and against what is not plain."""

import pytest
from invented import factories
from invented.trials import trial
from invented.trials import ways as plain_ways

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.seen import seen_by
from shared.domain.catalog.peptide import Peptide
from shared.domain.evidence.study import AbstractSection

OWN = Peptide.ad_hoc_of("Exemplin-12", ())
METHODS = "Forty rats were given Exemplin-12 (EXP) or saline after a lesion was made."


def of_rats(text, label="RESULTS", methods=METHODS):
    study = factories.study(
        title="Exemplin-12 in obese rats with a lesion.",
        abstract=(
            AbstractSection(label="METHODS", category="METHODS", text=methods),
            AbstractSection(label=label, category=label, text=text),
        ),
        publication_types=(),
        mesh=(),
        status="Publisher",
    )
    return read(study)


def of_people(text):
    return read(trial(text, title="Exemplin-12 in obese adults."))


def read(study):
    return {name: way.value for name, way in plain_ways(seen_by(study, appraise(study, OWN), OWN)).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exemplin-12 reduced pain (MD -1.2; 95% CI -2.0 to -0.4), fatigue (P = 0.02) and nausea (12 vs 20%).",
            {"pain": "benefit", "fatigue": "benefit", "adverse_events": "benefit"},
        ),
        (
            "There was no difference in mortality (RR 0.98, 95% CI [0.8, 1.2]) and pain (P = 0.5) versus placebo.",
            {"mortality": "null", "pain": "null"},
        ),
        ("Exemplin-12 was associated with a lower mortality (HR 0.7; 95% CI 0.5 to 0.9).", {"mortality": "benefit"}),
        ("HbA1c decreased from baseline with Exemplin-12.", {"glycaemia": "benefit"}),
        (
            "Pain decreased by 3 in the Exemplin-12 group, compared with a decrease of 1 in the placebo group.",
            {"pain": "benefit"},
        ),
        (
            "Bone mineral density fell by 3% in those given Exemplin-12 and rose by 1% in those given calcium.",
            {"bone_density": "harm"},
        ),
        ("Pain decreased in both groups and did not differ between Exemplin-12 and placebo.", {"pain": "null"}),
        ("Exemplin-12 produced a non-significant decrease in pain compared with placebo.", {"pain": "null"}),
        ("More drug-related adverse events occurred with Exemplin-12 (P = 0.01).", {"adverse_events": "harm"}),
        (
            "Exemplin-12 demonstrated meaningful HbA1c and body weight reductions.",
            {"glycaemia": "benefit", "body_weight": "benefit"},
        ),
        ("Moreover, compared with calcium, the Exemplin-12 group had less pain.", {"pain": "benefit"}),
        (
            "Exemplin-12 improved sleep and eased pain, effects that might be useful in the old.",
            {"sleep": "benefit", "pain": "benefit"},
        ),
        ("Exemplin-12 resulted in a safe, sustained and affordable weight loss.", {"body_weight": "benefit"}),
        ("Similar numbers of patients had adverse events with Exemplin-12 and placebo.", {"adverse_events": "null"}),
        (
            "Significant improvements were observed for pain (-2.1) and fatigue (-1.0) with Exemplin-12.",
            {"pain": "benefit", "fatigue": "benefit"},
        ),
    ],
)
def test_what_a_trial_says_plainly_is_read(text, expected):
    assert of_people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exemplin-12 also reduced the infarct size.", {"infarct_size": "benefit"}),
        (
            "Exemplin-12 upregulated the antioxidant capacity and reduced the infarct size.",
            {"oxidative_stress": "benefit", "infarct_size": "benefit"},
        ),
        (
            "Exemplin-12 attenuated lesion-induced hepatic and plasma triglyceride (TG) elevation.",
            {"lipids": "benefit"},
        ),
        ("Exemplin-12 prevented the increase in blood glucose.", {"glycaemia": "benefit"}),
        ("The lesion-induced rise in blood glucose was attenuated by Exemplin-12.", {"glycaemia": "benefit"}),
        ("Exemplin-12 prevented the decrease in bone mineral density.", {"bone_density": "benefit"}),
        ("Exemplin-12 significantly reduced mortality in both groups that were burned.", {"mortality": "benefit"}),
        ("Exemplin-12 reduced blood glucose in diabetic rats.", {"glycaemia": "benefit"}),
        (
            "TNF-α, IL-6, cathepsin and caspase levels were significantly reduced by Exemplin-12.",
            {"inflammation_markers": "benefit"},
        ),
        ("Exemplin-12 reduced the waist, liver stiffness and pain.", {"pain": "benefit"}),
        ("Exemplin-12 was given early. However, it increased the risk of adverse events.", {"adverse_events": "harm"}),
        ("Mortality did not differ between the vehicle-injected and the EXP-treated rats.", {"mortality": "null"}),
        ("Exemplin-12 failed to lower blood glucose.", {"glycaemia": "null"}),
    ],
)
def test_what_an_experiment_says_plainly_is_read(text, expected):
    assert of_rats(text) == expected


def test_a_section_of_methods_and_results_tells_results():
    assert of_rats("Exemplin-12 reduced the infarct size.", label="METHODS AND RESULTS") == {"infarct_size": "benefit"}


@pytest.mark.parametrize(
    "text",
    [
        # Another's giving
        "CCl4 treatment increased the aminotransferases.",
        "Background medication did not affect pain.",
        # A group's name
        "TLR4 was significantly lower with EXP than in the sepsis and vehicle groups.",
        # Still higher than in the well
        "Exemplin-12 made rats lose weight, but their fat mass remained higher than in lean controls.",
        # In every group
        "Pain decreased in the lesion and EXP groups.",
        # Why somebody stopped
        "Adverse events that led to discontinuation were similar with Exemplin-12 and saline.",
        "Discontinuations for adverse events were fewer with Exemplin-12.",
        # What the peptide itself raised was held down by another
        "Atosiban prevented the Exemplin-12-induced increase in blood glucose.",
        "Atosiban attenuated the increase in blood glucose.",
        "Pretreatment protected from Exemplin-12-induced liver injury and mortality.",
        # A marker brought back up
        "Exemplin-12 restored TNF-α in macrophages.",
        # An effect on pressure that was itself weakened
        "Exemplin-12 attenuated the blood pressure–lowering effect of perindopril.",
        # A phthalate
        "MDA rose with Exemplin-12 in the DBP group, and DBP rose.",
    ],
)
def test_what_is_not_plain_goes_no_way(text):
    assert {name: way for name, way in of_rats(text).items() if name != "oxidative_stress"} == {}


def test_a_peptide_that_the_sentence_before_names_goes_on():
    assert of_rats("Exemplin-12 entered the brain. It reduced pain, driven by fewer attacks.") == {"pain": "benefit"}
    assert of_rats("The lesion entered the brain. It reduced pain, driven by fewer attacks.") == {}
