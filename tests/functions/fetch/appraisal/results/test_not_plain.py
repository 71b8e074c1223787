"""What leaves open which way an outcome went goes no way: two denials, one of several, an effect that was undone."""

import time

import pytest
from invented.trials import trial

from functions.fetch.appraisal.appraise import appraise
from functions.fetch.appraisal.seen import seen_by
from shared.domain.catalog.peptide import Peptide

OWN = Peptide.ad_hoc_of("Exemplin-12", ())


def ways(text, label="RESULTS"):
    before = "We gave 400 adults Exemplin-12 or placebo."
    study = trial(text, title="A trial in obese adults with diabetes.", label=label, before=before)
    found = seen_by(study, appraise(study, OWN), OWN).outcomes
    return {each.name: each.direction.value for each in found if each.direction.value != "unclear"}


@pytest.mark.parametrize("label", ["RESULTS", "CONCLUSIONS"])
@pytest.mark.parametrize(
    "text",
    [
        # Denied twice
        "Exemplin-12 did not fail to reduce pain.",
        "There was no lack of effect of Exemplin-12 on pain.",
        "Exemplin-12 was not without effect on pain.",
        "It cannot be said that Exemplin-12 did not improve sleep.",
        # Looked for, and not found
        "We failed to find any improvement in cognition with Exemplin-12.",
        "The trial failed to meet its primary endpoint of reduced pain with Exemplin-12.",
        # Taken back without a subject
        "Pain was reduced at week 4 but no longer differed from placebo at week 12.",
        "Pain scores improved with Exemplin-12, although not significantly.",
        "Exemplin-12 reduced pain at 10 µg/kg but increased it at 100 µg/kg.",
        "Body weight fell with Exemplin-12 but rose again after week 40.",
        "Anxiety improved at first but worsened thereafter with Exemplin-12.",
        "Anxiety was reduced at low and increased at high doses of Exemplin-12.",
        # A change that was changed
        "Worsening of pain was prevented by Exemplin-12.",
        "The decline in cognitive function was slowed by Exemplin-12.",
        "The gain in lean body mass was reduced by Exemplin-12.",
        # An effect that was undone, or undid
        "The effect of Exemplin-12 on food intake and body weight reversed at the highest dose.",
        "The beneficial effect of Exemplin-12 on cognition was abolished by naloxone.",
        "Exemplin-12 abolished the beneficial effect of metformin on HbA1c.",
        # One of several
        "Exemplin-12 reduced the composite of death, stroke or myocardial infarction.",
        "Death or dialysis was less frequent with Exemplin-12.",
        "The rate of death from any cause or hospitalization for heart failure was lower with Exemplin-12.",
        "Exemplin-12 lowered HbA1c or body weight in most patients.",
        # How many had a change
        "Exemplin-12 increased the number of patients free of pain.",
        "Fewer patients had improved sleep with Exemplin-12.",
        # As good as another
        "Exemplin-12 was noninferior to insulin glargine in lowering HbA1c.",
        "Exemplin-12 was equivalent to metformin in lowering HbA1c.",
        "Exemplin-12 was as effective as naproxen in reducing pain.",
        "Depressive symptoms improved equally with Exemplin-12 and placebo.",
        # Excepted
        "Except for a reduction in pain, Exemplin-12 had no effect.",
        # Of some doses
        "There was no effect on body weight at the two lower doses of Exemplin-12.",
        "No adverse events occurred at low doses of Exemplin-12.",
        # Done by another
        "Pain was reduced by naloxone in rats given Exemplin-12.",
    ],
)
def test_what_is_not_plain_goes_no_way(text, label):
    assert ways(text, label) == {}


def test_a_sentence_that_names_outcomes_without_end_tells_of_none_and_costs_little():
    start = time.perf_counter()

    assert ways(f"Exemplin-12 reduced {'death or ' * 1_500}pain.") == {}
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exemplin-12 failed to reduce mortality.", {"mortality": "null"}),
        ("Exemplin-12 reduced pain in patients who had failed to respond to opioids.", {"pain": "benefit"}),
        ("Treatment failure was rarer with Exemplin-12, and pain was reduced.", {"pain": "benefit"}),
        ("Exemplin-12 reduced pain to a similar extent as morphine.", {"pain": "benefit"}),
        ("Exemplin-12 reduced pain and increased adherence in adults.", {"pain": "benefit"}),
        ("Fewer patients had infections with Exemplin-12.", {"infection": "benefit"}),
        ("No difference in pain or sleep was found with Exemplin-12.", {"pain": "null", "sleep": "null"}),
        ("Low doses of Exemplin-12 improved memory, whereas high doses impaired memory.", {"cognition": "mixed"}),
        ("Exemplin-12 was not superior to placebo in reducing pain.", {"pain": "null"}),
        (
            "Exemplin-12 reduced pain but did not significantly reduce mortality.",
            {"pain": "benefit", "mortality": "null"},
        ),
        ("Pain was reduced by 40% in patients given Exemplin-12.", {"pain": "benefit"}),
    ],
)
def test_what_is_plain_keeps_its_way(text, expected):
    assert ways(text) == expected
