"""In whom or in what: by MeSH check tags, else by whole words."""

import re

from functions.fetch.design import Words
from shared.domain.vocabulary import Species

_HUMANS, _ANIMALS = "D006801", "D000818"
_VETERINARY = frozenset({"D000081262", "D000081242", "D000081265"})
_LABORATORY = frozenset({"D066298", "D002478", "D045744", "D002460", "D046508", "D018929", "D061251"})
"""In Vitro Techniques, Cells Cultured, Cell Line Tumor, Cell Line, Culture Techniques, Cell Culture Techniques,
Primary Cell Culture."""

_HUMAN_WORDS = re.compile(
    r"\b(?:patients?|participants?|volunteers?|adults|children|infants|adolescents|women|men|humans|people|persons|"
    r"woman|man|girls?|boys?|child|"
    r"outpatients?|inpatients?|subjects)\b",
    re.IGNORECASE,
)
_ANIMAL_WORDS = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|piglets?|porcine|swine|monkeys?|macaques?|sheep|lambs?|"
    r"hamsters?|guinea pigs?|zebrafish|chickens?|chicks?|cats|bovine|cows|goats|wistar|sprague-dawley|c57bl/6\w?|"
    r"balb/c|gerbils?|ferrets?|drosophila|c\. elegans)\b",
    re.IGNORECASE,
)
_CELL_WORDS = re.compile(
    r"\b(?:in vitro|cell lines?|cultured|fibroblasts|keratinocytes|macrophages|HUVECs?|HEK293|HeLa|ex vivo|assays?|"
    r"molecular docking|in silico)\b",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\b(?:cells?|\w+cytes?|monolayers?|fibroblasts?|macrophages?)\b|\bin vitro\b", re.IGNORECASE)


def species_of(words: Words) -> tuple[Species, str, bool]:
    """The species, the rule that decided, and whether identifiers did.

    "Humans" also stands on work with human cells: such a record counts as people only where its text speaks of
    people, if it has a laboratory heading or speaks of cells.
    """
    humans, animals = _HUMANS in words.mesh, _ANIMALS in words.mesh
    people, beasts, cells = (len(each.findall(words.text)) for each in (_HUMAN_WORDS, _ANIMAL_WORDS, _CELL_WORDS))
    if words.types & _VETERINARY:
        return Species.ANIMAL, "species-veterinary", True
    if words.mesh & _LABORATORY and not people and (humans or not beasts):
        return Species.IN_VITRO, "species-laboratory", True
    if humans and not animals and not people and not beasts and len(_CELLS.findall(words.text)) >= 2:
        return Species.IN_VITRO, "species-cells", True
    if humans and not animals:
        return Species.HUMAN, "species-humans", True
    if animals and not humans:
        return Species.ANIMAL, "species-animals", True
    if humans and animals:
        return (Species.HUMAN if people >= beasts and people else Species.ANIMAL), "species-both", True
    if beasts >= 2 and beasts > people:
        return Species.ANIMAL, "species-words", False
    if people >= 2 and people > beasts:
        return Species.HUMAN, "species-words", False
    if cells >= 2 and not people and not beasts:
        return Species.IN_VITRO, "species-words", False
    if beasts and not people:
        return Species.ANIMAL, "species-word", False
    if people and not beasts and not cells:
        return Species.HUMAN, "species-word", False
    return Species.UNKNOWN, "species-unknown", False
