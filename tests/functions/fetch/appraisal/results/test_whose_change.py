"""A change counts as the peptide's only where the words about it say that it did it, or that those given it changed."""

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


def ways(text, title="Exemplin-12 in rats with a lesion.", methods=METHODS):
    """Of an experiment that nobody has indexed."""
    sections = (("METHODS", methods), ("RESULTS", text))
    study = factories.study(
        title=title,
        abstract=tuple(AbstractSection(label=each, category=each, text=said) for each, said in sections),
        publication_types=(),
        mesh=(),
        status="Publisher",
    )
    return {name: way.value for name, way in plain_ways(seen_by(study, appraise(study, OWN), OWN)).items()}


@pytest.mark.parametrize(
    "text",
    [
        # The model beside its controls
        "Untreated lesioned rats showed higher TNF-α levels and more pain than the control group.",
        "MDA was significantly higher in the lesion group compared with the control group.",
        "Lesion-treated rats had less grip strength than the controls.",
        # Another subject than the peptide
        "The lesion increased pain compared with the control group.",
        "Surgery caused a marked increase in creatinine compared with the control group.",
        "Feeding on fat increased cholesterol compared with the control group.",
        "Pain was not changed by the needle in the treated groups.",
        "Sleep was improved by darkness in the treated groups.",
        # What somebody was like
        "Exemplin-12 was given to rats, which had a higher blood pressure than the control group.",
        # Like the well, or as before
        "Pain after Exemplin-12 did not differ from that of healthy rats.",
        "Pain in the treated group was similar to values observed before the lesion.",
    ],
)
def test_what_is_not_plainly_the_peptides_goes_no_way(text):
    assert ways(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exemplin-12 reduced pain.", {"pain": "benefit"}),
        ("EXP reduced pain and improved sleep.", {"pain": "benefit", "sleep": "benefit"}),
        ("Pain was reduced by Exemplin-12.", {"pain": "benefit"}),
        ("Pain was reduced by 40% in the treated group.", {"pain": "benefit"}),
        ("Pain was lower than with saline.", {"pain": "benefit"}),
        ("The lesion increased pain, whereas Exemplin-12 reduced pain.", {"pain": "benefit"}),
        (
            "After treatment pain was lower, and grip strength was greater.",
            {"pain": "benefit", "muscle_healing": "benefit"},
        ),
        ("Administration of Exemplin-12 resulted in a reduction in pain.", {"pain": "benefit"}),
        ("Pain did not differ between the groups.", {"pain": "null"}),
        ("Treatment with Exemplin-12 did not affect pain.", {"pain": "null"}),
        ("Treatment with Exemplin-12 increased mortality.", {"mortality": "harm"}),
    ],
)
def test_what_is_plainly_the_peptides_keeps_its_way(text, expected):
    assert ways(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What changed is the object of the verb behind the name
        ("Muscle strength under Exemplin-12 reduced tremor in treated rats.", {}),
        ("Treated rats with heart failure had lower renin levels.", {}),
        # The outcome is where or in whom something changed
        ("Exemplin-12 improved perfusion after myocardial infarction.", {}),
        ("Exemplin-12 reduced scars in hypertension.", {}),
        ("Exemplin-12 reduced the risk of myocardial infarction.", {"cardiovascular_events": "benefit"}),
        ("Exemplin-12 lowered the Stroke Scale.", {}),
        # A state that was changed
        ("Exemplin-12 was the best in reducing elevated levels of pain.", {"pain": "benefit"}),
        ("Exemplin-12 attenuated the decreased survival.", {}),
        ("Exemplin-12 improved impaired memory.", {"cognition": "benefit"}),
        # Why it changed is no result
        (
            "Exemplin-12 lowered the measured rate of oxidative stress through increases in an enzyme.",
            {"oxidative_stress": "benefit"},
        ),
        # Neither good nor bad
        ("Exemplin-12 improved appetite.", {}),
        ("No difference was found after Exemplin-12, as fits its half-life.", {}),
    ],
)
def test_which_change_is_told_of_the_outcome(text, expected):
    assert ways(text) == expected


def test_a_hormone_that_was_given_is_no_outcome():
    ghrelin = Peptide.ad_hoc_of("Ghrelin", ())
    study = factories.study(title="Ghrelin improves cardiac output.", abstract=(), publication_types=(), mesh=())

    assert "hormone_levels" not in plain_ways(seen_by(study, appraise(study, ghrelin), ghrelin))


def test_weight_is_no_gain_where_illness_takes_it():
    text = "Exemplin-12 reduced body weight."

    assert ways(text, title="Exemplin-12 in obese rats.") == {"body_weight": "benefit"}
    assert ways(text, title="Exemplin-12 in obese rats with cachexia.") == {}


def test_sentences_that_differ_say_nothing_unless_one_tells_of_harm():
    assert ways("Exemplin-12 reduced pain. In the treated group pain did not change.") == {}
    assert ways("Exemplin-12 reduced pain. In the treated group pain was increased.") == {}
    harmed = "Exemplin-12 increased mortality. In treated females mortality did not change."
    assert ways(harmed) == {"mortality": "mixed"}


def test_what_was_before_the_treatment_and_before_the_aim_is_no_result():
    before = "Before treatment with Exemplin-12 the groups did not differ in pain."
    assert ways(before) == {}
    known = "Peptides are short. It is new. Exemplin-12 treatment reduces pain."
    aim = "The aim of this study was to try it on sleep. Rats were given Exemplin-12."
    study = factories.study(
        title="Exemplin-12.",
        abstract=(AbstractSection(label="", category="", text=f"{known} {aim} Exemplin-12 improved sleep. It was."),),
        publication_types=(),
        mesh=(),
        status="Publisher",
    )
    assert plain_ways(seen_by(study, appraise(study, OWN), OWN)) == {"sleep": "benefit"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # All the ill beside the well
        ("Creatinine was higher in all three lesion groups compared to the control group.", {}),
        # How much changed, not what
        (
            "Improvements in pain and C-reactive protein (CRP) were greater with Exemplin-12.",
            {"pain": "benefit", "inflammation_markers": "benefit"},
        ),
        ("Exemplin-12 caused only a minor reduction in pain.", {}),
        ("After Exemplin-12 a tendency to more pain was found.", {}),
        # When, in whom, and of what
        ("With Exemplin-12 deaths after myocardial infarction did not differ from saline.", {"mortality": "null"}),
        ("Exemplin-12 alleviated organ dysfunction of sepsis patients.", {}),
        ("Exemplin-12 enhanced fracture strength.", {}),
        ("Treatment with Exemplin-12 did not change strokes.", {}),
        # Names of lipids in full
        ("Exemplin-12 elevated high-density lipoprotein cholesterol.", {"lipids": "benefit"}),
        # What heals
        ("Exemplin-12 accelerated the healing of chronic gastric ulcers.", {"gut_healing": "benefit"}),
        # A second object of the verb
        ("Exemplin-12 improved the gait and physical function.", {"physical_function": "benefit"}),
        ("Exemplin-12 attenuated depressive- and anxiety-like behaviour.", {"anxiety": "benefit"}),
    ],
)
def test_what_stands_about_a_change_is_weighed(text, expected):
    assert ways(text) == expected


def test_a_loss_of_weight_that_was_brought_about_is_a_gain_to_the_obese():
    text = "Treatment with Exemplin-12 resulted in a significant weight loss."

    assert ways(text, title="Exemplin-12 in obese rats.") == {"body_weight": "benefit"}
    assert ways(text, title="Exemplin-12 in obese rats with cachexia.") == {}


def test_a_ratio_of_arms_tells_of_those_who_were_treated():
    text = "The incidence of fractures decreased (RR = 0.57, 95% CI: 0.45 to 0.72) compared with other drugs."
    study = trial(text, title="Exemplin-12 for bones.", before="Adults were given Exemplin-12 or others.")
    alone = trial(text.replace("RR = ", ""), title="Exemplin-12 for bones.", before="Adults were given Exemplin-12.")

    assert plain_ways(seen_by(study, appraise(study, OWN), OWN))["fracture"].value == "benefit"
    assert "fracture" not in plain_ways(seen_by(alone, appraise(alone, OWN), OWN))
