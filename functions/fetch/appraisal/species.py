"""In whom or in what: by MeSH check tags, else by whole words."""

import re
from typing import NamedTuple

from functions.fetch.appraisal.people import COMPARED, PEOPLE, of_their_own
from functions.fetch.appraisal.words import Words, decision
from shared.domain.appraisal import Decision
from shared.domain.vocabulary import Confidence, Species

_HUMANS, _ANIMALS = "D006801", "D000818"
VETERINARY = frozenset({"D000081262", "D000081242", "D000081265"})
"""Randomized Controlled Trial, Clinical Trial and Observational Study, each with ", Veterinary"."""
_LABORATORY = frozenset({"D066298", "D002478", "D045744", "D002460", "D046508", "D018929", "D061251"})
"""In Vitro Techniques, Cells Cultured, Cell Line Tumor, Cell Line, Culture Techniques, Cell Culture Techniques,
Primary Cell Culture."""
_SUBJECTS = frozenset({"D000328", "D008875", "D000368", "D000369", "D002648", "D002675", "D007223", "D007231"}) | {
    *("D000293", "D055815")
}
"""Adult, Middle Aged, Aged, Aged 80 and over, Child, Child Preschool, Infant, Infant Newborn; Adolescent, Young
Adult: the ages of those in whom a study was done."""
_CLINICAL = frozenset({"D016449", "D016430", "D017426", "D017427", "D017428", "D017429", "D018848", "D000073843"}) | {
    *("D065007", "D064888", "D000068397", "D018486", "D002363", "D016454", "D000078182", "D017418")
}
"""Trials, observation, twins, cases, and reviews of them: what is done in people."""

_I = re.IGNORECASE
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
    r"(?:an|this|our) animal model|veterinary|wildlife|opossums?|voles?|squirrels?|alpacas?|camels?|mink)\b",
    _I,
)
_ANIMAL_MODEL = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|porcine|swine|monkeys?|macaques?|sheep|ovine|"
    r"hamsters?|guinea pigs?|zebrafish|gerbils?|ferrets?|rodents?|drosophila|animal) (?:[\w-]+ ){0,3}models?\b|"
    r"\bmodels? (?:of (?:[\w-]+ ){1,5})?in (?:[\w-]+ ){0,2}(?:rats?|mice|mouse|rabbits?|dogs?|pigs?|monkeys?|sheep|"
    r"hamsters?|zebrafish|rodents?|animals)\b",
    _I,
)
"""A title with one names what the work was done in."""
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
_CELLS = re.compile(
    r"\b(?:cells|cell(?! (?:lung|carcinomas?|cancers?|lymphomas?|leuk\w+|tumou?rs?|an?a?emia|diseases?|arteritis|"
    r"transplant\w*|therap\w+))|\w+cytes?|monolayers?|fibroblasts?|macrophages?)\b|\bin vitro\b",
    _I,
)
"""Small cell lung cancer and sickle cell disease are people's."""
_LINE = re.compile(r"\b(?!CD\d|IL-?\d)(?:[A-Z][\w-]*\d[\w./-]*|RAW 264\.7|HeLa|Jurkat|HUVECs?)(?: \w+)? cells?\b")
"""A cell line by its name: HCT116 cells, SH-SY5Y neuroblastoma cells; CD4 cells are a patient's."""
_GROWN = r"(?:cells|\w+cytes|\w+blasts|macrophages|monolayers|cultures|HUVECs)"
_DONE = r"(?:treated|incubated|exposed|cultured|transfected|stimulated|seeded|grown|transduced|plated)"
_TREATED = re.compile(
    rf"\b{_DONE}(?: (?!(?:with|by|for|using|and|in|to|from)\b)[\w./+-]+){{0,5}} {_GROWN}\b|"
    rf"\b{_GROWN}(?: (?!(?:of|in|were|was)\b)[\w./+-]+){{0,3}} (?:were|was) (?:\w+ ){{0,2}}{_DONE}\b|"
    rf"\b(?:treatment|incubation|exposure|stimulation) of (?:[\w./+-]+ ){{0,4}}{_GROWN}\b",
    _I,
)
"""Cells that were treated; patients who were treated with cells are not these."""
_FROM_PEOPLE = re.compile(rf"\bhuman (?:[\w-]+ ){{0,3}}{_GROWN}\b", _I)
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
    people of its own, if it has a laboratory heading or speaks of cells.
    """
    humans, animals = _HUMANS in words.mesh, _ANIMALS in words.mesh
    people = len(PEOPLE.findall(words.text))
    beasts = len(_ANIMAL_WORDS.findall(_REAGENTS.sub(" ", words.text)))
    if words.types & VETERINARY:
        return _indexed(Species.ANIMAL, "species-veterinary")
    if words.mesh & _LABORATORY and not people and (humans or not beasts):
        return _indexed(Species.IN_VITRO, "species-laboratory", Confidence.PROBABLE)
    if humans and not animals and not beasts and _cells_alone(words, people):
        rule = "species-laboratory" if words.mesh & _LABORATORY else "species-cells"
        return _indexed(Species.IN_VITRO, rule, Confidence.PROBABLE)
    if humans and not animals:
        return _indexed(Species.HUMAN, "species-humans")
    if animals and not humans:
        return _indexed(Species.ANIMAL, "species-animals")
    if humans and animals:
        own = of_their_own(words) if beasts else people
        both = Species.HUMAN if own >= beasts and own else Species.ANIMAL
        return _indexed(both, "species-both", Confidence.POSSIBLE)
    return _by_words(words, people, beasts)


def _cells_alone(words: Words, people: int) -> bool:
    """Whether a record with "Humans" is of human cells: nobody is spoken of but those before or after the work.

    One word for people may be a donor or a patient to come, where cells were treated and a heading says laboratory.
    Where ages of people or a clinical study are indexed, or it is a review, every word for people counts.
    """
    laboratory = bool(words.mesh & _LABORATORY)
    own = of_their_own(words)
    treated = bool(_TREATED.search(words.text))
    if people and (words.mesh & _SUBJECTS or words.types & _CLINICAL or not (laboratory or treated or _line(words))):
        return False
    if laboratory and people:
        return own < (2 if treated else 1)
    return not own and len(_CELLS.findall(words.text)) >= 2


def _line(words: Words) -> bool:
    return bool(_LINE.search(words.text) or _FROM_PEOPLE.search(words.text))


def _indexed(species: Species, rule: str, confidence: Confidence = Confidence.CERTAIN) -> Found:
    return Found(species, decision("species", species, rule, confidence), indexed=True)


def _by_words(words: Words, people: int, beasts: int) -> Found:
    text = words.text
    cells, husbandry = len(_CELL_WORDS.findall(text)), len(_HUSBANDRY.findall(text))
    care, molecular = len(_CARE.findall(text)), len(_MOLECULAR.findall(text))
    spoken_of = people > (len(_RISK.findall(text)) if beasts or husbandry else 0)
    lines = len(_LINE.findall(text)) + len(_TREATED.findall(text))
    if _ANIMAL_MODEL.search(words.study.title) and not PEOPLE.search(words.study.title):
        return _worded(words, Species.ANIMAL, "species-model", _ANIMAL_WORDS, Confidence.PROBABLE)
    if beasts or husbandry or lines:
        people = of_their_own(words)
    people -= len(_RISK.findall(text)) if beasts or husbandry else 0
    people += 0 if beasts or husbandry or lines else len(COMPARED.findall(text))
    kept = len(_KEPT.findall(text))
    if beasts >= 2 and beasts > people:
        return _worded(words, Species.ANIMAL, "species-words", _ANIMAL_WORDS, Confidence.PROBABLE)
    if people >= 2 and people > beasts and not (beasts and kept >= 2 and people < 2 * (beasts + kept)):
        return _worded(words, Species.HUMAN, "species-words", PEOPLE, Confidence.PROBABLE)
    if (cells >= 3 or (cells == 2 and not care)) and people <= 0 and not beasts and not husbandry:
        return _worded(words, Species.IN_VITRO, "species-words", _CELL_WORDS, Confidence.PROBABLE)
    if beasts and not spoken_of:
        return _worded(words, Species.ANIMAL, "species-word", _ANIMAL_WORDS, Confidence.POSSIBLE)
    if people > 0 and not beasts and not cells and not lines:
        return _worded(words, Species.HUMAN, "species-word", PEOPLE, Confidence.POSSIBLE)
    if husbandry >= 2 and kept and cells <= husbandry and people <= 0:
        return _worded(words, Species.ANIMAL, "species-husbandry", _HUSBANDRY, Confidence.POSSIBLE)
    if care > 2 * molecular and not beasts and not (cells or lines) and not husbandry and not _DOSED.search(text):
        # What medicine, care or society is about is about people, though it counts none.
        return _worded(words, Species.HUMAN, "species-topic", _CARE, Confidence.POSSIBLE)
    return Found(Species.UNKNOWN, decision("species", Species.UNKNOWN, "species-unknown", Confidence.POSSIBLE), False)


def _worded(words: Words, species: Species, rule: str, by: re.Pattern[str], confidence: Confidence) -> Found:
    first = by.search(words.text)
    quote = words.said(first) if first else None
    return Found(species, decision("species", species, rule, confidence, quote), indexed=False)
