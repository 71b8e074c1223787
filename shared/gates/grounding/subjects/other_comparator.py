"""C20: a difference from one thing told as a difference from another of the same quote.

`Lower than with placebo, but not lower than with insulin` says nothing of insulin but that nothing was seen. Refused is
a claim that finds more or less than with something of which its quotes find no difference, where they find one from
something else; and a figure that is told against one comparator where quotes give it against another, and that one
another figure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import likens, said_otherwise
from shared.gates.words.values import placed

_PARTS = re.compile(
    r";|(?<=[a-z)])\. |,? \b(?:but|whereas|while|although|though|yet)\b|, and (?=\w+ (?:was|were|did|had)\b)|"
    r",? and (?=(?:as|no|not|similar|similarly|did|was|were|equal|equally|comparable|neither|on a par)\b)|"
    r"(?=\bonly the \w+)",
    re.IGNORECASE,
)
_MORE = r"than|compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\b\.?|against|as opposed to"
_ALIKE = (
    r"(?:as (?:many|much|few|little|often|well|[\w-]+) as|(?:similar|equal|comparable|equivalent|identical|"
    r"non-?inferior) to|differ\w* (?:\w+ )?from|on a par with|match(?:ed|ing)|equal(?:led|ed|s)|rivalled|resembled|"
    r"the same as)"
)
_COMPARED = re.compile(
    rf"\b(?:{_MORE}|(?P<alike>{_ALIKE})) (?:(?:that|those|it|with|in|on|for|of|the|after|an?|either|did|given|"
    r"under|seen) )*(?P<what>[^,;:().]{2,60})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:in|for|at|and|after|during|over|among|was|were|had|did|by|on|as|than|when|of|who|which)\b", re.IGNORECASE
)
_NO_NAMES = frozenset({"group", "arm", "arms", "treat", "dose", "doses", "basel", "befor", "patie", "those", "other"})


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of a sentence: what it compares with, whether it finds them alike, and its figures."""

    names: frozenset[str]
    alike: bool
    figures: frozenset[tuple[str, str]]


def told(claim: str, quotes: Sequence[str]) -> str:
    """What the claim compares with, where its quotes find what it tells against another thing alone; or nothing."""
    short = short_forms(quotes)
    theirs = [each for quote in quotes for each in _parts(quote, short)]
    for own in _parts(claim, short):
        names = own.names & frozenset().union(*(each.names for each in theirs))
        if not names or own.alike:
            continue
        mine = [each for each in theirs if names & each.names]
        others = [each for each in theirs if not names & each.names and not each.alike]
        alike = others and all(each.alike for each in mine)
        if alike or _given_to_another(own, mine, others):
            return ", ".join(sorted(names))
    return ""


def _given_to_another(own: _Part, mine: Sequence[_Part], others: Sequence[_Part]) -> bool:
    """Whether a figure of the claim stands against another comparator alone, one of its unit against the claim's."""
    here = {each for part in mine for each in part.figures}
    there = {each for part in others for each in part.figures}
    units = {unit for _, unit in here}
    return any(figure in there and figure not in here and figure[1] in units for figure in own.figures)


def _parts(text: str, short: Mapping[str, frozenset[str]]) -> Iterator[_Part]:
    """The parts of a sentence that compare, in order."""
    for part in _PARTS.split(normalise(text).text):
        found = list(_COMPARED.finditer(part or ""))
        names = {
            each.stem for match in found for each in labels(_ENDS.split(match["what"].strip() + " ")[0], short)
        } - _NO_NAMES
        if names:
            alike = any(match["alike"] for match in found) or said_otherwise(part) or likens(part)
            figures = {(each.value, each.unit) for each, *_ in placed(part) if each.unit and not each.name}
            yield _Part(frozenset(names), alike, frozenset(figures))
