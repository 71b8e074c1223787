"""What two studies looked at: amounts beside the peptide's name, one kind of animal, quantities of one name."""

import time

import pytest

from shared.domain.grading.told_apart import animal, doses, quantities

NAMES = ("Exemplin-12", "EX-12")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Rats were given 10 µg/kg Exemplin-12.", ["10 µg/kg"]),
        ("Rats were given 10, 100, or 300 µg/kg of exemplin 12.", ["10, 100, or 300 µg/kg"]),
        ("Rats were treated with Exemplin-12 (25-1000 µg/kg/day) for a week.", ["25-1000 µg/kg/day"]),
        ("Rats were dosed with EX-12 by gavage at 0, 2, and 5 mg/kg daily.", ["0, 2, and 5 mg/kg"]),
        ("Adults received subcutaneous Exemplin-12 once weekly at a dose of 2.4 mg.", ["2.4 mg"]),
        ("Adults received 2.4 mg of once weekly Exemplin-12 or 1000 mg of metformin.", ["2.4 mg"]),
        ("Rats were given alloxan (120 mg/kg) and Exemplin-12.", []),
        ("Rats were given Exemplin-12 and morphine (5 mg/kg).", []),
        ("Rats were given 500 mg Exemplin-12/kg.", []),
        ("Rats were given 5 mg Exemplin-12-free chow.", []),
        ("Adults given Exemplin-12, 4 mg/mL, were well.", []),
        ("Rats were given Exemplin-12 (10 mg kg-1).", []),
        ("The tablet holds Exemplin-12 (2 mg).", []),
    ],
)
def test_an_amount_is_told_beside_the_name_alone(text, amounts):
    assert list(doses(NAMES, [text])) == amounts


@pytest.mark.parametrize(
    ("title", "sentences", "kind"),
    [
        ("Healing in rats", ["A mouse antibody was used."], "rats"),
        ("Healing", ["Twenty BALB/c mice were used.", "The mice healed."], "mice"),
        ("Healing", ["It was stained with a mouse monoclonal antibody.", "Beagles healed."], "dogs"),
        ("Healing in guinea pigs", [], "guinea pigs"),
        ("Healing in rats and mice", [], ""),
        ("Healing", ["Rats and rabbits healed."], ""),
        ("The rate of healing", ["It rose."], ""),
    ],
)
def test_a_kind_of_animal_is_told_where_it_is_the_only_one(title, sentences, kind):
    assert animal(title, sentences) == kind


def test_quantities_are_told_of_outcomes_that_have_several():
    assert quantities("lipids", ["HDL-C rose.", "Triglycerides fell."]) == {"HDL cholesterol", "triglycerides"}
    assert quantities("lipids", ["Serum lipids fell."]) == frozenset()
    assert quantities("inflammation_markers", ["IL-10 rose."]) == {"interleukin 10"}
    assert quantities("pain", ["HDL rose."]) == frozenset()


@pytest.mark.parametrize(
    "text", ["given " + "1, " * 8_000, "given Exemplin-12 " + "1 mg, " * 4_000, "given 1 " * 4_000]
)
def test_a_row_of_numbers_costs_no_more_than_its_length(text):
    start = time.perf_counter()

    list(doses(NAMES, [text]))

    assert time.perf_counter() - start < 2
