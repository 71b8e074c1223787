"""C21: odds told as chances.

Odds that are twice as high are not twice the risk: where half are ill, twice the odds are two in three. So a figure
that quotes give for odds alone is told as odds, and not as a risk, a likelihood or as so many more people.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import placed

_ODDS = re.compile(r"\bodds\b|(?-i:\ba?ORs?\b(?!\s[A-Z]))", re.IGNORECASE)
_CHANCES = re.compile(
    r"\b(?:risks?|likel\w+|likelihood|chances?|probabilit\w+|probable|hazards?|incidences?|prevalence|relative)\b|"
    r"(?-i:\b[HR]Rs?\b)",
    re.IGNORECASE,
)
_AS_CHANCES = re.compile(
    r"\b(?:risks?|likel(?:y|ier)|likelihood|chances?|probabilit\w+|probable|as (?:many|often|common|frequent)\b|"
    r"times (?:more|as|the (?:number|rate))|more often|(?:two|three|four|five|ten|\d)-?fold (?:more|as))\b",
    re.IGNORECASE,
)
_HOW_MUCH = frozenset({"%", "times"})
"""Units of what is so many times, or by so much, another; a ratio has none."""


def told_as_chances(claim: str, quotes: Sequence[str]) -> str:
    """The words of chance for a figure that its quotes give for odds alone, or nothing."""
    text = normalise(claim).text
    found = _AS_CHANCES.search(text)
    if found is None or _ODDS.search(text):
        return ""
    there = [normalise(quote).text for quote in quotes]
    if not any(map(_ODDS.search, there)) or any(map(_CHANCES.search, there)):
        return ""
    figures = {each.value for each, *_ in placed(claim) if each.unit in _HOW_MUCH or "." in each.value}
    given = {each.value for quote in quotes for each, *_ in placed(quote) if not each.name}
    turned = {each.value for each, *_ in placed(claim) if each.unit == "%"} - given
    return found[0] if figures & given or turned else ""
