"""How what a search found is told: claims under their peptide, each with what it is graded and in whom it was seen.

A certainty is one about people. What was seen in animals or cells never wears it, whatever is known of the same
outcome in people.
"""

from typing import Any

from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.grading.rules import ASCENDING
from shared.domain.publishing.words import GRADES
from shared.domain.vocabulary import Level, Species
from shared.store.reading.claim_search import Facts, FoundClaim, FoundPeptide

UNGRADED = {Level.PRECLINICAL: "No study in people could be graded", Level.NONE: "No study could be graded"}
"""What stands by a claim about people whose outcome has no certainty."""

PRECLINICAL = {Species.ANIMAL: "Preclinical: in animals", Species.IN_VITRO: "Preclinical: in cells or tissue"}


def group(found: FoundPeptide, all_of_it: str) -> dict[str, Any]:
    """A peptide with its claims; `all_of_it` is the address of the same search in it alone."""
    first = found.claims[0]
    return {
        "slug": first.slug,
        "name": first.name,
        "sample": first.sample,
        "claims": [_claim(each) for each in found.claims],
        "many": found.many,
        "all": all_of_it if found.many > len(found.claims) else None,
    }


def _claim(found: FoundClaim) -> dict[str, Any]:
    word, certain = badge(found.facts)
    kind = OUTCOMES.get(found.facts.outcome)
    return {
        "id": found.facts.id,
        "passage": found.passage,
        "badge": word,
        "certain": certain,
        "outcome": kind.title if kind else None,
        "noticed": found.noticed,
    }


def badge(facts: Facts) -> tuple[str, bool]:
    """The words of a claim's badge, and whether they are a certainty."""
    if facts.species is Species.HUMAN:
        certain = facts.grade in ASCENDING
        return GRADES[facts.grade][0] if certain else UNGRADED[facts.grade], certain
    return PRECLINICAL.get(facts.species, "Species not stated"), False
