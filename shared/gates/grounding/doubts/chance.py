"""C22: a difference that chance may have made, told as if it had not.

Where no P of the quotes is below 0.05, a claim that tells of a difference gives the P as well, or says in words that it
was not significant. A quote that tells of an effect and gives no P decides for the claim.
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.contrary.directions import tells_of_an_effect
from shared.gates.words.normal import normalise

SIGNIFICANT_BELOW = 0.05

_P = re.compile(
    r"(?<![\w-])p(?:[- ]values?)?\s?(?:(?P<sign>[=<>≤≥])|of|was)\s?(?P<value>0?\.\d+|[01]\.0+)(?!\d)", re.IGNORECASE
)
_NOT_SIGNIFICANT = re.compile(r"(?<=\d[,;] )N\.?S\.?(?=[),;])|\bp\s?=\s?N\.?S\b", re.IGNORECASE)
"""Behind a figure or as a P: in brackets of its own it may be a name, of normal saline for one."""
_SAID = re.compile(
    r"\b(?:significan\w+|chance|trend\w*|tend(?:s|ed|ency)|numerical\w*|borderline|nominal\w*|without reaching)\b",
    re.IGNORECASE,
)


def left_out(claim: str, quotes: Sequence[str]) -> str:
    """The P of a quote that the claim leaves out though it tells of a difference, or nothing."""
    text = normalise(claim).text
    if _P.search(text) or _NOT_SIGNIFICANT.search(text) or _SAID.search(text) or not tells_of_an_effect(claim):
        return ""
    found = ""
    for quote in quotes:
        body = normalise(quote).text
        values = [*_P.finditer(body)]
        by_chance = [each[0] for each in values] + _NOT_SIGNIFICANT.findall(body)
        if not all(map(_by_chance, values)) or (not by_chance and tells_of_an_effect(quote)):
            return ""
        found = found or next(iter(by_chance), "")
    return found


def _by_chance(p: re.Match[str]) -> bool:
    return float(p["value"]) >= SIGNIFICANT_BELOW and not (
        p["sign"] in ("<", "≤") and float(p["value"]) <= SIGNIFICANT_BELOW
    )
