"""A statement stands under the species that its own quotes speak of, whatever else its study looked at."""

import pytest
from invented import factories

from shared.domain.vocabulary import Section, Species
from shared.gates.draft import judge


def found(quote: str, section: Section, species: Species, of_study: Species, text: str = "") -> set[str]:
    """The blocking rules against a claim that says its quote in other words, or in those given."""
    pack = factories.pack(
        studies=(factories.pack_study(1, appraisal=factories.appraisal(species=of_study)),),
        sentences=(factories.sentence(1, 1, quote),),
    )
    told = text or f"In one report, {quote[0].lower()}{quote[1:]}"
    claim = factories.claim(told, section=section, species=species, sentences=("S1.1",))
    return {each.rule for each in judge(pack, factories.draft(pack, claims=(claim,))) if each.severity == "block"}


@pytest.mark.parametrize(
    "quote",
    [
        "Exemplin-12 halved intake of food in male Wistar rats.",
        "Exemplin-12 halved the number of colonies in cultured fibroblasts.",
        "In murine models Exemplin-12 halved intake of food.",
    ],
)
def test_what_a_study_in_people_tells_of_animals_or_cells_is_no_finding_in_people(quote: str):
    assert "C11" in found(quote, Section.HUMAN, Species.HUMAN, Species.HUMAN)


@pytest.mark.parametrize(
    "quote",
    [
        "Exemplin-12 halved intake of food in 40 adults.",
        "Exemplin-12 halved intake of food, in adults as it had in rats.",
        "Exemplin-12 halved intake of food.",
    ],
)
def test_what_it_tells_of_people_or_of_nobody_in_particular_is_one(quote: str):
    assert found(quote, Section.HUMAN, Species.HUMAN, Species.HUMAN) == set()


def test_work_outside_a_body_is_no_finding_in_animals():
    alone = "Exemplin-12 halved the number of colonies in a hepatic cell line in vitro."
    beside = "Exemplin-12 halved the number of colonies in rats, in vivo and in vitro."

    assert "C11" in found(alone, Section.ANIMAL, Species.ANIMAL, Species.ANIMAL)
    assert found(beside, Section.ANIMAL, Species.ANIMAL, Species.ANIMAL) == set()


@pytest.mark.parametrize(
    ("section", "species"),
    [(Section.ANIMAL, Species.IN_VITRO), (Section.IN_VITRO, Species.ANIMAL), (Section.ANIMAL, Species.HUMAN)],
)
def test_a_statement_stands_where_its_mark_belongs(section: Section, species: Species):
    assert "C11" in found("Exemplin-12 halved intake of food.", section, species, species)


@pytest.mark.parametrize(
    ("quote", "text", "refused"),
    [
        (
            "Exemplin-12 halved growth of human fibroblasts.",
            "Exemplin-12 halved growth of fibroblasts of people.",
            False,
        ),
        (
            "Exemplin-12 halved growth of human fibroblasts.",
            "Exemplin-12 halved growth of fibroblasts taken from people.",
            False,
        ),
        (
            "Exemplin-12 halved growth of human fibroblasts.",
            "Exemplin-12 halved growth of fibroblasts in people.",
            True,
        ),
        ("Exemplin-12 halved growth of human fibroblasts.", "Exemplin-12 halved growth in people.", True),
        ("Exemplin-12 halved growth of fibroblasts.", "Exemplin-12 halved growth of fibroblasts of people.", True),
    ],
)
def test_cells_of_people_are_human_cells_and_no_people(quote: str, text: str, refused: bool):
    assert ("C11" in found(quote, Section.IN_VITRO, Species.IN_VITRO, Species.IN_VITRO, text)) is refused


@pytest.mark.parametrize("section", [Section.SAFETY, Section.REVIEWS, Section.OVERVIEW])
def test_whom_a_quote_of_animals_does_not_name_is_not_told_of_under_another_mark(section: Section):
    quote = "Exemplin-12 halved intake of food in male Wistar rats."

    told = "Exemplin-12 halved intake of food in patients, as in rats."
    assert "C11" in found(quote, section, Species.UNKNOWN, Species.HUMAN, told)
    assert "C11" not in found(quote, section, Species.UNKNOWN, Species.HUMAN, "In rats, intake of food was halved.")
