"""C10: nothing is called safe. What a study saw, in how many, for how long or against what, passes.

A past-tense finding without its number (`was well tolerated`) is a report, so it only warns here; the draft gate
asks the cited study for the number.
"""

import re

from shared.gates.family import Family, pattern
from shared.gates.scope import negated

_MEASURED = re.compile(
    r"\bn ?= ?\d+|\b\d[\d.,]*\s?(?:%|of\b|/|-?(?:\w+ ){0,3}(?:participants|patients|subjects|adults|"
    r"volunteers|women|men|"
    r"children|infants|weeks?|days?|months?|years?|hours?|doses?|infusions?|events?))|\b(?:placebo|versus|"
    r"vs\.?|compared|"
    r"than|similar(?:ly)? (?:to|across|between)|comparable|between (?:the )?(?:\w+ )?groups)\b|\bup to (?:\w+ )?\d",
    re.IGNORECASE,
)
_MATERIAL = re.compile(
    r"\b(?:concentrations?|cytotoxic\w*|cells?|carriers?|materials?|solvents?|nanoparticles?|hydrogels?|"
    r"scaffolds?|biocompatible)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|showed|experienced|observed in|occurred)\b", re.IGNORECASE)
_DEGREE = r"(?:\w+ly |very |quite |so |100 ?% |both |considered |regarded as |known to be )*"
_NO = r"(?:no|zero|without(?: any)?|free (?:of|from)|lacks?(?: any)?|devoid of)"
_HARM = (
    r"(?:known |serious |significant |reported |negative |harmful |major |real |notable |relevant |any )*"
    r"(?:side[- ]?effects|adverse (?:effects|events|reactions)|toxicit(?:y|ies)|health risks?|"
    r"risks?(?! (?:of|factors?|reduction))|downsides?)\b"
)


def measured(sentence: str, match: re.Match[str]) -> bool:
    """The sentence says in how many, for how long or compared with what."""
    return bool(_MEASURED.search(sentence))


def of_materials(sentence: str, match: re.Match[str]) -> bool:
    """The sentence speaks of materials or concentrations in a dish."""
    return bool(_MATERIAL.search(sentence))


def told(sentence: str, match: re.Match[str]) -> bool:
    """The sentence is in the past tense: what was seen, not what is so."""
    return bool(_PAST.search(sentence))


def untold(sentence: str, match: re.Match[str]) -> bool:
    """The sentence is not in the past tense, so that the blocking pattern has it."""
    return not told(sentence, match)


FAMILY = Family(
    id="C10",
    version=1,
    severity="block",
    reason="promises safety without saying in how many and for how long",
    patterns=(
        pattern(
            rf"\b(?:is|are|'s|remains?|can be)\s{_DEGREE}(?:a |an )?safe\b(?! (?:levels?|limits?|range|"
            r"from|enough to))",
            excuses=(negated, of_materials),
        ),
        pattern(r"\b(?:completely|totally|perfectly|entirely|100 ?%|absolutely)\ssafe\b", excuses=(negated,)),
        pattern(
            r"\bsafe\s(?:to (?:use|take|inject)|for (?:everyone|anyone|all|daily|long[- ]term|human)|"
            r"in pregnancy|during pregnancy|and natural)\b",
            excuses=(negated, told),
        ),
        pattern(rf"\b{_NO}\s{_HARM}", excuses=(told, measured)),
        pattern(rf"\b{_NO}\s{_HARM}", excuses=(untold, measured), severity="warn"),
        pattern(
            r"\b(?:is|are|'s|can be|being)\s(?:\w+ly |very |both )*(?:non-?toxic|harmless|risk[- ]free|"
            r"side[- ]effect[- ]free|well[- ]tolerated)\b",
            excuses=(negated, of_materials, measured),
        ),
        pattern(
            r"\b(?:was|were|proved|appeared|seemed)\s(?:to be )?(?:\w+ly |very |safe and |both )*(?:safe|"
            r"well[- ]tolerated|non-?toxic|harmless)\b",
            excuses=(negated, of_materials, measured),
            severity="warn",
        ),
    ),
)
