"""Sizes of animals: a count of some of them is none."""

import pytest

from functions.fetch.appraisal.sizes.animals import one_kind_of_several, some_of_them
from functions.fetch.appraisal.sizes.counts import counts_in


def first(text):
    return counts_in(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Hepatocytes from 30 rats were cultured.",
        "Livers of 30 rats were weighed.",
        "They ate fictin. In 30 rats the pressure was measured.",
        "Fictin was given to male rats (n = 8) by gavage.",
        "Fictin was given to dams (n = 25) by gavage.",
        "Later 30 rats were examined at 6 months.",
    ],
)
def test_a_count_of_some_of_the_animals_is_known_as_such(text):
    assert some_of_them(first(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Thirty rats were given fictin.",
        "In 30 rats fictin was measured.",
        "Fictin was given to rats (n = 40) by gavage.",
        "All male rats (n = 8) were randomised.",
        "Thirty rats were examined at 6 months.",
    ],
)
def test_a_count_that_may_be_all_animals_is_not(text):
    assert not some_of_them(first(text), text)


@pytest.mark.parametrize(
    ("quote", "text", "several"),
    [
        ("30 rats", "Fictin was given to rats and mice.", True),
        ("30 rats and mice", "Fictin was given to rats and mice.", False),
        ("30 animals", "Fictin was given to rats and mice.", False),
        ("30 rats", "Fictin has been given to rats and mice. We used rats.", False),
        ("30 rats", "Fictin was given to rats.", False),
    ],
)
def test_a_count_of_one_species_is_not_that_of_several(quote, text, several):
    assert one_kind_of_several(quote, "Fictin by mouth.", text) is several
