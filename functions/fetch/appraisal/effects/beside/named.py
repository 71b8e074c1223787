"""The arms that a sentence names: the peptide's own, an inert one, and those of other medicines, by name or short name.

An arm has its doses, its group and its people with it: "the semaglutide 1.0 mg group", "placebo-treated patients".
"""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from functions.fetch.appraisal.effects.medicines import MEDICINES
from functions.fetch.appraisal.results.agents import Agents, is_agent
from functions.fetch.appraisal.results.sides import INERT

_I = re.IGNORECASE
OWN, INERT_ARM, OTHER, UNCLEAR = "A", "C", "O", "?"
_CLASSES = (
    r"anti-?resorptives?|bisphosphonates?|sulfonyl?ureas?|statins?|corticosteroids?|glucocorticoids?|(?:oral )?iron|"
    r"insulin|estrogens?|oestrogens?|nitrates?|(?:the )?(?:active )?comparators?|standard (?:therapy|treatment|agents)|"
    r"conventional (?:therapy|treatment)"
)
_OTHERS = re.compile(rf"(?<![\w-])(?:{MEDICINES}|{_CLASSES})(?![\w]|-(?:induced|resist|sensitiv|depend|like))", _I)
_TREATED = re.compile(
    r"(?<![\w-])(?:treated|treatment|active(?: treatment| drug)?|intervention|experimental|verum|study drug)[- ]"
    r"(?:groups?|arms?|patients|participants|subjects|animals|rats|mice)\b",
    _I,
)
"""The peptide's own arm, where nobody is named."""
_SHORT = re.compile(rf"(?<![\w-])(?P<name>{MEDICINES})\s?\((?P<short>[A-Z][A-Za-z0-9]{{1,7}})\)", _I)
_PEOPLE = (
    r"(?:groups?|arms?|recipients|patients|participants|subjects|individuals|rats|mice|animals|women|men|adults|"
    r"children|users|rabbits|dogs)"
)
_AMOUNT = r"\d+(?:[.·]\d+)?(?:[ -]?(?:mg|µg|μg|mcg|microg|IU|U|nmol|pmol))(?:/(?:kg|day|d))*"
_BEHIND = re.compile(
    rf"(?:[/ ](?:kg|day|d)\b)*(?:\s(?:\({_AMOUNT}\)|{_AMOUNT}|once[ -](?:daily|weekly)|monotherapy|alone|acetate|"
    rf"sodium|SC|BID)){{0,3}}(?:[\s-](?:treated|treatment|injected|study|therapy|dose))?(?:\s{_PEOPLE}\b)?",
    _I,
)
_BEFORE = re.compile(rf"(?:{_AMOUNT}\s(?:of\s)?|once-(?:daily|weekly)\s|(?:oral|subcutaneous|topical)\s){{1,2}}$", _I)
_NO_NAME = re.compile(r"\w+(?:ed|ing)", _I)
"""What stands where a name may, and is a verb."""
_NOT_OWN = re.compile(r"\b(?:non-?|no |without |anti-|pre-)$", _I)
_BLANK = re.compile(r"\s(?:matching\s)?")
_WITH = re.compile(r"\s(?:plus|and matching|in combination with|combined with|added to|on top of)\s", _I)
_OF_BOTH, _OF_ITS_PLACEBO = OWN + UNCLEAR + INERT_ARM + OTHER, UNCLEAR + INERT_ARM + OWN + OTHER
"""Whose what is joined is: with another medicine the peptide's, as its placebo nobody's."""
_REACH = 60


class Arm(NamedTuple):
    """An arm where it is named: whose it is, and as what."""

    kind: str
    name: str
    start: int
    end: int


class Names(NamedTuple):
    """What finds the arms of one record."""

    agents: Agents
    short: dict[str, str]
    """The short names that the record gives to other medicines."""
    called: frozenset[str]
    """Other agents that it names more than once: what is named once may be any word behind one that was given."""


def names_in(text: str, agents: Agents) -> Names:
    """The names of the arms of a record, of which this is the whole text."""
    found = {each["short"]: each["name"].lower() for each in _SHORT.finditer(text)}
    named = Counter(each[0].lower() for each in (agents.called.finditer(text) if agents.called else ()))
    return Names(
        agents,
        {short: name for short, name in found.items() if not agents.own.search(short)},
        frozenset(name for name, times in named.items() if times > 1),
    )


def arms_in(text: str, names: Names) -> list[Arm]:
    """The arms in the order in which the sentence names them; those that are one together, as one."""
    own = [_own(text, each) for each in names.agents.own.finditer(text)]
    own += [Arm(OWN, each[0].lower(), *each.span()) for each in _TREATED.finditer(text)]
    inert = [_whole(text, INERT_ARM, inert_name(each[0]), *each.span()) for each in INERT.finditer(text)]
    other = [
        _whole(text, OTHER, names.short.get(each[0], each[0].lower()), *each.span())
        for each in _others(tuple(sorted(names.short))).finditer(text)
        if is_agent(each[0]) and not names.agents.own.search(each[0])
    ]
    called = names.agents.called.finditer(text) if names.agents.called else ()
    other += [
        _whole(text, OTHER, each[0].lower(), *each.span())
        for each in called
        if each[0].lower() in names.called and is_agent(each[0]) and not _NO_NAME.fullmatch(each[0])
    ]
    return _joined(text, sorted((*own, *inert, *other), key=lambda each: (each.start, -each.end)))


def inert_name(printed: str) -> str:
    """What a control is called where an estimate is compared with it."""
    printed = printed.lower().removeprefix("the ")
    return "control" if re.fullmatch(r"control[- ]\w+|control", printed) else printed


@lru_cache(32)
def _others(short: tuple[str, ...]) -> re.Pattern[str]:
    if not short:
        return _OTHERS
    return re.compile(rf"{_OTHERS.pattern}|(?<![\w-])(?-i:{'|'.join(map(re.escape, short))})(?![\w-])", _I)


def _own(text: str, match: re.Match[str]) -> Arm:
    denied = _NOT_OWN.search(text, max(0, match.start() - _REACH), match.start())
    if denied and denied[0].lower().startswith("non"):
        return _whole(text, OTHER, f"{denied[0]}{match[0]}".lower(), denied.start(), match.end())
    return _whole(text, UNCLEAR if denied else OWN, match[0].lower(), *match.span())


def _whole(text: str, kind: str, name: str, start: int, end: int) -> Arm:
    behind = _BEHIND.match(text, end)
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return Arm(kind, name, before.start() if before else start, behind.end() if behind else end)


def _joined(text: str, arms: list[Arm]) -> list[Arm]:
    """Those that are one together, "metformin plus placebo" and "a sitagliptin placebo", are joined."""
    found: list[Arm] = []
    for arm in arms:
        last = found[-1] if found else None
        blank = last is not None and _BLANK.fullmatch(text, last.end, arm.start) is not None
        if last is None or (arm.start >= last.end and not blank and not _WITH.fullmatch(text, last.end, arm.start)):
            found.append(arm)
        elif arm.end > last.end:
            order = _OF_ITS_PLACEBO if blank else _OF_BOTH
            first = min((last, arm), key=lambda each: order.index(each.kind))
            found[-1] = first._replace(start=last.start, end=max(last.end, arm.end))
    return found
