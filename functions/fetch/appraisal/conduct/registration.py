"""Whether the study was registered: by its own accession numbers, else by a registry's number in the abstract."""

import re

from functions.fetch.appraisal.conduct.trial_numbers import numbers_in, numbers_of
from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.evidence.appraisal import Decision
from shared.domain.vocabulary import Confidence, Design

_REVIEW = re.compile(r"\bCRD\s?\d{11}\b", re.IGNORECASE)
"""As PROSPERO numbers reviews."""
_OTHERS = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
"""What speaks of other people's registered trials."""


def registration_of(words: Words, design: Design) -> Decision | None:
    """The registration's number and what gave it; None where there is none. A review's own is PROSPERO's."""
    if design in _OTHERS:
        return None
    return _of_a_review(words) if design is Design.SYSTEMATIC_REVIEW else _of_a_trial(words)


def _of_a_review(words: Words) -> Decision | None:
    for number in words.study.registrations:
        if found := _REVIEW.fullmatch(number.strip()):
            return decision("registered", _bare(found[0]), "registered-databank")
    if found := _REVIEW.search(words.text):
        return decision("registered", _bare(found[0]), "registered-words", Confidence.PROBABLE, words.said(found))
    return None


def _of_a_trial(words: Words) -> Decision | None:
    own = numbers_of(words.study)
    # DataBank also names sequence archives, whose accession numbers are no registration.
    listed = (each.number for said in words.study.registrations for each in numbers_in(said))
    if number := next((each for each in listed if each in own), None):
        return decision("registered", number, "registered-databank")
    if found := next((each for each in numbers_in(words.text) if each.number in own), None):
        # A number in the abstract may be that of the parent trial.
        return decision("registered", found.number, "registered-words", Confidence.PROBABLE, words.said(found.match))
    return None


def _bare(number: str) -> str:
    return re.sub(r"\s", "", number)
