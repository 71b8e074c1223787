"""What was seen in some alone is told of these."""

import pytest
from invented.held_against import findings

RULES = ("C11",)
REASON = "saw in some alone"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Exemplin had an effect on falls.",
            "The effect on falls of exemplin was confined to participants older than 75 years.",
        ),
        ("Exemplin raised HDL cholesterol.", "Only in carriers of the C allele did exemplin raise HDL cholesterol."),
        (
            "Fractures were fewer with exemplin.",
            "In the subgroup with vitamin D deficiency, fractures were fewer with exemplin.",
        ),
        (
            "Exemplin cut migraine days by 2.6 per month.",
            "In women, exemplin cut migraine days by 2.6 per month; in men there was no change.",
        ),
        ("The 64 patients lost 6.1 kg.", "Of the 64 patients, those who completed treatment lost 6.1 kg."),
        ("Urate fell by 120 points.", "Responders had a fall in urate of 120 points."),
    ],
)
def test_a_part_is_not_told_of_all(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Exemplin had an effect on falls of those over 75.",
            "The effect on falls of exemplin was confined to participants older than 75 years.",
        ),
        (
            "Carriers of the C allele had higher HDL cholesterol.",
            "Only in carriers of the C allele did exemplin raise HDL cholesterol.",
        ),
        (
            "Migraine days fell in women.",
            "In women, exemplin cut migraine days by 2.6 per month; in men there was no change.",
        ),
        (
            "Some patients had fewer fractures.",
            "In the subgroup with vitamin D deficiency, fractures were fewer with exemplin.",
        ),
        ("Those who finished lost 6.1 kg.", "Of the 64 patients, those who completed treatment lost 6.1 kg."),
        ("Pain fell with exemplin.", "Pain fell with exemplin in women and in men."),
    ],
)
def test_a_part_that_is_named_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
