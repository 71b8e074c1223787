"""Roles that one of two arms plays, whatever it is called: it got nothing, or one part of the other's treatment alone.

A claim may say `controls` or `those who took none` of a quote's `placebo group`. Where one arm of two plays a role in
both texts, it is the same arm.
"""

import re
from collections.abc import Mapping

from shared.gates.words.labels import Word, labels

_NOTHING = re.compile(
    r"\b(?:placebos?|vehicles?|shams?|saline|dumm(?:y|ies)|controls|control(?=[,;.)]|$| (?:groups?|arms?|animals?|"
    r"rats?|mice|dogs?|pigs?|rabbits?|cells?|cultures?|values?|levels?|diets?|subjects?|patients?|participants?|women|men|"
    r"children|people|sites?|hospitals?|conditions?|ones?|was|were|had|and|or|with|at|after|did)\b)|untreated|unexposed|"
    r"un(?:supplemented|medicated|vaccinated|injected|dosed|fed)|(?:usual|standard|routine) care|waiting[- ]lists?|"
    r"(?:no|without(?: any)?) (?:treatment|therapy|exposure|contact|intervention|drug|medication|supplement\w*)|"
    r"(?:given|ate|got|took|taking|receiving|received|on) (?:nothing|none|no (?:drug|medicine|treatment))|"
    r"(?:basal|plain|normal|ordinary|control|unsupplemented|standard) (?:diet|food|feed|chow)|spared it|"
    r"comparison (?:\w+ )?(?:group|arm|site|hospital)s?|not (?:treated|exposed|given|vaccinated|supplemented)|"
    r"non-?(?:users?|exposed|treated|smokers?|drinkers?|vaccinated|recipients?)|never[- ](?:users?|smokers?|treated|"
    r"exposed|used|smoked|took))\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:alone|(?:by|on) (?:itself|themselves|its own|their own)|monotherapy)\b", re.IGNORECASE)
_ROWS = (
    ("(nothing)", _NOTHING),
    ("(alone)", _ALONE),
    ("(died)", re.compile(r"\b(?:died|deaths?|dead|non-?survivors?|deceased)\b", re.IGNORECASE)),
    ("(lived)", re.compile(r"(?<!non-)(?<!non)\b(?:lived|alive|surviv(?:ed|ors?|ing)|living)\b", re.IGNORECASE)),
    (
        "(reckoned)",
        re.compile(r"\b(?:predicted|model(?:led|ling|ed|ing)|estimated|calculated|simulat\w+)\b", re.IGNORECASE),
    ),
    ("(measured)", re.compile(r"\b(?:observed|measured|actual|measurements?|test(?:ed|ing))\b", re.IGNORECASE)),
)
ROLES = frozenset({"(nothing)", "(alone)"})
"""Roles that one arm of two plays against the other; the rest are other words for a thing."""


def got_nothing(text: str) -> bool:
    """Whether a normalised text names an arm that got nothing, or nothing that counts."""
    return _NOTHING.search(text) is not None


def told_labels(text: str, short: Mapping[str, frozenset[str]]) -> list[Word]:
    """The labels of a normalised text, and those of the roles that its words play."""
    found = labels(text, short)
    played = [Word(match.start(), name) for name, regex in _ROWS for match in regex.finditer(text)]
    return sorted([*found, *played], key=lambda each: each.at) if played else found
