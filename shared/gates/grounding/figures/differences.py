"""C21: how far something changed from where it began, told as how far one group came beyond the other.

`HbA1c fell by 0.9% from baseline with exemplin and by 0.8% with placebo` has no 0.9% against placebo. Read are claims
with one measured figure that stands in a comparison itself (`0.9% lower than with placebo`); `fell by 0.9%, more than
with placebo` tells the change and passes.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from shared.gates.words.normal import normalise
from shared.gates.words.values import TIMES, Quantity, placed

_COMPARES = r"(?:compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\.?|beyond|over and above|against)"
_BEGINNING = (
    r"(?:baseline|before|the beginning|the start|pre-?\w+|entry|"
    r"at (?:the )?(?:start|entry|outset)|initial\w*|their own)"
)
_MORE = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:percentage )?(?:points? )?(?:[\w-]+ly )?(?:more|less|lower|higher|fewer|greater|better|"
    r"worse|longer|shorter|larger|smaller|heavier|lighter|further|faster)\b(?:[^,;.\d]|(?<=[\w-])\d){0,60}?\bthan\b"
    rf"(?! (?:it |they |at |the |had |was |been |in )*{_BEGINNING})|"
    rf"(?:[^,;.\d]|(?<=[\w-])\d){{0,50}}? {_COMPARES} (?!(?:the |their |its )?{_BEGINNING})",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    rf"^\W*(?:{_COMPARES}) (?!(?:the |their |its )?{_BEGINNING})(?:[^,;.\d]|(?<=[\w-])\d){{2,60}},", re.IGNORECASE
)
_FROM_BASELINE = re.compile(
    r"\b(?:from|vs\.?|versus|against|below|above|over|(?:compared|comparison) (?:with|to)|relative to|than|to) "
    rf"(?:the |their |its )?(?:\w+ )?{_BEGINNING}\b|\bwithin (?:the |each )?(?:\w+ )?(?:groups?|arms?)\b|"
    r"\b(?:baseline|pre-?treatment) (?:values?|levels?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:differ\w*|between|net|(?:placebo|control|sham|vehicle)[- ](?:subtracted|corrected|adjusted|controlled)|"
    rf"adjusted|excess|beyond)\b|\bthan (?!(?:the |at |their )*{_BEGINNING})|"
    rf"\b{_COMPARES} (?!(?:the |their |its )?(?:\w+ )?{_BEGINNING})",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"(?:\s?\([^()]*\))?\s?(?:points? )?(?:with|in|on|for|among|after|under)\b(?:[^.;\d]|"
    r"(?<=[\w-])\d){2,60}?\b(?:and|versus|vs\.?|"
    rf"but|while|whereas|against|{_COMPARES})\s(?:only |just |was |were |fell |rose |by )*$",
    re.IGNORECASE,
)
"""Between two figures, each of its own group."""


def told_between(claim: str, quotes: Sequence[str]) -> str:
    """The figure that the claim sets between groups, and its quotes between a group and its beginning; or nothing."""
    text = normalise(claim).text
    figures = _measured(claim)
    if len(figures) != 1:
        return ""
    figure, _, end = figures[0]
    if not (_MORE.match(text, end) or _FRONTED.match(text)) or _FROM_BASELINE.search(text):
        return ""
    having = [each for each in quotes if any(_same(figure, one) for one, *_ in _measured(each))]
    return figure.span if having and all(_own_change(each, figure) for each in having) else ""


def _own_change(quote: str, figure: Quantity) -> bool:
    """Whether a quote tells by that figure how one group changed, and nowhere how two differ by it."""
    body = normalise(quote).text
    figures = _measured(quote)
    for (one, _, end), (two, at, _) in pairwise(figures):
        if one.unit == two.unit and _same(figure, one) is not _same(figure, two) and _TWO.fullmatch(body, end, at):
            return True
    return bool(_FROM_BASELINE.search(body)) and not _BETWEEN.search(body)


def _same(one: Quantity, two: Quantity) -> bool:
    return (one.value, one.unit) == (two.value, two.unit)


def _measured(text: str) -> list[tuple[Quantity, int, int]]:
    """Figures with a unit that are no times, in their order."""
    return [each for each in placed(text) if each[0].unit and each[0].unit not in TIMES and not each[0].name]
