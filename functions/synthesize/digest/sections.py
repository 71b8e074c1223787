"""Where a sentence stands on the page: in its study's section, under unwanted effects, or, if it speaks of others than
its study counts as, nowhere."""

import re

from functions.synthesize.digest.leaning import compares
from functions.synthesize.digest.own_findings import brought_on
from shared.domain.evidence.pack import PackStudy
from shared.domain.vocabulary import Design, Role, Section, Species
from shared.gates.words.wording import animals, animals_alone, cells_alone, outside_alone, whole_animals

_SECTIONS = {
    Species.HUMAN: Section.HUMAN,
    Species.ANIMAL: Section.ANIMAL,
    Species.IN_VITRO: Section.IN_VITRO,
}
_REVIEWS = (Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW)

_SAFETY = re.compile(
    r"\b(?:adverse|side[- ]effects?|tolerab\w+|tolerated|safety|nausea|vomiting|discontinu\w+|"
    r"hypoglyc\w+ (?:events?|episodes?)|toxic\w*|reactions? (?:was|were|occurred)|"
    r"(?:injection|infusion|allergic|skin|hypersensitivity)[ -](?:site[ -])?reactions?|ISRs?|"
    r"withdr(?:awn|ew|awals?))\b",
    re.IGNORECASE,
)
_UNWANTED = re.compile(
    r"\b(?:more|greater|higher|caus\w+|developed|reported|experienced|occurr\w+)\b"
    r"(?:(?!\b(?:reduc|decreas|improv|few|less|lower|prevent|reliev|relief|treat|than)\w*)[^.;]){0,80}"
    r"\b(?:tenderness|discharge|headaches?|diarrh\w+|constipation|dizziness|drowsiness|rash|pruritus|itching|"
    r"hypotension|bradycardia|bleeding|deaths?|died|complications?|injection[- ]site \w+)\b",
    re.IGNORECASE,
)
"""What somebody did not take the peptide for, told as more of it, or as what happened."""
_DEATHS = re.compile(r"\bmortality\b", re.IGNORECASE)
_SPARED = re.compile(
    r"^(?!.*\b(?:increas|higher|greater|excess|more deaths|worse)\w*+(?! (?:\w+ ){0,2}surviv))(?=.*\bmortalit\w+).*"
    r"\b(?:reduc|decreas|improv|lower|fewer|benefi|surviv|prevent|protect)\w*",
    re.IGNORECASE | re.DOTALL,
)
"""Deaths as what the peptide was given against."""
_IN_A_DISH = re.compile(
    r"\bhuman (?:[\w-]+ ){0,3}(?:cells|\w+cytes|\w+blasts|macrophages|HUVECs)\b|"
    r"\b[A-Z][\w.-]*\d[\w.-]* cells\b|\bcultures? lines?\b|"
    r"\b[Ii]n (?:[\w-]+ ){0,3}(?:cells|\w+cytes|\w+blasts|macrophages)\b"
    r"(?=.*\b(?:treat|expos|incubat|elevat|increas|reduc)\w*)|"
    r"^(?!.*\b(?:serum|plasma|blood|urine)\b).*\d ?[\u00b5\u03bcn](?:M|mol/L)\b",
    re.DOTALL,
)
"""Cells that were treated, or an amount as it is put into a medium."""
_ANIMALS_AS_SUCH = re.compile(
    r"^(?!.*\b(?:patients?|participants|volunteers|people|adults|women|men|humans?)\b).*\b(?:animals?|rodents?)\b",
    re.IGNORECASE | re.DOTALL,
)
_PATIENTS_ALONE = re.compile(
    r"^(?!.*\b(?:animals?|rodents?)\b).*\b(?:patients|participants|volunteers|clinical trials)\b",
    re.IGNORECASE | re.DOTALL,
)


def section_of(study: PackStudy, text: str, names: re.Pattern[str]) -> Section | None:
    """The section of a sentence of this study; None where the page has none for its species."""
    if study.appraisal.design in _REVIEWS:
        return Section.REVIEWS
    # Of the body's own peptide nothing was unwanted: what goes with its level is an outcome like any other.
    if study.appraisal.species is Species.HUMAN and study.role is not Role.ENDOGENOUS and _harms(study, text, names):
        return Section.SAFETY
    return _SECTIONS.get(study.appraisal.species)


def tells_of_others(study: PackStudy, text: str) -> bool:
    """Whether the sentence speaks of animals or cells alone in a study that counts as one of people, or of patients or
    cells alone in one of animals: it stands under neither."""
    if study.appraisal.species is Species.HUMAN:
        return bool(animals_alone(text) or _ANIMALS_AS_SUCH.search(text)) or cells_alone(text)
    if study.appraisal.species is not Species.ANIMAL:
        return False
    if _PATIENTS_ALONE.search(text) and not animals(text):
        return True
    in_a_dish = bool(_IN_A_DISH.search(text)) and not whole_animals(text)
    return in_a_dish or bool(outside_alone(text))


def _harms(study: PackStudy, text: str, names: re.Pattern[str]) -> bool:
    """Whether a sentence tells of something unwanted: by its words, or because its case is one, by the title."""
    if _SAFETY.search(text) or _UNWANTED.search(text):
        return True
    if _DEATHS.search(text) and not _SPARED.search(text) and (names.search(text) or compares(text)):
        return True
    return study.appraisal.design is Design.CASE_REPORT and brought_on(study.citation.title, names)
