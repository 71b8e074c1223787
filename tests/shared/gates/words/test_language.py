"""English is told from other languages, and never by its symbols."""

import pytest

from shared.gates.words.language import foreign


@pytest.mark.parametrize(
    "text",
    [
        "Die Griffkraft war mit Exemplin-12 nach zwölf Wochen höher als mit Placebo.",
        "La force de préhension était plus élevée avec Exemplin-12 dans une étude.",
        "La fuerza de agarre fue mayor con Exemplin-12 que con placebo en los adultos.",
        "Сила хвата была выше у тех, кто получал экземплин.",
        "与安慰剂相比,握力在十二周后显著提高,差异具有统计学意义。",
    ],
)
def test_another_language_is_told(text):
    assert foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Grip strength was higher with Exemplin-12 than with placebo.",
        "TNF-α, IL-1β and NF-κB fell; β-actin did not.",
        "Exemplin-12 raised vitamin C uptake.",
        "α-MSH 12 µg",
        "Nausea: 12%.",
        "",
    ],
)
def test_english_with_symbols_and_names_is_left_alone(text):
    assert not foreign(text)
