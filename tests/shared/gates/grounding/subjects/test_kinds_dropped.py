"""What narrows by age goes with what narrows by disease."""

import pytest

from shared.gates.grounding.subjects.kinds_dropped import dropped


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Smokers coughed less on exemplin.", "Smokers with chronic bronchitis coughed less on exemplin."),
        ("In people with asthma Exemplin-12 eased coughing.", "In adolescents with asthma Exemplin-12 eased coughing."),
        ("Patients with gout walked further.", "Elderly patients with gout walked further."),
        ("Children slept longer.", "Children with narcolepsy slept longer."),
        ("Grip strength of women rose.", "Grip strength rose in women with myositis."),
    ],
)
def test_neither_age_nor_the_disease_of_children_is_dropped(claim: str, quote: str) -> None:
    assert dropped(claim, [quote]) != ""


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Adolescents with asthma coughed less.", "In adolescents with asthma Exemplin-12 eased coughing."),
        ("Old patients with gout walked further.", "Elderly patients with gout walked further."),
        ("Children with narcolepsy had more sleep.", "Children with narcolepsy slept longer."),
        ("Sleep of children with it was longer, in narcolepsy.", "Children with narcolepsy slept longer."),
        ("The women grew stronger.", "Grip strength rose in women with myositis."),
        ("In people with asthma it eased coughing.", "In children and adults with asthma, patients coughed less."),
    ],
)
def test_what_keeps_them_passes(claim: str, quote: str) -> None:
    assert dropped(claim, [quote]) == ""
