"""What stands by a claim that a search found: a certainty by what was seen in people, and by nothing else."""

import pytest

from functions.site.finds import badge
from shared.domain.vocabulary import Direction, Level, Section, Species
from shared.store.reading.claim_search import Facts


@pytest.mark.parametrize(
    ("species", "grade", "words", "certain"),
    [
        (Species.HUMAN, Level.LOW, "Low certainty", True),
        (Species.HUMAN, Level.PRECLINICAL, "No study in people could be graded", False),
        (Species.HUMAN, Level.NONE, "No study could be graded", False),
        # Its outcome is graded, by studies in people: the claim is about none of them.
        (Species.ANIMAL, Level.HIGH, "Preclinical: in animals", False),
        (Species.IN_VITRO, Level.MODERATE, "Preclinical: in cells or tissue", False),
        (Species.UNKNOWN, Level.HIGH, "Species not stated", False),
    ],
)
def test_a_badge_is_of_whom_the_claim_speaks(species: Species, grade: Level, words: str, certain: bool):
    facts = Facts(
        id="c1",
        revision=1,
        section=Section.HUMAN,
        outcome="pain",
        direction=Direction.BENEFIT,
        species=species,
        grade=grade,
        quotes=(),
    )

    assert badge(facts) == (words, certain)
