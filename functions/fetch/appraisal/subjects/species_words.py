"""In whom or in what a record is that nobody has indexed: by whole words of its title and abstract."""

import re
from typing import NamedTuple

from functions.fetch.appraisal.subjects.beasts import (
    ANIMAL_MODEL,
    ANIMAL_WORDS,
    DOSED,
    HUSBANDRY,
    KEPT,
    TREATED_BEASTS,
    beasts_in,
)
from functions.fetch.appraisal.subjects.cells import (
    CELL_WORDS,
    CELLS,
    LINE,
    MOLECULAR,
    TREATED,
    is_of_cells_taken,
    without_owners,
)
from functions.fetch.appraisal.subjects.no_persons import stranger
from functions.fetch.appraisal.subjects.people import (
    ALONE,
    COMPARED,
    PEOPLE,
    are_but_judges,
    are_called,
    of_their_own,
    were_treated,
)
from functions.fetch.appraisal.text.clauses import own_parts
from functions.fetch.appraisal.text.words import Words
from shared.domain.vocabulary import Confidence, Species

_I = re.IGNORECASE
_RISK = re.compile(
    r"\b(?:risks?|hazards?|relevan\w+|expos\w+|extrapolat\w+|applicab\w+|implications?|safe\w*|toxic\w*)"
    r"(?: \w+){0,3} (?:to|for|in|of) (?:humans?|man|people|adults|children)\b|\bhumans? (?:exposures?|"
    r"risks?|health risks?)\b",
    _I,
)
"""People for whom an experiment may matter, who are not in it."""
_CARE = re.compile(
    r"\b(?:humans?|health\w*|clinic\w*|hospitals?|surgeons?|surger(?:y|ies)|surgical|doctors?|physicians?|dentists?|"
    r"dental|nurs(?:es?|ing)|medicine|medical|psychiatr\w+|pregnan\w+|pandemics?|covid-19|hiv|cancers?|diseases?|"
    r"syndromes?|case reports?|epidemiolog\w+|therapies|therapy|treatments?|fractures?|occlusions?|imaging|"
    r"transplant\w*|population|mortality|social|society|legal|laws?|legislation|polic(?:y|ies)|ethic\w*|education\w*|"
    r"racism|consumers?|crew|prescribed|emergency|\w{3,}(?:itis|opath(?:y|ies)|omas?|a?emia|sclerosis|ectomy|"
    r"plasty))\b",
    _I,
)
_EXPERIMENT = re.compile(
    r"\brandomly\b|\brandomi[sz]ed (?:to|into|to receive)\b|\brandomi[sz]ed[^.;]{0,40}\b(?:trial|study)\b(?!s)|"
    r"\b(?:was|were) (?:\w+ly )?(?:randomi[sz]ed|allocated|assigned|treated|given|injected|fed|dosed|infused|"
    r"divided)\b|\b(?:placebo|sham|vehicle|control|treated|treatment) groups?\b|\bplacebo\b|\bdouble-blind|\bn ?= ?\d|"
    r"\breceived\b|\b(?:compared|than) with (?:placebo|vehicle|saline|controls?|untreated)\b|\bmg/kg\b",
    _I,
)
"""Something was done to somebody: who that was is not told by what the text is about."""


_MICROBES = re.compile(
    r"\b(?:minimum (?:inhibitory|bactericidal|fungicidal) concentrations?|MICs?|MBCs?|(?:anti)?biofilms?|time-kill|"
    r"bactericidal|broth (?:micro)?dilution|agar dilution|crystal violet|(?:antimicrobial|antibacterial|"
    r"antifungal) activit(?:y|ies))\b",
    re.ASCII,
)
"""What is done with microbes in a dish."""
_FOR_CARERS = re.compile(
    r"\b(?:Nurs\w*|Dent(?:al|istry)?|Orthod\w*|Psychiatr\w*|Psychother\w*|Pediatr\w*|Paediatr\w*|Geriatr\w*|"
    r"Phys Ther|Obstet|Gynecol|Gynaecol|Law|Ethics|Bioethics|Public Health|Health Care|Health Aff\w*|Hosp\w*|"
    r"Fam (?:Physician|Pract)|Gen Pract|Med Assoc|N\.? Engl\.? J\.? Med|JAMA|BMJ|Br\.? Med\.? J|Lancet|Lakartidn|"
    r"Ann\.? Intern\.? Med|Emerg Med|Palliat\w*|Occup Ther|Addict\w*)\b",
)
_OF_A_SPECIALTY = re.compile(
    r"\b(?:Clin|Surg|Chir|Cardiol|Heart J|Europace|Ophthalmol|Radiol|Cardiovasc Imaging|Urol|Anaesth\w*|Anesth\w*|"
    r"Orthop\w*|Rheumatol|Gastroenterol|Laryngol|Otolaryngol|Dermatol|Oncol|Nephrol|Rehabil|Thorac|Chest|Stroke|"
    r"Neurosurg|Diabetes Care|Med J)\b"
)
_OF_BEASTS = re.compile(
    r"\b(?:Vet\w*|Anim\w*|Equine|Poult\w*|Dairy|Exp\w*|Invest|Res|Chem|Biochem|Pharmacol|Toxicol)\b"
)
"""Journals for those who care for people or judge of them, and words of those that print experiments."""


class Told(NamedTuple):
    """The species, the rule, what its first quote is found by, and how sure it is."""

    species: Species
    rule: str
    by: re.Pattern[str] | None
    confidence: Confidence


_UNKNOWN = Told(Species.UNKNOWN, "species-unknown", None, Confidence.POSSIBLE)


def told_by_words(words: Words) -> Told:
    """Animals where a text speaks of them more than of people, people where it names some of its own.

    What medicine, care or society is about makes nobody a person: "clinics treated the infection" is said of foals.
    """
    text = words.text
    people, beasts = len(PEOPLE.findall(text)), beasts_in(text)
    cells, husbandry = len(CELL_WORDS.findall(text)), len(HUSBANDRY.findall(text))
    care, molecular = len(_CARE.findall(text)), len(MOLECULAR.findall(text))
    spoken_of = people > (len(_RISK.findall(text)) if beasts or husbandry else 0)
    lines = len(LINE.findall(text)) + len(TREATED.findall(text))
    if ANIMAL_MODEL.search(words.study.title) and not PEOPLE.search(words.study.title):
        return Told(Species.ANIMAL, "species-model", ANIMAL_WORDS, Confidence.PROBABLE)
    if beasts or husbandry or lines:
        people = of_their_own(words)
    people -= len(_RISK.findall(text)) if beasts or husbandry else 0
    people += 0 if beasts or husbandry or lines else len(COMPARED.findall(text))
    kept = len(KEPT.findall(text))
    if beasts and people <= 0 and _is_of_their_cells(words):
        return Told(Species.IN_VITRO, "species-words", CELLS, Confidence.PROBABLE)
    if beasts >= 2 and beasts > people:
        return Told(Species.ANIMAL, "species-words", ANIMAL_WORDS, Confidence.PROBABLE)
    if not beasts and not husbandry and len(set(_MICROBES.findall(text))) >= 3 and not of_their_own(words):
        return Told(Species.IN_VITRO, "species-words", _MICROBES, Confidence.PROBABLE)
    if people > 0 and not _were_people(words, beasts):
        return _UNKNOWN
    if people >= 2 and people > beasts and not (beasts and kept >= 2 and people < 2 * (beasts + kept)):
        return Told(Species.HUMAN, "species-words", PEOPLE, Confidence.PROBABLE)
    if (cells >= 3 or (cells == 2 and not care)) and people <= 0 and not beasts and not husbandry:
        return Told(Species.IN_VITRO, "species-words", CELL_WORDS, Confidence.PROBABLE)
    if beasts and not spoken_of:
        return Told(Species.ANIMAL, "species-word", ANIMAL_WORDS, Confidence.POSSIBLE)
    if people > 0 and not beasts and not lines and (not cells or (cells == 1 and care > 2 * molecular)):
        return Told(Species.HUMAN, "species-word", PEOPLE, Confidence.POSSIBLE)
    if husbandry >= 2 and kept and cells <= husbandry and people <= 0:
        return Told(Species.ANIMAL, "species-husbandry", HUSBANDRY, Confidence.POSSIBLE)
    if beasts or cells or lines or husbandry or DOSED.search(text) or _EXPERIMENT.search(text):
        return _UNKNOWN
    alone = len(ALONE.findall(text))
    if alone and care + alone > molecular:
        return Told(Species.HUMAN, "species-affairs", ALONE, Confidence.POSSIBLE)
    if _in_a_journal_of_care(words.study.journal, at_large=not molecular, topic=care > 2 * molecular):
        return Told(Species.HUMAN, "species-journal", None, Confidence.POSSIBLE)
    return _UNKNOWN


def _is_of_their_cells(words: Words) -> bool:
    """Whether what a record tells of its own work is of cells alone, and of beasts only as of those whose cells they
    were."""
    told = " ".join(each.text for each in own_parts(words))
    return is_of_cells_taken(told) and not beasts_in(without_owners(told))


def _were_people(words: Words, beasts: int) -> bool:
    """Whether those of whom it speaks as people may be its subjects.

    Not where animals were treated and no people, nor where others than people were counted or put into groups and
    nobody has a name that only people have: the clinicians of a trial in foals are in no trial.
    """
    if beasts and TREATED_BEASTS.search(words.text) and not were_treated(words):
        return False
    if are_but_judges(words.text) and _EXPERIMENT.search(words.text) and not COMPARED.search(words.text):
        return False
    return are_called(words.text) or not stranger(words.text)


def _in_a_journal_of_care(journal: str, *, at_large: bool, topic: bool) -> bool:
    """Whether it stands where those read who care for people: about anything, or about care in a specialty's own."""
    if _OF_BEASTS.search(journal):
        return False
    return bool((at_large and _FOR_CARERS.search(journal)) or (topic and _OF_A_SPECIALTY.search(journal)))
