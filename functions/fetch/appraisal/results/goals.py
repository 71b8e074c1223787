"""How many reached a goal: "the share who achieved an HbA1c below 7% was higher" is no higher HbA1c.

A goal is told by a sign ("<7%", "at least 5%"), by "below" or "above", or by its name. Where it is on the good side of
its outcome, more who reach it are better off; where that is not plain, so is nothing.
"""

import re

_I = re.IGNORECASE
_REACH = re.compile(
    r"\b(?:achiev|attain|reach)(?:e[sd]?|es|ed|ing|ement|ment)?\b(?! (?:\w+ )?significan)(?:(?! who\b)[^;]){0,50}$",
    _I,
)
_SHARE = re.compile(
    r"\b(?:proportions?|percentages?|shares?|fractions?|numbers?|rates?|more|fewer|many|most|all|\d+\s?%|likely|odds|"
    r"likelihood|probability|chances?)\b",
    _I,
)
_BELOW = re.compile(
    r"[^;,.()]{0,25}?(?:[<≤⩽]|\b(?:below|under|less than|at most|no more than|or (?:less|lower))\b)", _I
)
_ABOVE = re.compile(r"[^;,.()]{0,25}?(?:[>≥⩾]|\b(?:above|over|more than|at least|or (?:more|greater|higher))\b)", _I)
_SO_MUCH = re.compile(r"[^;,.()]{0,25}?\d\s?%", _I)
_NAMED = re.compile(r"[\s-](?:[\w%<≤.-]+ ){0,3}?(?:targets?|goals?)\b", _I)
_NAMED_BEFORE = re.compile(r"\b(?:target|goal|recommended) (?:\w+ )?$", _I)


def goal_of(text: str, start: int, end: int, sign: int) -> int | None:
    """The sign of more who reached it, where the outcome from `start` to `end` is a goal; 0 where that is open.

    None where it is no goal: nobody is counted who reached it.
    """
    before = text[:start]
    reached = _REACH.search(before)
    if reached is None or not _SHARE.search(before):
        return None
    behind = text[end:]
    if _NAMED.match(behind) or _NAMED_BEFORE.search(before):
        return 1
    below, above = _BELOW.match(behind), _ABOVE.match(behind)
    if below and (not above or below.end() <= above.end()):
        return -sign
    if above:
        return sign
    return 1 if sign > 0 and _SO_MUCH.match(behind) else 0
