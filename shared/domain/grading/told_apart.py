"""What two studies of one outcome looked at: how much was given to which kind of animal, and which of the quantities
that share the outcome's name."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_I = re.IGNORECASE
_GIVEN = re.compile(
    r"\b(?:dos(?:e|es|ed|ing|ages?)|receiv\w+|inject\w+|administ\w+|treat\w*|given|daily|weekly|infus\w+|exposed|"
    r"exposure|randomi[sz]ed|assigned|gavage)\b",
    _I,
)
_UNIT = (
    r"(?:(?:[mµμunp]g|mcg|IU|U|[nmpµμ]mol)(?:(?:/|-| per )(?:kg|day|d|week|wk|h|hour|min|m2|m²))*|ppm)"
    r"(?![\w/-])(?!\s?(?:[/·⋅×*]|per |of m[lL]|(?:kg|day|d|week|h|hour|min|m2)(?![a-z])))"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = (
    rf"(?P<amount>{_NUMBER}(?:(?:\s?{_UNIT})?(?:, (?:or |and )?| or | and | to |[-\u2013]){_NUMBER}){{0,12}}\s?{_UNIT})"
)
_HOW = (
    r"(?:(?:by|via|in|the|once|twice|three times|an?|every other|day|daily|weekly|oral(?:ly)?|subcutaneous(?:ly)?|"
    r"intravenous(?:ly)?|intraperitoneally|intranasally|topically|gavage|injections?|infusions?|diet|"
    r"drinking water|s\.c\.|i\.p\.|i\.v\.|p\.o\.),? ){0,6}"
)
_BEFORE = rf"(?<![\w.,/+-]){_AMOUNT} (?:\([^()]*\) )?(?:of )?(?:{_HOW})?(?:the )?(?:peptide )?{{name}}(?![\w/-])"
_BEHIND = (
    rf"(?<![\w-]){{name}}(?: \(|, (?:at )?| {_HOW}(?:at |\()?(?:a |the )?(?:target |daily |weekly |single |oral )*"
    rf"(?:(?:doses?|dosages?|levels?|concentrations?) of )?)(?<=[ (]){_AMOUNT}"
)
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


def doses(names: Iterable[str], sentences: Iterable[str]) -> Iterator[str]:
    """Amounts beside one of these names, as printed, where a sentence says that something was given.

    Elsewhere an amount may be another substance's: the one that brought a disease about, or a comparator's.
    """
    beside = _beside(tuple(names))
    for text in sentences:
        if _GIVEN.search(text):
            found = [match for pattern in beside for match in pattern.finditer(text)]
            yield from (match["amount"] for match in sorted(found, key=lambda each: each.start("amount")))


@lru_cache(maxsize=64)
def _beside(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    spelled = [
        r"[-\s\u2010\u2011]?".join(map(re.escape, re.split(r"[-\s]+", each))) for each in names if each.strip("- ")
    ]
    any_of = f"(?:{'|'.join(sorted(spelled, key=len, reverse=True))})"
    return tuple(re.compile(each.replace("{name}", any_of), _I) for each in (_BEFORE, _BEHIND))


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
