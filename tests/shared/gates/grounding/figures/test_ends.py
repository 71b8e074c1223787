"""How far something changed is not where it came to."""

import pytest
from invented.held_against import findings

RULES = ("C21",)
REASON = "as where it came to"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Attack frequency fell to 30% under exemplin.",
            "The frequency of attacks decreased by 30% during treatment with exemplin.",
        ),
        (
            "Ferritin was 45% lower than at baseline on day 28.",
            "Serum ferritin declined to 45% of baseline values by day 28.",
        ),
        (
            "By day 28, ferritin in serum had dropped by 45%.",
            "Serum ferritin declined to 45% of baseline values by day 28.",
        ),
        ("Patients lost 91 kg over 24 weeks.", "Body weight fell from 98.4 kg to 91 kg over 24 weeks."),
        ("Body weight fell by 98.4 kg.", "Body weight fell from 98.4 kg to 91 kg over 24 weeks."),
        ("Only 60% of cells stayed viable.", "Cell viability was reduced by 60% at 10 microM exemplin."),
        (
            "Tendon stiffness of rats increased by 20 to 34 N/mm.",
            "Tendon stiffness of rats increased from 20 to 34 N/mm.",
        ),
        ("Conjugated dienes climbed to 45%.", "Conjugated dienes were increased (about 45%) with exemplin."),
        ("Exemplin shortened the time to closure by 19 days.", "The time to closure was 19 days with exemplin."),
    ],
)
def test_an_amount_and_an_end_are_told_apart(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Attacks became 30% less frequent under exemplin.",
            "The frequency of attacks decreased by 30% during treatment with exemplin.",
        ),
        ("Ferritin was down to 45% of where it began.", "Serum ferritin declined to 45% of baseline values by day 28."),
        ("Body weight came down to 91 kg, from 98.4 kg.", "Body weight fell from 98.4 kg to 91 kg over 24 weeks."),
        ("Attacks fell to 50%.", "Attacks fell by 50% with exemplin."),
        ("Closure took 19 days with exemplin.", "The time to closure was 19 days with exemplin."),
        ("Ferritin was 45 ng/mL, compared to 60 ng/mL.", "Ferritin fell by 45 ng/mL, and by 60 ng/mL."),
        ("Stiffness rose by 20 to 34 N/mm.", "Stiffness was increased by 20 to 34 N/mm."),
        ("Attacks fell by 18%.", "Attacks fell from 40 to 33 a month (18%)."),
    ],
)
def test_what_is_told_the_same_way_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
