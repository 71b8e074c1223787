"""One figure is not told of what has another figure in its quote."""

import pytest
from invented.held_against import findings

from shared.gates.grounding.figures.lent import lent

RULES = ("C21",)
REASON = "gives to one thing the figure of another"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "With exemplin, 9% of patients had nausea.",
            "Nausea occurred in 24% of patients with exemplin and in 9% with placebo.",
        ),
        (
            "The control group lost 6.4 kg.",
            "Mean weight change was -6.4 kg in the exemplin group versus -1.2 kg in the control group.",
        ),
        (
            "Ulcers healed in 21 of 52 patients on exemplin.",
            "Ulcers healed in 34 of 50 patients on exemplin and 21 of 52 on placebo.",
        ),
        (
            "Of those on placebo, 34 of 50 had ulcers that healed.",
            "Ulcers healed in 34 of 50 patients on exemplin and 21 of 52 on placebo.",
        ),
        (
            "With placebo, 12% relapsed.",
            "Relapse rates were 12%, 19% and 33% with 10 mg exemplin, 5 mg exemplin and placebo, respectively.",
        ),
        (
            "Median survival was 7.1 months with exemplin.",
            "Median survival was 9.4 months (exemplin) vs 7.1 months (best supportive care).",
        ),
        (
            "Tumours of mice were 71% smaller with exemplin.",
            "Tumours were 54% smaller in mice given exemplin and 71% smaller in mice given exemplin plus cisplatin.",
        ),
        (
            "Walking distance had improved by 61 m at week 12.",
            "Walking distance improved by 42 m at week 12 and by 61 m at week 24.",
        ),
    ],
)
def test_a_figure_is_not_lent_to_another_owner(text, quote):
    assert any(REASON in each for each in findings(text, quote, rules=RULES))


def test_two_figures_are_not_lent_to_each_others_owners():
    text = "With exemplin bone density rose by 4.1%, with teriparatide by 2.0%."
    assert lent(text, ["Bone density rose by 4.1% with teriparatide and by 2.0% with exemplin."])
    assert not lent(text, ["Bone density rose by 4.1% with exemplin and by 2.0% with teriparatide."])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Of patients on placebo, 9% had nausea.",
            "Nausea occurred in 24% of patients with exemplin and in 9% with placebo.",
        ),
        (
            "Nausea was commoner with exemplin than with placebo, at 24% against 9%.",
            "Nausea occurred in 24% of patients with exemplin and in 9% with placebo.",
        ),
        (
            "Nausea befell 24%, more than on placebo.",
            "Nausea occurred in 24% of patients with exemplin and in 9% with placebo.",
        ),
        (
            "Controls lost 1.2 kg on average.",
            "Mean weight change was -6.4 kg in the exemplin group versus -1.2 kg in the control group.",
        ),
        (
            "Of those on a dummy treatment, 9% had nausea.",
            "Nausea occurred in 24% of patients with exemplin and in 9% with placebo.",
        ),
        (
            "A third of patients on placebo (33%) relapsed.",
            "Relapse rates were 12%, 19% and 33% with 10 mg exemplin, 5 mg exemplin and placebo, respectively.",
        ),
        (
            "Exemplin with cisplatin made tumours of mice 71% smaller.",
            "Tumours were 54% smaller in mice given exemplin and 71% smaller in mice given exemplin plus cisplatin.",
        ),
        (
            "By week 24 the distance walked had grown by 61 m.",
            "Walking distance improved by 42 m at week 12 and by 61 m at week 24.",
        ),
        (
            "Of treated patients 24% had nausea, and 9% of controls did.",
            "Nausea occurred in 24% of patients with exemplin and in 9% with placebo.",
        ),
    ],
)
def test_a_figure_told_of_its_owner_in_other_words_passes(text, quote):
    assert not any(REASON in each for each in findings(text, quote, rules=RULES))
