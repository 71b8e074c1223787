"""Outcomes that share one verb: "it reduced body weight, HbA1c and pain", "weight, HbA1c, and pain were lower".

Each of them is told by the sentence without the others. Only a plain list counts: commas between its names and one
"and" before the last. An "or" makes a composite, and a list that may be two clauses ("it eased pain and mortality was
higher") is none.
"""

import re
from typing import NamedTuple

from functions.fetch.appraisal.results.outcome_words import Mention

AT_MOST = 8
"""A list of more is a table."""

_GAP_AT_MOST = 150
"""Characters between two names of a list."""
_I = re.IGNORECASE
_CHANGED = (
    r"(?:increas|decreas|reduc|rais|improv|ameliorat|alleviat|reliev|attenuat|diminish|suppress|inhibit|prevent|lower|"
    r"enhanc|promot|stimulat|accelerat|restor|preserv|revers|normali[sz]|protect|worsen|impair|exacerbat|aggravat|"
    r"shorten|prolong|extend|declin|elevat|limit|slow|block|induc|caus|produc|affect|alter|chang|differ)"
    r"(?:e[sd]?|ed|s|es|ing|ions?|ements?)?"
)
_VERB = (
    rf"(?:was|were|is|are|be|been|had|has|have|did|does|do|showed|remained|fell|rose|fallen|risen|higher|lower|better|"
    rf"worse|greater|less|fewer|more|{_CHANGED})"
)
_STOP = (
    rf"(?:{_VERB}|in|with|by|for|to|than|from|after|at|on|between|among|versus|vs|through|via|during|despite|without|"
    r"but|not|no|nor|neither|or|while|whereas|which|that|who|when|and|as|compared|relative|\w+ly)"
)
_NOUN = rf"(?!{_STOP}\b)[A-Za-zα-ω0-9][\w/%'-]*"
_TAIL = rf"(?:\s{_NOUN}){{0,2}}(?:\s?\([^()]{{1,40}}\))?"
_ITEM = rf"{_NOUN}(?:\s{_NOUN}){{0,4}}(?:\s?\([^()]{{1,40}}\))?"
_COMMAS = re.compile(rf"(?P<tail>{_TAIL}),\s(?:{_ITEM},\s)*(?:{_NOUN}\s){{0,3}}", _I)
_LAST = re.compile(rf"(?P<tail>{_TAIL})(?P<comma>(?:,\s{_ITEM})*,?)\s(?:and|as well as)\s(?:{_NOUN}\s){{0,3}}", _I)
_BEHIND_LAST = re.compile(rf"(?:\s(?!of\b){_NOUN}){{0,2}}", _I)
_NO_LIST = re.compile(
    r"\b(?:between|correlat\w+|composite|combin\w+|ratios?|relation\w*|association|either)\b[^,;]{0,40}$", _I
)
"""Before what is told of together."""
_CLAUSE = re.compile(r";|,?\s\b(?:but|whereas|while|although|though|however)\b", _I)
_SHARED_OUT = re.compile(r"\brespectively\b", _I)
_IS_SUBJECT = re.compile(
    r"(?:^|[,;:]\s|\b(?:in|of|that|both)\s)(?:(?:the|both|mean|median|total|fasting|serum|plasma|\w+al|\w+ic)\s){0,3}$",
    _I,
)
"""How a list opens of which the verb stands behind it."""
_OPENING = re.compile(
    r"^\W*(?:despite|in|after|with|among|amid|during|for|following|by|without|because of|due to)\s[^,;]*$", _I
)
"""Before what a sentence opens with, which a comma parts from the list."""
_FINITE = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:\w+ly\s)?(?:was|were|is|are|had|has|did|does|showed|remained|fell|rose|"
    r"(?:increas|decreas|improv|declin|chang|differ)(?:ed|e[sd]))\b",
    _I,
)


class Alone(NamedTuple):
    """The sentence with one outcome of a list: where that stands in it, and how much shorter it is than before."""

    text: str
    mention: Mention
    shorter: int


def alone_in(text: str, named: list[Mention]) -> dict[int, Alone]:
    """For the place in `named` of every outcome that stands in a list: the sentence without the others of the list."""
    found: dict[int, Alone] = {}
    at = 0
    while at < len(named):
        last, ends = _list_from(text, named, at)
        if last > at + 1 and _OPENING.search(text[: named[at].start]):
            # "Despite weight loss, pain and sleep were better."
            at, ends = at + 1, ends[1:]
        if last > at and last - at < AT_MOST and _is_plain(text, named[at], named[last]):
            found |= _each(text, named, at, last, ends)
        at = max(last, at) + 1
    return found


def _list_from(text: str, named: list[Mention], at: int) -> tuple[int, list[int]]:
    """The place of the last outcome of the list that begins there (the same where none does), and where items end."""
    ends: list[int] = []
    for number in range(at, len(named) - 1):
        gap = text[named[number].end : named[number + 1].start]
        if len(gap) > _GAP_AT_MOST:
            break
        if last := _LAST.fullmatch(gap):
            if number == at and last["comma"] == ",":
                # "It eased pain, and mortality was higher."
                return at, []
            return number + 1, [*ends, named[number].end + len(last["tail"])]
        if (commas := _COMMAS.fullmatch(gap)) is None:
            break
        ends.append(named[number].end + len(commas["tail"]))
    return at, []


def _is_plain(text: str, first: Mention, last: Mention) -> bool:
    cut = _CLAUSE.search(text, last.end)
    if _NO_LIST.search(text[: first.start]) or _SHARED_OUT.search(text, last.end, cut.start() if cut else len(text)):
        return False
    behind = _BEHIND_LAST.match(text, last.end)
    verb = _FINITE.match(text, behind.end() if behind else last.end)
    return verb is None or _IS_SUBJECT.search(text[: first.start]) is not None


def _each(text: str, named: list[Mention], at: int, last: int, ends: list[int]) -> dict[int, Alone]:
    start = named[at].start
    behind = _BEHIND_LAST.match(text, named[last].end)
    upto = behind.end() if behind else named[last].end
    found: dict[int, Alone] = {}
    for number, end in zip(range(at, last + 1), [*ends, upto], strict=True):
        one = named[number]
        item = text[one.start : end]
        moved = one._replace(start=start, end=start + one.end - one.start)
        found[number] = Alone(f"{text[:start]}{item}{text[upto:]}", moved, upto - start - len(item))
    return found
