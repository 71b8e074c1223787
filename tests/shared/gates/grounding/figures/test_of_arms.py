"""Figures stay with the arms of which their quotes tell them."""

import pytest

from shared.gates.grounding.figures.lent import lent
from shared.gates.grounding.figures.pairing import swapped_figures


@pytest.mark.parametrize(
    ("wrong", "sound", "quote"),
    [
        (
            "Tumours were found in 15% on betatide and in 10% on exemplin at 30 ppm.",
            "Tumours were found in 15% on exemplin and in 10% on betatide at 30 ppm.",
            "Tumours were seen in 10% (1/10) for 30 ppm, 15% (2/13) for exemplin and 8% (1/13) for the rest.",
        ),
        (
            "At birth 11.8% of oil-treated pups' weight was fat, and 13.9% of exemplin-treated pups' weight.",
            "At birth 11.8% of exemplin-treated pups' weight was fat, and 13.9% of oil-treated pups' weight.",
            "Exemplin lowered fat in pups at birth, from 13.9%±0.4 to 11.8%±0.3.",
        ),
        (
            "Leukaemia struck 36% of those that ate none but 14% of those that ate most.",
            "Leukaemia struck 36% at the high dose but 14% of controls.",
            "Leukaemia was commoner at the high dose (controls 7/49, 14%; high dose 18/50, 36%).",
        ),
        (
            "Oxidation was 2.2-fold in females, 1.9-fold in males.",
            "Oxidation was 2.2-fold in males, 1.9-fold in females.",
            "Exemplin induced 2.2 (in males)- and 1.9-fold (in females) increases in oxidation.",
        ),
    ],
)
def test_a_figure_is_not_moved_to_another_owner(wrong, sound, quote):
    assert lent(wrong, [quote])
    assert not lent(sound, [quote])


def test_what_went_down_from_its_beginning_is_of_one_arm():
    quote = "Exemplin decreased fat in pups from 13.9% to 11.8%."
    assert not lent("Exemplin-treated pups began with 13.9% of fat, and had 11.8% at last.", [quote])


def test_one_thing_or_another_is_no_list_of_two():
    quote = (
        "The relapse-free and overall survival rates of patients with involved or regional fields were 95% and 100%, "
        "respectively."
    )
    assert not lent("With involved or regional fields 100% lived and 95% did so free of relapse.", [quote])


@pytest.mark.parametrize(
    ("wrong", "sound", "quote"),
    [
        (
            "After filling, 8 teeth spared it were sensitive compared with 20 teeth given exemplin.",
            "After filling, 8 teeth given exemplin were sensitive compared with 20 teeth spared it.",
            "The exemplin arm had less sensitivity (8 teeth) compared with the untreated control arm (20 teeth).",
        ),
        (
            "Relapse came to 5 of 61 on placebo and 14 of 60 on exemplin.",
            "Relapse came to 5 of 61 on exemplin and 14 of 60 on placebo.",
            "In the placebo group, 14 of 60 relapsed, whereas relapse was seen in 5 of 61 treated with exemplin.",
        ),
        (
            "Testing gave a median of 32.2 ppb where modelling gave 40.0 ppb.",
            "Modelling gave a median of 32.2 ppb where testing gave 40.0 ppb.",
            "Predicted and observed median concentrations were 32.2 and 40.0 ppb, respectively.",
        ),
    ],
)
def test_figures_of_two_arms_are_told_apart_by_what_these_are(wrong, sound, quote):
    assert swapped_figures(wrong, [quote])
    assert not swapped_figures(sound, [quote])


def test_small_counts_of_different_things_are_not_held_to_each_other():
    quote = "Nausea befell 2 given exemplin; in the other arm 1 had a rash."
    assert not swapped_figures("A headache befell 2 given betatide and 1 given gammatide.", [quote])
