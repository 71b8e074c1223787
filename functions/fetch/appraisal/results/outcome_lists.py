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
    r"shorten|prolong|extend|declin|elevat|limit|slow|block|induc|caus|produc|affect|alter|chang|differ|"
    r"(?:up|down)-?regulat|activat|elicit|exert|abrogat|counteract|mitigat|modulat|facilitat)"
    r"(?:e[sd]?|ed|s|es|ing|ions?|ements?)?"
)
_VERB = (
    rf"(?:was|were|is|are|be|been|had|has|have|did|does|do|showed|remained|fell|rose|fallen|risen|higher|lower|better|"
    rf"worse|greater|less|fewer|more|{_CHANGED})"
)
_STOP = (
    rf"(?:{_VERB}|in|with|by|for|to|than|from|after|at|on|between|among|versus|vs|through|via|during|despite|without|"
    r"but|not|no|nor|neither|or|while|whereas|which|that|who|when|and|as|compared|relative|also|then|\w+ly|"
    r"\w+ed (?:the|an?|its|their))"
)
_NOUN = rf"(?!{_STOP}\b)[A-Za-zα-ω0-9][\w/%'-]*"
_TAIL = rf"(?:\s{_NOUN}){{0,2}}(?:\s?\([^()]{{1,40}}\))?"
_ITEM = rf"{_NOUN}(?:\s{_NOUN}){{0,4}}(?:\s?\([^()]{{1,40}}\))?"
ITEM, NOUN = _ITEM, _NOUN
_COMMAS = re.compile(rf"(?P<tail>{_TAIL}),\s(?:{_ITEM},\s)*(?:{_NOUN}\s){{0,3}}", _I)
_LAST = re.compile(rf"(?P<tail>{_TAIL})(?P<comma>(?:,\s{_ITEM})*,?)\s(?:and|as well as)\s(?:{_NOUN}\s){{0,3}}", _I)
_BEHIND_LAST = re.compile(rf"(?:\s(?!of\b){_NOUN}){{0,2}}", _I)
_SHARED = re.compile(r"\b(?:reductions?|improvements?|decreases?|increases?|elevations?|loss(?:es)?|gains?)\b", _I)
"""The noun that all names of a list belong to: "weight and HbA1c reductions"."""
_NO_LIST = re.compile(
    r"\b(?:between|correlat\w+|composite|combin\w+|ratios?|relation\w*|association|either)\b[^,;]{0,40}$", _I
)
"""Before what is told of together."""
_CLAUSE = re.compile(r";|,?\s\b(?:but|whereas|while|although|though|however)\b", _I)
_SHARED_OUT = re.compile(r"\brespectively\b", _I)
_IS_SUBJECT = re.compile(
    r"(?:^|[,;:]\s|\b(?:in|of|that|both|including|such as|namely)\s)(?:(?:the|both|mean|median|total|fasting|serum|"
    r"plasma|\w+al|\w+ic)\s){0,3}$",
    _I,
)
"""How a list opens of which the verb stands behind it."""
_OPENING = re.compile(
    r"^\W*(?:despite|in|after|with|among|amid|during|for|following|by|without|because of|due to)\s[^,;]*$", _I
)
"""Before what a sentence opens with, which a comma parts from the list."""
_FINITE = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:(?:\w+ly|also|all|both)\s){0,2}(?:was|were|is|are|had|has|did|does|showed|remained|"
    r"fell|rose|"
    r"(?:increas|decreas|improv|declin|chang|differ)(?:ed|e[sd]))\b",
    _I,
)
_BARE = rf"(?!(?:the|an?|both|all)\b){_NOUN}"
_UNNAMED = re.compile(
    rf"(?P<tail>{_TAIL})(?P<last>(?:,\s{_ITEM}){{0,8}},?\s(?:and|as well as)\s{_BARE}(?:\s{_BARE}){{0,4}}"
    rf"(?:\s?\([^()]{{1,40}}\))?)(?={_FINITE.pattern})",
    _I,
)
"""Further names of a list of which the verb stands behind it: "IL-6, cathepsins and caspases were lower"."""


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
        listed = _list_from(text, named, at)
        if listed.last > at + 1 and _OPENING.search(text[: named[at].start]):
            # "Despite weight loss, pain and sleep were better."
            at, listed = at + 1, listed._replace(ends=listed.ends[1:])
        of_one = listed.last == at
        if (not of_one or listed.upto) and listed.last - at < AT_MOST and _is_plain(text, named[at], named, listed):
            found |= _each(text, named, at, listed)
        at = max(listed.last, at) + 1
    return found


class _List(NamedTuple):
    """The place of the last outcome of a list, where its items end, and where names end that are no outcomes'."""

    last: int
    ends: list[int]
    upto: int = 0


def _list_from(text: str, named: list[Mention], at: int) -> _List:
    """The list that begins there; one of that outcome alone where none does."""
    ends: list[int] = []
    for number in range(at, len(named) - 1):
        gap = text[named[number].end : named[number + 1].start]
        if len(gap) > _GAP_AT_MOST:
            break
        if last := _LAST.fullmatch(gap):
            if number == at and last["comma"] == ",":
                # "It eased pain, and mortality was higher."
                return _List(at, [])
            return _List(number + 1, [*ends, named[number].end + len(last["tail"])])
        if (commas := _COMMAS.fullmatch(gap)) is None:
            break
        ends.append(named[number].end + len(commas["tail"]))
    last = at + len(ends)
    if unnamed := _UNNAMED.match(text, named[last].end, named[last].end + _GAP_AT_MOST):
        return _List(last, [*ends, unnamed.end("tail")], unnamed.end("last"))
    return _List(at, [])


def _is_plain(text: str, first: Mention, named: list[Mention], listed: _List) -> bool:
    last = named[listed.last]
    cut = _CLAUSE.search(text, last.end)
    if _NO_LIST.search(text[: first.start]) or _SHARED_OUT.search(text, last.end, cut.start() if cut else len(text)):
        return False
    behind = _BEHIND_LAST.match(text, last.end)
    verb = listed.upto or _FINITE.match(text, behind.end() if behind else last.end)
    return not verb or _IS_SUBJECT.search(text[: first.start]) is not None


def _each(text: str, named: list[Mention], at: int, listed: _List) -> dict[int, Alone]:
    start, last = named[at].start, listed.last
    behind = _BEHIND_LAST.match(text, named[last].end)
    upto = listed.upto or (behind.end() if behind else named[last].end)
    shared = text[named[last].end : upto] if behind and not listed.upto and _SHARED.search(behind[0]) else ""
    ends = listed.ends if listed.upto else [*listed.ends, upto]
    found: dict[int, Alone] = {}
    for number, end in zip(range(at, last + 1), ends, strict=True):
        one = named[number]
        item = text[one.start : end]
        if number < last and not _SHARED.search(item):
            item += shared
        moved = one._replace(start=start, end=start + one.end - one.start)
        found[number] = Alone(f"{text[:start]}{item}{text[upto:]}", moved, upto - start - len(item))
    return found
