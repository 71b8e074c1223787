"""Of two things told in one breath each keeps its figure."""

import pytest

from shared.gates.grounding.figures.gapped import of_the_other


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Cortisol fell by 30%.", "Cortisol fell by 12% and blood pressure by 30%."),
        ("Blood pressure fell by 12%.", "Cortisol fell by 12% and blood pressure by 30%."),
        (
            "Gait speed rose by 9% on Exemplin-12.",
            "Grip strength improved by 9% with Exemplin-12, and gait speed improved by 4%.",
        ),
    ],
)
def test_no_figure_goes_over(claim: str, quote: str) -> None:
    assert of_the_other(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Cortisol fell by 12%.", "Cortisol fell by 12% and blood pressure by 30%."),
        ("Pressure of the blood went down by 30%.", "Cortisol fell by 12% and blood pressure by 30%."),
        ("A fall of 30% was seen.", "Cortisol fell by 12% and blood pressure by 30%."),
        ("Blood pressure fell by 30% and cortisol by 12%.", "Cortisol fell by 12% and blood pressure by 30%."),
    ],
)
def test_each_with_its_own_figure_passes(claim: str, quote: str) -> None:
    assert of_the_other(claim, [quote]) == ""
