"""C21: a relative risk told as an absolute one, and how many need treatment told as how many were helped.

From 4% to 2% is half of the risk and two in a hundred people. A figure that every quote gives in the one terms is not
told in the other; a claim that names neither passes. Of `the number needed to treat was 12` nobody tells that 12 were
helped.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.grounding.figures.roles import Told, nearest_role, told_otherwise
from shared.gates.words.normal import normalise
from shared.gates.words.values import placed

_TERMS = re.compile(r"\b(?:(?P<absolute>absolute(?:ly)?)|(?P<relative>relative(?:ly)?)(?! to\b))\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s?(?:in )?(?:(?P<absolute>absolute)|(?P<relative>relative)) (?:terms|risk|reduction|difference|increase|"
    r"decrease)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[;()]|, (?:and|or|but|with)\b|\b(?:and|while|whereas|but|or) (?:an? )?(?=absolute|relative)", re.IGNORECASE
)
_NEEDED = re.compile(
    r"\b(?:numbers? needed to \w+|(?-i:NNTs?|NNHs?))\b[^.;\d]{0,80}?(?:\b(?:was|were|of|is)\b|[=:])\s?$", re.IGNORECASE
)
_FOR_ONE = re.compile(
    r"\b(?:need\w*|every|each|per|one (?:in|of|out)|1 (?:in|of|out)|would have|for one|to (?:prevent|avoid|save|help|"
    r"spare)|number|NNT|NNH|have to)\b",
    re.IGNORECASE,
)
_FAR = 100


def mistaken(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim in absolute terms that its quotes give in relative ones, or the reverse; or nothing."""
    in_others = told_otherwise(_termed(claim), (each for quote in quotes for each in _termed(quote)))
    return next((f"{each.role}: {each.span}" for each in in_others), "")


def helped(claim: str, quotes: Sequence[str]) -> str:
    """The number needed to treat of a quote that a claim tells as a number of people, or nothing."""
    if _FOR_ONE.search(normalise(claim).text):
        return ""
    own = {each.value: each.span for each, *_ in placed(claim) if not each.unit and not each.name}
    for quote in quotes:
        body = normalise(quote).text
        for each, at, _ in placed(quote):
            if each.value in own and _NEEDED.search(body[max(0, at - 2 * _FAR) : at]):
                return own[each.value]
    return ""


def _termed(text: str) -> Iterator[Told]:
    """Each figure with the terms that it is given in, by the nearest word before it or one right behind it."""
    body = normalise(text).text
    for each, at, end in placed(text):
        if each.name:
            continue
        terms = nearest_role(body[max(0, at - _FAR) : at], _TERMS, _BEHIND.match(body, end), _PARTS)
        yield Told(each.value, each.unit, terms, each.span)
