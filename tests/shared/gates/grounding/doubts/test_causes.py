"""A cause is not read into what went together."""

import pytest

from shared.gates.grounding.doubts.causes import read_in

INVERSE = "Serum Exemplin-12 levels were inversely associated with incident heart failure in 3,412 adults."
PREDICTED = "Low serum Exemplin-12 predicted death in 3,412 adults."
STROKE = "Exemplin-12 was an independent predictor of stroke."
GRIP = "Exemplin-12 concentrations correlated with grip strength in older men."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin-12 lowered the incidence of heart failure in 3,412 adults.", INVERSE),
        ("Exemplin-12 protected 3,412 adults from heart failure.", INVERSE),
        ("Fewer adults had heart failure because serum levels of Exemplin-12 were high.", INVERSE),
        ("Exemplin-12 prevented heart failure.", INVERSE),
        ("Owing to high serum Exemplin-12, heart failure was rarer.", INVERSE),
        ("High Exemplin-12 kept heart failure away.", INVERSE),
        ("Low Exemplin-12 caused deaths among 3,412 adults.", PREDICTED),
        ("Low Exemplin-12 led to death.", PREDICTED),
        ("Adults died of low Exemplin-12.", PREDICTED),
        ("Stroke was due to Exemplin-12.", STROKE),
        ("Exemplin-12 improved grip strength in older men.", GRIP),
    ],
)
def test_what_went_together_is_told_as_no_cause(claim: str, quote: str) -> None:
    assert read_in(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Adults with high Exemplin-12 had less heart failure.", INVERSE),
        ("High Exemplin-12 went with less heart failure.", INVERSE),
        ("More adults with low Exemplin-12 died.", PREDICTED),
        ("Death could be predicted from low Exemplin-12.", PREDICTED),
        ("Older men with more Exemplin-12 gripped harder.", GRIP),
        ("Exemplin-12 did not cause stroke.", STROKE),
        ("Exemplin-12 lowered pressure.", "Exemplin-12 lowered pressure, and its level was associated with age."),
        ("Nausea led to withdrawal.", "Nausea was associated with Exemplin-12 and led to withdrawal in 3."),
        ("Exemplin-12 reduced relapse.", "Exemplin-12 reduced relapse, which correlated with age."),
    ],
)
def test_what_is_told_as_going_together_or_as_done_passes(claim: str, quote: str) -> None:
    assert read_in(claim, [quote]) == ""
