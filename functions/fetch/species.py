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
    r"woman|man|girls?|boys?|child|individuals|students?|athletes|nurses|veterans|survivors|users|"
    r"respondents|clinicians?|physicians|astronauts|"
    r"outpatients?|inpatients?|subjects)\b",
    _I,
)
_ANIMAL_WORDS = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|piglets?|porcine|swine|monkeys?|macaques?|"
    r"sheep|lambs?|"
    r"hamsters?|guinea pigs?|zebrafish|chickens?|chicks?|cats|bovine|cows|goats|wistar|sprague-dawley|c57bl/6\w?|"
    r"balb/c|gerbils?|ferrets?|drosophila|c\. elegans|rodents?|primates|beagles?|horses?|xenopus|trout|quails?|"
    r"minipigs?|baboons?|marmosets?|chimpanzees?|ovine|caprine|equine|feline|avian|kittens?|puppies|"
    r"ponies|mares|ewes|"
    r"cattle|heifers?|calves|steers|bulls|livestock|poultry|broilers?|hens|ducks|pigeons?|birds?|frogs?|toads?|"
    r"tadpoles?|salmon|carp|tilapia|teleosts?|seabream|sea bream|mussels|oysters|shrimps?|snails?|"
    r"honeybees?|insects?|"
    r"veterinary|wildlife|opossums?|voles?|squirrels?|alpacas?|camels?|mink)\b",
    _I,
)
_REAGENTS = re.compile(
    r"\b(?:(?:fo?etal )?(?:bovine|calf|horse|goat|equine|porcine) (?:calf )?(?:serum|albumin|insulin|"
    r"heparin|pancreas)|"
    r"(?:mouse|murine|rabbit|goat|sheep|donkey|chicken|swine)[ -](?:anti\w*|monoclonal|polyclonal|igg|"
    r"antisera|antiserum|"
    r"antibod\w+)|chinese hamster ovary|canine (?:teeth|tooth|fossa|eminence)|(?:swine|avian|bird) (?:influenza|flu)|"
    r"murine (?:leuk\w+ virus|retrovir\w+)|anti-(?:mouse|rabbit|rat|goat)|sheep (?:red blood|erythrocytes)|"
    r"(?:dog|cat|snake|insect|monkey) (?:bites?|scratch|stings?)|bird'?s eye|guinea[ -]pig complement)\b",
    _I,
)
"""Beasts of which only a reagent, a tooth or a bite is meant."""
_RISK = re.compile(
    r"\b(?:risks?|hazards?|relevan\w+|expos\w+|extrapolat\w+|applicab\w+|implications?|safe\w*|toxic\w*)"
    r"(?: \w+){0,3} (?:to|for|in|of) (?:humans?|man|people|adults|children)\b|\bhumans? (?:exposures?|"
    r"risks?|health risks?)\b",
    _I,
)
"""People for whom an experiment may matter, who are not in it."""
_HUSBANDRY = re.compile(
    r"\b(?:animals|gavage|dams|pups|litters?|offspring|knockout|transgenic|wild-type|sacrificed|euthani[sz]ed|"
    r"intraperitoneal(?:ly)?|i\.p\.|larvae|hepatectomy|mg/kg/day)\b|[+-]/[+-]",
    _I,
)
_KEPT = re.compile(
    r"\b(?:animals|gavage|dams|pups|litters?|sacrificed|euthani[sz]ed|larvae|mg/kg/day)\b",
    _I,
)
"""Of husbandry what is said of no cell line and no patient: a gene may be wild-type in either."""
_DOSED = re.compile(
    r"\b(?:mg/kg|ppm|in vivo|liver weights?|dosed|peroxisom\w+|microsom\w+|subchronic|carcinogenicity|"
    r"teratogen\w+)\b",
    _I,
)
_CELL_WORDS = re.compile(
    r"\b(?:in vitro|cell lines?|cultured|fibroblasts|keratinocytes|macrophages|HUVECs?|HEK293|HeLa|ex vivo|assays?|"
    r"molecular docking|in silico|Jurkat|Caco-2|HepG2|MCF-7|CHO cells|transfect\w+)\b",
    _I,
)
_CELLS = re.compile(r"\b(?:cells?|\w+cytes?|monolayers?|fibroblasts?|macrophages?)\b|\bin vitro\b", _I)
_MOLECULAR = re.compile(
    r"\b(?:cells?|cellular|\w+cytes?|apoptosis|cytotoxic\w*|signal(?:l?ing)|pathways?|mRNAs?|RNA|DNA|"
    r"genes?|proteins?|"
    r"receptors?|enzymes?|kinases?|binding|transcription\w*|mitochondri\w+|membranes?|oxidase|strains?|"
    r"antibacterial)\b",
    _I,
)
_CARE = re.compile(
    r"\b(?:humans?|health\w*|clinic\w*|hospitals?|surgeons?|surger(?:y|ies)|surgical|doctors?|physicians?|dentists?|"
    r"dental|nurs(?:es?|ing)|medicine|medical|psychiatr\w+|pregnan\w+|pandemics?|covid-19|hiv|cancers?|diseases?|"
    r"syndromes?|case reports?|epidemiolog\w+|therapies|therapy|treatments?|fractures?|occlusions?|imaging|"
    r"transplant\w*|population|mortality|social|society|legal|laws?|legislation|polic(?:y|ies)|ethic\w*|"
    r"education\w*|racism|"
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
    people = len(_HUMAN_WORDS.findall(words.text))
    beasts = len(_ANIMAL_WORDS.findall(_REAGENTS.sub(" ", words.text)))
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
    care, molecular = len(_CARE.findall(text)), len(_MOLECULAR.findall(text))
    people -= len(_RISK.findall(text)) if beasts or husbandry else 0
    kept = len(_KEPT.findall(text))
    if beasts >= 2 and beasts > people:
        return _worded(words, Species.ANIMAL, "species-words", _ANIMAL_WORDS, Confidence.PROBABLE)
    if people >= 2 and people > beasts and not (beasts and kept >= 2 and people < 2 * (beasts + kept)):
        return _worded(words, Species.HUMAN, "species-words", _HUMAN_WORDS, Confidence.PROBABLE)
    if (cells >= 3 or (cells == 2 and not care)) and people <= 0 and not beasts and not husbandry:
        return _worded(words, Species.IN_VITRO, "species-words", _CELL_WORDS, Confidence.PROBABLE)
    if beasts and people <= 0:
        return _worded(words, Species.ANIMAL, "species-word", _ANIMAL_WORDS, Confidence.POSSIBLE)
    if people > 0 and not beasts and not cells:
        return _worded(words, Species.HUMAN, "species-word", _HUMAN_WORDS, Confidence.POSSIBLE)
    if husbandry >= 2 and kept and cells <= husbandry and people <= 0:
        return _worded(words, Species.ANIMAL, "species-husbandry", _HUSBANDRY, Confidence.POSSIBLE)
    if care > 2 * molecular and not beasts and not cells and not husbandry and not _DOSED.search(text):
        # What medicine, care or society is about is about people, though it counts none.
        return _worded(words, Species.HUMAN, "species-topic", _CARE, Confidence.POSSIBLE)
    return Found(Species.UNKNOWN, decision("species", Species.UNKNOWN, "species-unknown", Confidence.POSSIBLE), False)


def _worded(words: Words, species: Species, rule: str, by: re.Pattern[str], confidence: Confidence) -> Found:
    first = by.search(words.text)
    quote = words.said(first) if first else None
    return Found(species, decision("species", species, rule, confidence, quote), indexed=False)
