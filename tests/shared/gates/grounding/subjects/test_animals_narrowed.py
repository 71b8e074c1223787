"""Animals with something wrong with them, told as animals at large."""

import pytest

from shared.gates.grounding.subjects.animals_narrowed import dropped


@pytest.mark.parametrize(
    "quote",
    [
        "Exemplin raised ejection fraction in rats with myocardial infarction.",
        "In obese rats exemplin raised ejection fraction.",
        "Exemplin raised ejection fraction in rats subjected to coronary ligation.",
    ],
)
def test_an_illness_of_the_animals_is_kept(quote):
    assert dropped("Ejection fraction of rats rose on exemplin.", [quote]) == "rats"


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Ejection fraction of infarcted rats rose.", "Exemplin raised ejection fraction in rats with infarction."),
        ("Ejection fraction of sick rats rose.", "Exemplin raised ejection fraction in rats with infarction."),
        ("Ejection fraction of rats rose.", "Exemplin raised ejection fraction in male Wistar rats."),
        ("Ejection fraction of rats rose.", "It rose in obese rats. It rose in rats of every kind."),
        ("Rats of 3 weeks had less of it.", "It fell in old rats."),
    ],
)
def test_any_word_of_it_keeps_it_and_a_strain_narrows_nothing(claim, quote):
    assert dropped(claim, [quote]) == ""
