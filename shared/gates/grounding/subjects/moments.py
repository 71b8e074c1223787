"""C21 and C20: when something was seen, told as another time.

What was shorter on the first night was not so on the seventh; what was given before an event was not given after it;
and where a quote tells of two times, what it saw at the one is not told of the other. Times that no quote has are
refused as figures (`shared.gates.grounding.figures.numbers`), and figures at the other time as lent ones
(`shared.gates.grounding.figures.lent`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shared.gates.words.normal import normalise
from shared.gates.words.polarity import likens, said_otherwise
from shared.gates.words.values import TIMES, placed

_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "last": "last",
    "final": "last",
    "initial": "1",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
    "5th": "5",
    "6th": "6",
    "7th": "7",
}
_OCCASION = (
    r"nights?|days?|weeks?|months?|years?|hours?|visits?|sessions?|doses?|injections?|infusions?|trimesters?|phases?|"
    r"periods?|cycles?|courses?|decades?|meals?|operations?|stages?|attacks?|episodes?|pregnanc(?:y|ies)"
)
_ORDINAL = re.compile(rf"\b(?P<which>{'|'.join(_ORDINALS)})\s(?P<what>{_OCCASION})\b(?! phase)", re.IGNORECASE)
_SECONDS = re.compile(r"\b(?:per|a|every|each|\d)\s$", re.IGNORECASE)

_BEFORE = r"before|prior to|ahead of|preceding|pre-"
_DURING = r"during|throughout"
_AFTER = r"after|following|since|post-"
_RELATION = re.compile(
    rf"\b(?:(?P<before>{_BEFORE})|(?P<during>{_DURING})|(?P<after>{_AFTER}))\s?"
    r"(?:(?:the|a|an|each|every|their|its|onset of|induction of|withdrawal of|starting|start of)\s)*"
    r"(?P<what>[a-z]{4,})",
    re.IGNORECASE,
)
_OPERATION = re.compile(r"surge|opera|birth|deliv|trans|ische", re.IGNORECASE)
"""What is over before its outcome is seen; of what lasts longer the two may be told alike."""
_CUTS = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (r";|\b(?:while|whereas|but|although|yet|however)\b", r"\band\b|\bthen\b", r",")
)
_AGE = re.compile(r"\baged?\s|\bolder\b|\byounger\b|\bold\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]?(?:old\b|of age\b|and (?:above|older|over)\b)", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:for|over|during|throughout|lasting|lasted|within|after|(?:rest|course|period) of|of an?|an?)\s(?:about )?$",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:aged?|ages|(?:older|younger) than|age (?:of|was))\b[^.;]{0,12}$|"
    r"\b(?:rats|mice|pups|animals|children|infants|people|adults|women|men) of [^.;]{0,12}$|[≥≤<>]\s?$",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:increas\w+|rose|ris(?:e|en|ing)|rais\w+|higher|greater|elevated|longer|larger|more|improv\w+|better|gain\w*)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:decreas\w+|reduc\w+|lower\w*|fewer|less|declin\w+|fell|fall\w*|shorter|smaller|los[st]|drop\w*|worse\w*)\b",
    re.IGNORECASE,
)
_NORMAL = re.compile(
    r"\b(?:normal\w*|unchanged|unaltered|unaffected|(?<!from )baseline|return\w*|similar|the same|comparable|"
    r"no longer|gone|resolved|disappeared|no (?:\w+ )?(?:difference|change|effect))\b",
    re.IGNORECASE,
)
_PEAK = re.compile(r"\b(?:peak(?:s|ed|ing)?|maxim\w+|height|highest|greatest|top|nadir|lowest)\b", re.IGNORECASE)
_STATES = (_UP, _DOWN, _NORMAL, _PEAK)


def another_time(claim: str, quotes: Sequence[str]) -> str:
    """The time of the claim at which its quotes saw something else, or nothing."""
    text = normalise(claim).text
    bodies = [normalise(each).text for each in quotes]
    return _ordinal(text, bodies) or _related(text, bodies) or _of_age(text, bodies) or _of_two(text, bodies)


def _of_age(claim: str, quotes: Sequence[str]) -> str:
    """A time that quotes have as nothing but an age, told of anything else."""
    theirs = [each for quote in quotes for each in _aged(quote)]
    ages = {name for name, aged in theirs if aged} - {name for name, aged in theirs if not aged}
    return next((name for name, aged in _aged(claim, lasting=True) if not aged and name in ages), "")


def _aged(text: str, lasting: bool = False) -> Iterator[tuple[str, bool]]:
    """Each time, and whether it is an age; only those that say how long something lasted, where these are asked for."""
    for each, at, end in placed(text):
        if each.unit in TIMES and not each.per and (not lasting or _LASTED.search(text[max(0, at - 30) : at])):
            yield f"{each.value} {each.unit}", bool(_OLD.match(text, end) or _AGED.search(text[max(0, at - 60) : at]))


def _ordinals(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _ORDINAL.finditer(text):
        if not _SECONDS.search(text, max(0, match.start() - 9), match.start()):
            what = match["what"].lower()
            yield match[0], what[:5].removesuffix("s"), _ORDINALS[match["which"].lower()]


def _ordinal(claim: str, quotes: Sequence[str]) -> str:
    """`The first injection` where the quotes speak of the second alone."""
    theirs = [(what, which) for quote in quotes for _, what, which in _ordinals(quote)]
    for words, what, which in _ordinals(claim):
        there = {other for thing, other in theirs if thing == what}
        if there and which not in there:
            return words
    return ""


def _related(claim: str, quotes: Sequence[str]) -> str:
    """`After ischaemia` where the quotes say `before ischaemia` and nothing else of that time."""
    theirs = [each for quote in quotes for each in _relations(quote)]
    for words, relation, what in _relations(claim):
        there = {other for _, other, thing in theirs if thing == what}
        if there and relation not in there and "before" in {relation, *there}:
            return words
        if there == {"after"} and relation == "during" and _OPERATION.match(what):
            return words
    return ""


def _relations(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _RELATION.finditer(text):
        relation = next(name for name in ("before", "during", "after") if match[name])
        yield match[0], relation, match["what"][:5].lower()


def _times(text: str) -> list[tuple[str, int, int]]:
    found = [
        (f"{each.value} {each.unit}", at, end)
        for each, at, end in placed(text)
        if each.unit in TIMES and not each.per and not _AGE.search(text[max(0, at - 12) : end + 8])
    ]
    found += [
        (f"{_ORDINALS[each['which'].lower()]}. {each['what'].lower()[:5].removesuffix('s')}", *each.span())
        for each in _ORDINAL.finditer(text)
    ]
    return sorted(found, key=lambda each: each[1])


def _of_two(claim: str, quotes: Sequence[str]) -> str:
    """The one time of a claim that goes the way of a quote's other time."""
    own = _times(claim)
    if len(own) != 1:
        return ""
    states = _states(claim)
    name, at, end = own[0]
    for quote in quotes:
        times = _times(quote)
        names = [each for each, *_ in times]
        if len(set(names)) < 2 or names.count(name) != 1 or not states:
            continue
        cuts = [_cut(quote, one[2], two[1]) for one, two in pairwise(times)]
        if any(each is None for each in cuts):
            continue
        bounds = [0, *(each for each in cuts if each is not None), len(quote)]
        parts = {each: _states(quote[start:upto]) for each, (start, upto) in zip(names, pairwise(bounds), strict=True)}
        there = parts[name]
        elsewhere = set[int]().union(*(each for other, each in parts.items() if other != name))
        if there and not states & there and states <= elsewhere:
            return claim[at:end]
    return ""


def _cut(quote: str, start: int, end: int) -> int | None:
    for regex in _CUTS:
        if found := regex.search(quote, start, end):
            return found.start()
    return None


def _states(text: str) -> set[int]:
    """Which ways a text says that something went: up, down, or as it was."""
    ways = {place for place, each in enumerate((_UP, _DOWN)) if each.search(text)}
    if said_otherwise(text) or likens(text):
        return set() if ways else {2}  # what did not rise may have fallen
    return {place for place, each in enumerate(_STATES) if each.search(text)}
