"""In whom or in what: by MeSH check tags, else by whole words."""

import re
from typing import NamedTuple

from functions.fetch.words import Words, decision
from shared.domain.appraisal import Decision
from shared.domain.vocabulary import Confidence, Species

_HUMANS, _ANIMALS = "D006801", "D000818"
VETERINARY = frozenset({"D000081262", "D000081242", "D000081265"})
"""Randomized Controlled Trial, Clinical Trial and Observational Study, each with ", Veterinary"."""
_LABORATORY = frozenset({"D066298", "D002478", "D045744", "D002460", "D046508", "D018929", "D061251"})
"""In Vitro Techniques, Cells Cultured, Cell Line Tumor, Cell Line, Culture Techniques, Cell Culture Techniques,
Primary Cell Culture."""

_I = re.IGNORECASE
_HUMAN_WORDS = re.compile(
    r"\b(?:patients?|participants?|volunteers?|adults|children|infants|adolescents|women|men|humans|people|persons|"
    r"woman|man|girls?|boys?|child|individuals|students?|athletes|nurses|veterans|survivors|users|respondents|clinicians?|physicians|astronauts|"
    r"outpatients?|inpatients?|subjects)\b",
    _I,
)
_ANIMAL_WORDS = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|piglets?|porcine|swine|monkeys?|macaques?|sheep|lambs?|"
    r"hamsters?|guinea pigs?|zebrafish|chickens?|chicks?|cats|bovine|cows|goats|wistar|sprague-dawley|c57bl/6\w?|"
    r"balb/c|gerbils?|ferrets?|drosophila|c\. elegans|rodents?|primates|beagles?|horses?|xenopus|trout|quails?)\b",
    _I,
)
_HUSBANDRY = re.compile(
    r"\b(?:animals|gavage|dams|pups|litters?|offspring|knockout|transgenic|wild-type|sacrificed|euthani[sz]ed|"
    r"intraperitoneal(?:ly)?|i\.p\.|larvae|hepatectomy|mg/kg/day)\b|[+-]/[+-]",
    _I,
)
_CELL_WORDS = re.compile(
    r"\b(?:in vitro|cell lines?|cultured|fibroblasts|keratinocytes|macrophages|HUVECs?|HEK293|HeLa|ex vivo|assays?|"
    r"molecular docking|in silico|Jurkat|Caco-2|HepG2|MCF-7|CHO cells|transfect\w+)\b",
    _I,
)
_CELLS = re.compile(r"\b(?:cells?|\w+cytes?|monolayers?|fibroblasts?|macrophages?)\b|\bin vitro\b", _I)
_MOLECULAR = re.compile(
    r"\b(?:cells?|cellular|\w+cytes?|apoptosis|cytotoxic\w*|signal(?:l?ing)|pathways?|mRNAs?|RNA|DNA|genes?|proteins?|"
    r"receptors?|enzymes?|kinases?|binding|transcription\w*|mitochondri\w+|membranes?|oxidase|strains?|antibacterial)\b",
    _I,
)
_CARE = re.compile(
    r"\b(?:humans?|health\w*|clinic\w*|hospitals?|surgeons?|surger(?:y|ies)|surgical|doctors?|physicians?|dentists?|"
    r"dental|nurs(?:es?|ing)|medicine|medical|psychiatr\w+|pregnan\w+|pandemics?|covid-19|hiv|cancers?|diseases?|"
    r"syndromes?|case reports?|epidemiolog\w+|therapies|therapy|treatments?|fractures?|occlusions?|imaging|"
    r"transplant\w*|population|mortality|social|society|legal|laws?|legislation|polic(?:y|ies)|ethic\w*|education\w*|racism|"
    r"consumers?|crew|prescribed|emergency|\w{3,}(?:itis|opath(?:y|ies)|omas?|a?emia|sclerosis|ectomy|plasty))\b",
    _I,
)


class Found(NamedTuple):
    """The species, what decided, and whether identifiers did."""

    species: Species
    decision: Decision
    indexed: bool


def species_of(words: Words) -> Found:
    """In whom or in what the study was done.

    "Humans" also stands on work with human cells: such a record counts as people only where its text speaks of
    people, if it has a laboratory heading or speaks of cells.
    """
    humans, animals = _HUMANS in words.mesh, _ANIMALS in words.mesh
    people, beasts = (len(each.findall(words.text)) for each in (_HUMAN_WORDS, _ANIMAL_WORDS))
    if words.types & VETERINARY:
        return _indexed(Species.ANIMAL, "species-veterinary")
    if words.mesh & _LABORATORY and not people and (humans or not beasts):
        return _indexed(Species.IN_VITRO, "species-laboratory", Confidence.PROBABLE)
    if humans and not animals and not people and not beasts and len(_CELLS.findall(words.text)) >= 2:
        return _indexed(Species.IN_VITRO, "species-cells", Confidence.PROBABLE)
    if humans and not animals:
        return _indexed(Species.HUMAN, "species-humans")
    if animals and not humans:
        return _indexed(Species.ANIMAL, "species-animals")
    if humans and animals:
        both = Species.HUMAN if people >= beasts and people else Species.ANIMAL
        return _indexed(both, "species-both", Confidence.POSSIBLE)
    return _by_words(words, people, beasts)


def _indexed(species: Species, rule: str, confidence: Confidence = Confidence.CERTAIN) -> Found:
    return Found(species, decision("species", species, rule, confidence), indexed=True)


def _by_words(words: Words, people: int, beasts: int) -> Found:
    text = words.text
    cells, husbandry = len(_CELL_WORDS.findall(text)), len(_HUSBANDRY.findall(text))
    if beasts >= 2 and beasts > people:
        return _worded(words, Species.ANIMAL, "species-words", _ANIMAL_WORDS, Confidence.PROBABLE)
    if people >= 2 and people > beasts:
        return _worded(words, Species.HUMAN, "species-words", _HUMAN_WORDS, Confidence.PROBABLE)
    if cells >= 2 and not people and not beasts and not husbandry:
        return _worded(words, Species.IN_VITRO, "species-words", _CELL_WORDS, Confidence.PROBABLE)
    if beasts and not people:
        return _worded(words, Species.ANIMAL, "species-word", _ANIMAL_WORDS, Confidence.POSSIBLE)
    if people and not beasts and not cells:
        return _worded(words, Species.HUMAN, "species-word", _HUMAN_WORDS, Confidence.POSSIBLE)
    if husbandry >= 2 and not people:
        return _worded(words, Species.ANIMAL, "species-husbandry", _HUSBANDRY, Confidence.POSSIBLE)
    care, molecular = len(_CARE.findall(text)), len(_MOLECULAR.findall(text))
    if care > 2 * molecular and not beasts and not cells:
        # What medicine, care or society is about is about people, though it counts none.
        return _worded(words, Species.HUMAN, "species-topic", _CARE, Confidence.POSSIBLE)
    return Found(Species.UNKNOWN, decision("species", Species.UNKNOWN, "species-unknown", Confidence.POSSIBLE), False)


def _worded(words: Words, species: Species, rule: str, by: re.Pattern[str], confidence: Confidence) -> Found:
    first = by.search(words.text)
    quote = words.said(first) if first else None
    return Found(species, decision("species", species, rule, confidence, quote), indexed=False)
