"""What two studies of one outcome looked at: which kind of animal, and which of the quantities that share its name."""

import re
from collections.abc import Iterable

_I = re.IGNORECASE
_ANIMALS = {
    name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])(?! (?:monoclonal|anti\w*|IgG|serum albumin)\b)", _I)
    for name, words in {
        "rats": r"rats?",
        "mice": r"mice|mouse|murine",
        "hamsters": r"hamsters?",
        "guinea pigs": r"guinea[- ]pigs?",
        "rabbits": r"rabbits?",
        "cats": r"cats?|feline",
        "dogs": r"dogs?|beagles?|canine",
        "pigs": r"(?<!guinea )(?<!guinea-)pigs?|piglets?|swine|porcine|minipigs?",
        "sheep": r"sheep|ewes?|lambs?|ovine",
        "horses": r"horses?|equine",
        "cattle": r"cattle|cows?|calves|bovine",
        "chickens": r"chickens?|broilers?|hens?",
        "monkeys": r"monkeys?|macaques?|baboons?|marmosets?",
        "zebrafish": r"zebrafish",
    }.items()
}
_QUANTITIES = {
    outcome: {name: re.compile(rf"(?<![\w-])(?:{words})(?!\w)", _I) for name, words in quantities.items()}
    for outcome, quantities in {
        "lipids": {
            "HDL cholesterol": r"HDL(?:[- ]C)?|high-density lipoprotein",
            "LDL cholesterol": r"LDL(?:[- ]C)?|low-density lipoprotein",
            "total cholesterol": r"total cholesterol",
            "triglycerides": r"triglycerides?|triacylglycerols?",
        },
        "cardiovascular_events": {
            "stroke": r"strokes?",
            "myocardial infarction": r"myocardial infarctions?",
        },
        "inflammation_markers": {
            "C-reactive protein": r"C-reactive protein|(?:hs-?)?CRP",
            "interleukin 1": r"(?:IL|interleukin)-?\s?1(?:β|beta)?",
            "interleukin 6": r"(?:IL|interleukin)-?\s?6",
            "interleukin 8": r"(?:IL|interleukin)-?\s?8",
            "interleukin 10": r"(?:IL|interleukin)-?\s?10",
            "tumour necrosis factor": r"TNF(?:-?\s?(?:α|alpha))?|tumou?r necrosis factor",
        },
        "kidney_function": {
            "albuminuria": r"(?:micro|macro)?albuminuria|proteinuria",
            "creatinine": r"creatinine(?! clearance)",
            "filtration": r"e?GFR|glomerular filtration(?: rate)?|creatinine clearance",
        },
        "adverse_events": {
            "nausea or vomiting": r"nausea|vomiting",
            "injection-site reactions": r"injection[- ]site reactions?",
        },
    }.items()
}
"""Of the outcomes that are told of several quantities, of which one may well rise while another falls."""


def animal(title: str, sentences: Iterable[str]) -> str:
    """The one kind of animal that the title names, or else the sentences; empty where they name none or several."""
    named = _named(title) or _named(" ".join(sentences))
    return next(iter(named)) if len(named) == 1 else ""


def quantities(outcome: str, texts: Iterable[str]) -> frozenset[str]:
    """The quantities of that outcome that the words name; empty where they name none that is told apart."""
    text = " ".join(texts)
    return frozenset(name for name, words in _QUANTITIES.get(outcome, {}).items() if words.search(text))


def _named(text: str) -> set[str]:
    return {name for name, words in _ANIMALS.items() if words.search(text)}
