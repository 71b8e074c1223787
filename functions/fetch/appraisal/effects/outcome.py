"""Which outcome an estimate is of: one that stands beside it, never another's. Empty where none does."""

import re

from functions.fetch.appraisal.effects.changes import Change
from functions.fetch.appraisal.results.outcome_words import Mention, mentions
from functions.fetch.appraisal.text.clauses import clause_about

_WHO = (
    r"(?:patients?|people|persons?|individuals|adults?|women|men|participants|subjects|volunteers|children|those|rats|"
    r"mice|animals|cases|adolescents|infants)"
)
_POPULATION = re.compile(rf"\b{_WHO}\s(?:\w+\s)?(?:with|having|without)\s(?:[\w-]+\s){{0,4}}$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|with|for|among|after|by|from|to|than|against|on|at|during|following|despite|without)\b(?P<rest>[^,]*)$",
    re.IGNORECASE,
)
_HAS_ITS_NOUN = re.compile(
    rf"\b(?:{_WHO}|groups?|arms?|weeks?|months?|days?|years?|trials?|study|period|treatment|therapy)\s|\d",
    re.IGNORECASE,
)
_INSIDE_ASIDE = re.compile(r"\b(?:with|among|after|during|despite|without|than)\s(?:[\w-]+\s){0,4}$", re.IGNORECASE)
_OF_ITS_OWN = re.compile(r",|;|\b(?:and|or|but|then)\b", re.IGNORECASE)
_NO_OBJECT = re.compile(
    r"\s*(?:$|\(|,|(?:\w+ly|with|in|from|after|at|on|to|compared|versus|vs|relative|over|during|further)\b)",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"\s*(?:(?:was|were|had|then|further|\w+ly)\s)*", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|had|has|have|did|does|increase[sd]?|decrease[sd]?|reduce[sd]?|lower(?:s|ed)|improve[sd]?|"
    r"raise[sd]?|fell|rose|change[sd]?|prevent(?:s|ed)|inhibit(?:s|ed)|affect(?:s|ed)|show(?:s|ed))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be)\s(?:\w+\s)?$", re.IGNORECASE)
_COMPOSITE = re.compile(r"\b(?:composite|combined|combination|co-?primary)\b[^.;]{0,40}$", re.IGNORECASE)
_REACH = 200
_ALTERNATIVES = re.compile(r"\bor\b", re.IGNORECASE)
_AMOUNT_IN = re.compile(r"\s?(?:\([^)]*\)\s?)?in (?:[\w-]+ ){0,4}")
_GOES_ON = re.compile(
    r"^[\s,;)\]]*(?:[Pp]\s?[<=>≤≥]\s?0?[.·]\d+)?[\s,;)\]]*(?:(?:and|or|for|at|with|in|to)\s)*[a-z]*\d", re.IGNORECASE
)
"""From one estimate to another of the same outcome: the next variant, dose or week."""


def outcome_of_ratio(text: str, match: re.Match[str], before: re.Match[str] | None) -> str:
    """Of a ratio or difference: within its own words, else the last named before it in its clause.

    What an estimate `before` it was of is not what this one is of, unless the same is told of the next dose.
    """
    named = mentions(text)
    inside = [each for each in named if match.start() <= each.start < match.end()]
    if inside:
        return "" if _is_composite(text, inside) else inside[0].name
    start, _ = clause_about(text, match.start(), match.end())
    if before and not _GOES_ON.search(text[before.end() : match.start()]):
        start = max(start, before.end())
    told = [
        each
        for each in named
        if start <= each.start < match.start() and not _POPULATION.search(text, max(0, each.start - _REACH), each.start)
    ]
    return told[-1].name if told and not _is_composite(text, told) else ""


def _is_composite(text: str, named: list[Mention]) -> bool:
    """Whether several outcomes make one: "death, stroke or infarction" is none of them."""
    last = named[-1]
    between = text[named[0].end : last.start] if named[0].name != last.name else ""
    return bool(
        _COMPOSITE.search(text, max(0, named[0].start - _REACH), named[0].start) or _ALTERNATIVES.search(between)
    )


def outcome_of_change(text: str, match: re.Match[str], change: Change) -> str:
    """Of a change: what its verb or noun has for its own object or subject."""
    named = mentions(text)
    part_of_it = [each for each in named if each.start < change.verb_end and each.end > change.verb_start]
    found = part_of_it or _objects(text, named, change.verb_end, change.link)
    if not found and change.noun:
        found = [
            each
            for each in named
            if (each.end <= change.verb_start and not text[each.end : change.verb_start].strip(" -"))
            or (each.start >= match.end() and _AMOUNT_IN.fullmatch(text[match.end() : each.start]))
        ]
    elif not found and (
        _NO_OBJECT.match(text, change.verb_end, change.link)
        or _PASSIVE.search(text, max(0, change.verb_start - _REACH), change.verb_start)
    ):
        found = _subjects(text, named, change.verb_start, match.end())[-1:]
    return found[0].name if found else ""


def _objects(text: str, named: list[Mention], start: int, end: int) -> list[Mention]:
    within = (each for each in named if start <= each.start and each.end <= end)
    return [each for each in within if not _INSIDE_ASIDE.search(text[start : each.start])]


def _subjects(text: str, named: list[Mention], verb: int, end: int) -> list[Mention]:
    """What is named before the verb, since the last joint; behind "and fell" it is what the clause begins with."""
    start, _ = clause_about(text, verb, end)
    joints = list(_OF_ITS_OWN.finditer(text, start, verb))
    own = [
        each for each in named if start <= each.start and each.end <= verb and not _is_aside(text[start : each.start])
    ]
    if not joints:
        return own
    if not _ELIDED.fullmatch(text, joints[-1].end(), verb):
        return [each for each in own if each.start >= joints[-1].end()]
    return [each for each in own[:1] if not _PREDICATE.search(text, start, each.start)]


def _is_aside(before: str) -> bool:
    """Whether what follows these words hangs on a preposition, as a disease does on those who have it."""
    found = _PREPOSITION.search(before)
    return bool(found and not _HAS_ITS_NOUN.search(found["rest"]))
