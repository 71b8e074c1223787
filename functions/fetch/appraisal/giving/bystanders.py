"""What was given beside what a study is about: to make ill, to put to sleep, to mark or to hold against.

Nobody studies streptozotocin or horseradish peroxidase for what a page is about, so the route and the time that stand
beside their names are not the study's, whether or not the sentence says what they were for.
"""

import re

from functions.fetch.appraisal.text.bystander_names import NAME, NAMED

_I = re.IGNORECASE
_GIVING = r"(?:injections?|doses?|administration|infusions?|instillations?|gavage|applications?)"
_IS_BEHIND = re.compile(
    rf"(?:ly)?\s?(?:\([^()]*\)\s)?(?:(?:single|daily|weekly)\s)?(?:{_GIVING}\s)?(?:\([^()]*\)\s)?(?:of|with)\s"
    rf"(?:(?!and\b|or\b|then\b)[^\s,;.]+\s){{0,3}}?{NAME}",
    _I,
)
_BREAKS = re.compile(
    r";|,(?!\d)|\.(?!\d)|\b(?:and|or|then|plus|with|followed|before|after|receiv\w+|treated|fed|either)\b", _I
)
"""Between such a name and what is told of it: something else begins."""
_A_TIME = re.compile(r"\b(?:after|before|following|since|prior to|until)\s(?:(?:the|an?|last|first|single)\s)*$", _I)
"""What is told by such a name is only when something else began."""
_NEAR = 60
_REACH = 300
"""Characters before a route or a time in which such a name is looked for: it is longer than none."""
_OF_A_REFERENCE = re.compile(r"\b(?:reference (?:compounds?|substances?|items?)|trained to discriminate)\b", _I)


def is_a_bystanders(text: str, start: int, end: int, clause: str) -> bool:
    """Whether the route or time from `start` to `end` stands beside the name of something that was only given so."""
    return bool(
        _IS_BEHIND.match(text, end)
        or _is_before(text[max(0, start - _REACH) : start])
        or _OF_A_REFERENCE.search(clause)
    )


def _is_before(before: str) -> bool:
    """Whether such a name goes before, with no other giving in between; a comma counts only inside brackets."""
    named = list(NAMED.finditer(before))
    if not named or _A_TIME.search(before[: named[-1].start()]):
        return False
    between = before[named[-1].end() :]
    opened = between.rfind("(") > between.rfind(")")
    told = between[: between.rfind("(")] if opened else between
    return len(between) <= _NEAR and not _BREAKS.search(told)
