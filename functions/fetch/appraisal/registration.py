"""Whether the study was registered: by its own accession numbers, else by a registry's number in the abstract."""

import re

from functions.fetch.appraisal.words import Words, decision
from shared.domain.appraisal import Decision
from shared.domain.vocabulary import Confidence, Design

# As the registries number trials (WHO ICTRP's primary registries), and PROSPERO reviews. DataBank also names
# sequence archives, whose accession numbers are no registration.
_TRIAL = (
    r"\bNCT\s?\d{8}\b|\bISRCTN\s?\d{6,8}\b|\b20\d\d-\d{6}-\d{2}(?:-\d{2})?\b|\bACTRN\s?\d{14}p?\b|"
    r"\bChiCTR[-\w]{6,20}\b|\bCTRI/20\d\d/\d{2,3}/\d{6}\b|\bDRKS\s?\d{8}\b|\bIRCT[\dN]{6,20}\b|\bKCT\s?\d{7}\b|"
    r"\bPACTR\s?\d{12,16}\b|\bTCTR\s?\d{11}\b|\bUMIN\s?\d{9}\b|\bJapicCTI-\d{6}\b|\bjRCT[s\d]{8,14}\b|"
    r"\bNTR\s?\d{3,5}\b|\bRBR-\w{6}\b|\bSLCTR/20\d\d/\d{3}\b"
)
_TRIALS = re.compile(_TRIAL, re.IGNORECASE)
_REVIEWS = re.compile(r"\bCRD\s?\d{11}\b", re.IGNORECASE)
_OWN = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
"""What speaks of other people's registered trials."""


def registration_of(words: Words, design: Design) -> Decision | None:
    """The registration's number and what gave it; None where there is none. A review's own is PROSPERO's."""
    if design in _OWN:
        return None
    pattern = _REVIEWS if design is Design.SYSTEMATIC_REVIEW else _TRIALS
    for number in words.study.registrations:
        if found := pattern.fullmatch(number.strip()):
            return decision("registered", _bare(found[0]), "registered-databank")
    if found := pattern.search(words.text):
        # A number in the abstract may be that of the parent trial.
        return decision("registered", _bare(found[0]), "registered-words", Confidence.PROBABLE, words.said(found))
    return None


def _bare(number: str) -> str:
    return re.sub(r"\s", "", number)
