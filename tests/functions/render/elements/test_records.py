"""Whose words a quotation is: design, species and size of a study as one phrase."""

import pytest
from invented.editions import edition

from functions.render.elements.records import kind
from shared.domain.vocabulary import Design, Species

REFERENCE = edition().monograph.references[0]


@pytest.mark.parametrize(
    ("design", "species", "n", "said"),
    [
        (Design.RCT, Species.HUMAN, 1284, "Randomised trial in 1,284 people"),
        (Design.CASE_REPORT, Species.HUMAN, 1, "Case report in 1 person"),
        (Design.OBSERVATIONAL, Species.HUMAN, None, "Observational study in people"),
        (Design.EXPERIMENT, Species.ANIMAL, 48, "Laboratory experiment in 48 animals"),
        (Design.EXPERIMENT, Species.IN_VITRO, None, "Laboratory experiment, cells or tissue"),
        (Design.UNKNOWN, Species.HUMAN, 20, "Study in 20 people, design not stated"),
        (Design.SYSTEMATIC_REVIEW, Species.HUMAN, 900, "Systematic review, people, n = 900"),
        (Design.NARRATIVE_REVIEW, Species.ANIMAL, None, "Narrative review, animals"),
        (Design.RCT, Species.UNKNOWN, 30, "Randomised trial, species not stated, n = 30"),
    ],
)
def test_a_study_is_told_by_design_species_and_size(design: Design, species: Species, n: int | None, said: str) -> None:
    assert kind(REFERENCE.model_copy(update={"design": design, "species": species, "n": n})) == said
