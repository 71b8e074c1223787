"""With what an estimate compares: the control or medicine that its sentence sets against, or the one before it does.

A ratio or a difference is one between groups: "from baseline" beside it says of what the change was taken. Where two
could be meant and none stands beside it, nothing is given.
"""

import re

from functions.fetch.appraisal.effects.medicines import MEDICINES

_I = re.IGNORECASE
_INERT = (
    r"placebo|vehicle|saline|sham|controls?|usual care|standard (?:of )?care|untreated|no treatment"
    r"(?!-?\s?(?:controlled|corrected|adjusted|subtracted))"
)
_WHO = rf"(?P<who>{_INERT}|baseline|insulin \w+|{MEDICINES})(?![\w-])"
_MARKS = (
    r"than|versus|vs\.?|(?:as )?compared (?:with|to)|(?:in|by) comparison (?:with|to)|relative to|over(?!\s\d)|against"
)
_BESIDE = re.compile(rf"\b(?:{_MARKS}|or|from)\s(?:[^\s,;]+\s){{0,3}}?{_WHO}", _I)
_AGAINST = re.compile(rf"\b(?:{_MARKS})\s(?:(?!and\b|or\b)[^\s,;()]+\s){{0,3}}?{_WHO}", _I)
_ARM = re.compile(
    r"(?:,|;|\b(?:and|versus|vs\.?|against|while|whereas|but|than|compared (?:with|to)))\s(?:[^\s;]+\s){0,8}?"
    r"(?:in|with|on|for|among|after|receiving|given|to|of)\s(?:the\s|those\s|\d+\s|who\s|received\s|receiving\s|given\s)*"
    rf"(?P<who>(?P<inert>{_INERT})|(?:{MEDICINES})(?=\s(?:group|arm)\b))(?![\w-])",
    _I,
)
"""The second arm of those that are told side by side."""
_BETWEEN = re.compile(rf"\bbetween\s(?:the\s)?[^,;()\d]{{1,40}}?(?:-\d+)?\sand\s(?:the\s)?{_WHO}", _I)
_BEFORE = re.compile(
    rf"\b(?:{_MARKS}|and|or)\s(?:(?:with|the|in|those|on)\s){{0,3}}{_WHO}(?:-treated)?(?:\s[a-z]+)?\s?[(\[][^()\[\]\d]{{0,20}}$",
    _I,
)
"""Right before the brackets in which the estimate stands."""
_GROUP = re.compile(r"\b(?:group|arm)\b", _I)
_CHANGE_FROM = "baseline"
_AFTER = 90
"""Characters around an estimate in which what stands is beside it."""
_REACH = 800
_OPENS = re.compile(
    r"\W*(?:(?:the|this|these|that|an?|it|adjusted|unadjusted|pooled|overall|estimated|corresponding|resulting|"
    r"correspond\w+|equivalent|translat\w+|was|is|are|with|to|into|primary|result|analysis)\s)*",
    _I,
)
"""How a sentence begins that goes on with the one before it: it names nothing before its estimate."""
_WHOSE = re.compile(r"\b(?:having|patients|women|men|people|participants|smok\w+|those)\b", _I)
_OF_ANOTHER_THING = re.compile(r"\b(?:associated|predict\w*|correlat\w+|risk factors?|linked|related)\b", _I)


def comparator_of(text: str, start: int, end: int, upto: int, *, between: bool, before: str = "") -> str:
    """What the estimate from `start` to `end` was compared with; `upto` is where the next one begins.

    `between` are estimates between groups; only for those the rest of the sentence counts, and the one `before` it.
    """
    if (
        between
        and (found := _BEFORE.search(text, max(0, start - _AFTER), start))
        and found["who"].lower() != _CHANGE_FROM
    ):
        return found["who"].lower()
    near = _BESIDE.finditer(text, start, min(len(text), max(upto, end) + _AFTER))
    near_before = _BESIDE.finditer(text, max(0, start - _AFTER), start)
    for each in (*near, *near_before):
        if not between or each["who"].lower() != _CHANGE_FROM:
            return each["who"].lower()
    if not between:
        return ""
    found = _named(text[max(0, start - _REACH) : start]) | _named(text[end : min(upto, end + _REACH)])
    if (
        not found
        and start <= _REACH
        and _OPENS.fullmatch(text[:start])
        and not (_OF_ANOTHER_THING.search(text) or _WHOSE.search(text, start, end))
    ):
        found = _named(before)
    return found.pop() if len(found) == 1 else ""


def _named(text: str) -> set[str]:
    found = {each["who"] for form in (_AGAINST, _BETWEEN) for each in form.finditer(text)}
    for each in _ARM.finditer(text):
        # A medicine's group is the other one only behind a first.
        if each["inert"] or _GROUP.search(text, 0, each.start()):
            found.add(each["who"])
    return {_single(each) for each in found if each.lower() != _CHANGE_FROM}


def _single(name: str) -> str:
    return re.sub(r"^controls$", "control", name.lower())
