"""Amounts of arms that are no result: what was there at the start, what was given, who took part and who stayed."""

import re

_I = re.IGNORECASE
_AT_FIRST = re.compile(
    r"^\W*(?:at|before|prior to) (?:baseline|entry|inclusion|randomi[sz]ation|treatment)\b|\bat (?:baseline|entry)\b|"
    r"\bbaseline (?:characteristics|values?|levels?|mean|median)\b",
    _I,
)
_AS_FIRST = re.compile(r"^\W*(?:the )?(?:mean |median )?(?:baseline|pre-?treatment)\b", _I)
_BY_THEN = re.compile(r"\b(?:at|by|after) (?:week|month|day|year|the end|\d)", _I)
"""Behind these a sentence that begins with what was there at first goes on to what came of it."""
_WHO = re.compile(
    r"\b(?:mean age|median age|aged|(?:were|was) (?:wo)?men|girls|boys|males?|females?|white|caucasian|enrol\w+|"
    r"screened|(?:were|was) randomi[sz]ed(?! to)|allocated|assigned (?!to)|recruit\w+|eligible|"
    r"history of|comorbid\w+|(?:was|were) present|adheren\w+|complian\w+|retention|follow(?:ed)?[- ]up rates?|"
    r"complet(?:ed|ion of)(?: (?:the|all))? (?:study|trial|treatment|follow-up|\d+ (?:weeks|months|years))|"
    r"(?:study|trial|treatment|follow-up|it) (?:was|were) completed|completion rates?)\b",
    _I,
)
_GIVEN = re.compile(
    r"\b(?:dos(?:es?|ages?) (?:was|were)|doses? (?:increas|reduc|escalat)\w+|titrat\w+|diets?|chow|background|"
    r"temperature|pH|bioavailability|(?:was|were) (?:taken|used|received|given|prescribed) (?:by|in|to)|"
    r"(?:were|was) (?:on|taking|receiving|using))\b",
    _I,
)
_PLANNED = re.compile(
    r"\b(?:assum\w+|powered|power|anticipat\w+|expected|hypothes\w+|sample size|margins?|defined as|to detect|would|"
    r"previous (?:studies|trials)|previously)\b",
    _I,
)
_WISHED = re.compile(
    r"[^;.]{0,40}?\b(?:would|could be detected|(?:was|were|is) (?:assumed|expected|planned|required))\b|"
    r"[^,;.]{0,25}?\b(?:at (?:baseline|entry|inclusion)|before (?:treatment|randomi[sz]ation))\b",
    _I,
)
"""Behind the amounts, that they were wished for, or were there before."""
_BUILD = re.compile(r"\b(?:BMI|body[- ]mass index|height) (?:was|were|averaged|of)\b", _I)
_LATER = re.compile(
    r"\b(?:after|by|at (?:the end|week|month|day|year|\d+)|end|final|follow-?up|chang\w+|fell|rose|"
    r"decreas\w+|increas\w+|reduc\w+|lower|higher|less|more)\b",
    _I,
)
"""What is told without these of how people are built may be how they came."""


def is_no_result(text: str, start: int, at: int, end: int) -> bool:
    """Whether the clause from `start` says so of the amounts between `at` and `end`."""
    before, told = text[start:at], text[start:end]
    if _AT_FIRST.search(text, 0, end) or _WHO.search(told) or _GIVEN.search(told) or _PLANNED.search(before):
        return True
    if _WISHED.match(text, end) or (_AS_FIRST.match(text) and not _BY_THEN.search(text, 0, at)):
        return True
    return _BUILD.search(before) is not None and not _LATER.search(text)
