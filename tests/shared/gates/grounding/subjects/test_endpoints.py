"""An end that patients feel is told by a quote that looked at it."""

import pytest

from shared.gates.grounding.subjects.things import conditions


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin-12 saved the sight of adults.", "Exemplin-12 lowered pressure in the eye of adults."),
        ("Fewer adults came to dialysis.", "Albumin in the urine of adults with kidney disease fell."),
        ("Tendons of rats healed faster.", "Collagen of rats was expressed more."),
        ("More women had a live birth.", "Luteinising hormone rose in infertile women."),
        ("Muscle strength rose.", "The area of muscle fibres was larger."),
        ("Exemplin-12 prevented heart attacks.", "Exemplin-12 lowered cholesterol in coronary disease."),
        ("Relapses were rarer.", "Antibodies of adults with sclerosis fell."),
    ],
)
def test_a_marker_is_no_end(claim: str, quote: str) -> None:
    assert conditions(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin-12 saved the sight of adults.", "Visual acuity of adults was preserved by Exemplin-12."),
        ("Fewer adults came to dialysis.", "End-stage disease of the kidney was rarer."),
        ("Wounds of rats healed faster.", "Closure of the cuts in rats was faster."),
        ("More women had a live birth.", "Of these women 40% were delivered at term."),
        ("Muscle strength rose.", "Quadriceps torque and muscle mass rose."),
        ("Exemplin-12 prevented heart attacks.", "Exemplin-12 prevented coronary events."),
        ("Relapses were rarer.", "Flares were rarer."),
    ],
)
def test_the_end_in_other_words_passes(claim: str, quote: str) -> None:
    assert conditions(claim, [quote]) == ""
