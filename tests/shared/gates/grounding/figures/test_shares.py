"""A share of people is no amount, and no share is told as all."""

import pytest

from shared.gates.grounding.figures.shares import crossed, told_of_all


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Attacks fell by 41% in adults.", "A fall in attacks by half was reached by 41% of adults."),
        ("Among adults 22% of participants had fewer attacks.", "The number of attacks fell by 22%."),
        ("Mice lost 35% of their weight.", "At day 9 35% of mice had lost weight."),
        (
            "Adults lost 8% of their weight or more.",
            "Of the adults, 19% of participants lost 8% of their weight or more.",
        ),
        ("The rats gained 5 g.", "At week 2, 7 of 12 rats had gained 5 g."),
        ("Scars of rats healed completely.", "Complete healing of scars was seen in 7 of 12 rats."),
    ],
)
def test_shares_and_amounts_are_told_apart(claim: str, quote: str) -> None:
    assert (crossed(claim, [quote]) or told_of_all(claim, [quote])) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Attacks were halved in 41% of adults.", "A fall in attacks by half was reached by 41% of adults."),
        ("Attacks went down by 22%.", "The number of attacks fell by 22%."),
        ("Some adults lost 8% of their weight or more.", "In all 19% of participants lost 8% of their weight or more."),
        ("Seven of the 12 rats gained 5 g.", "At week 2, 7 of 12 rats had gained 5 g."),
        ("Scars of 7 of the 12 rats healed completely.", "Complete healing of scars was seen in 7 of 12 rats."),
        ("More women than men lost 8% of their weight.", "Of women 30% of participants lost 8% of weight."),
    ],
)
def test_what_tells_shares_as_shares_passes(claim: str, quote: str) -> None:
    assert (crossed(claim, [quote]) or told_of_all(claim, [quote])) == ""
