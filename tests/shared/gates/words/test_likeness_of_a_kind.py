"""Who is called `normal` is not said to have stayed so, by whichever gate asks."""

from shared.gates.grounding.contrary import denials, directions
from shared.gates.grounding.doubts import insignificance
from shared.gates.grounding.subjects import moments
from shared.gates.words.polarity import likens


def test_only_what_stayed_so_is_likened() -> None:
    assert likens("glucose stayed normal")
    assert likens("glucose was the same")
    assert not likens("glucose fell in normal rats")
    assert not likens("glucose fell in the same rats")


def test_an_effect_in_normal_rats_is_an_effect() -> None:
    assert directions.tells_of_an_effect("Exemplin lowered glucose in normal rats.") == "lowered"
    assert not directions.tells_of_an_effect("On exemplin glucose stayed normal, no lower than before.")


def test_a_level_without_effect_had_none_in_normal_rats() -> None:
    quotes = ["The no-effect level was 50 mg/kg."]
    assert denials.lost_in_part("At 50 mg/kg liver weights of normal rats rose.", quotes)
    assert not denials.lost_in_part("At 50 mg/kg liver weights stayed normal.", quotes)


def test_a_difference_by_chance_is_not_admitted_by_naming_normal_rats() -> None:
    quotes = ["Glucose fell more with exemplin than with placebo, but the difference was not significant."]
    assert insignificance.untold("Glucose fell more in normal rats on exemplin than on placebo.", quotes)
    assert not insignificance.untold(
        "Glucose fell with exemplin, but remained as it was compared with placebo.", quotes
    )


def test_a_time_of_normal_rats_is_held_to_its_direction() -> None:
    quotes = ["Glucose of normal rats rose at 2 weeks and fell at 6 weeks."]
    assert moments.another_time("In normal rats glucose rose at 6 weeks.", quotes)
    assert not moments.another_time("In normal rats glucose rose at 2 weeks.", quotes)
