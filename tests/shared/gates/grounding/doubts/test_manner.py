"""That an effect went with the dose is told where a quote tells it."""

import pytest

from shared.gates.grounding.doubts.manner import untold


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Exemplin-12 lowered pressure dose-dependently.", "Exemplin-12 lowered pressure at 4 mg."),
        ("Pressure fell with the dose of Exemplin-12.", "Exemplin-12 lowered pressure."),
        ("The more Exemplin-12 was given, the less the mice ate.", "Mice ate less after Exemplin-12."),
        ("Growth of cells was concentration-dependent.", "Cells grew faster with Exemplin-12."),
        (
            "Exemplin-12 lowered pressure equally at each dose.",
            "Exemplin-12 lowered pressure in a dose-dependent manner.",
        ),
    ],
)
def test_no_order_of_doses_is_read_into_a_quote(claim: str, quote: str) -> None:
    assert untold(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        (
            "Exemplin-12 lowered pressure dose-dependently.",
            "Exemplin-12 lowered pressure at 1, 4 and 8 mg by 2, 5 and 9 mm.",
        ),
        (
            "Pressure fell with the dose of Exemplin-12.",
            "Exemplin-12 lowered pressure, the higher doses more than the low dose.",
        ),
        ("The more was given, the less the mice ate.", "Intake of the mice was inversely related to the dose."),
        ("Exemplin-12 lowered pressure at every dose.", "Exemplin-12 lowered pressure in a dose-dependent manner."),
        ("Exemplin-12 lowered pressure.", "Exemplin-12 lowered pressure dose-dependently."),
    ],
)
def test_what_quotes_tell_of_doses_passes(claim: str, quote: str) -> None:
    assert untold(claim, [quote]) == ""
