"""An amount with the arm beside it: behind it, before it, in brackets behind either, or as the label of its dose.

"5.8 kg with it", "it −1.3 kg", "0.8% (10 mg)", "the group that had it (21%)". Little but words that join may stand
between the two, and nothing that tells of a way from one to another.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from functions.fetch.appraisal.effects.beside.pieces import BOUNDS, VERB, WORD, Piece

_BEHIND = re.compile(
    r"[NM]_*I?_*(?:\([NM]_*\)_*|(?<=\(N)\)_*|(?P<noun>[ULBX])_*)?(?P<gap>(?:[lwvT]_*){0,8}?)(?P<arm>[ACO])"
)
_LABELLED = re.compile(r"[NM]_*I?_*\((?P<arm>[DACO])[;,lw_]{0,6}\)")
_BEFORE = re.compile(r"(?P<arm>[ACO]|(?<=[(;,])D)_*,?_*[NM]$")
_HOLDING = re.compile(r"(?P<arm>[ACO])_*\([lw_]{0,3}[NM]$")
_CLOSED = re.compile(r"_*I?_*(?:[lw_;,]|\d){0,8}\)")
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_VOLUMES = re.compile(r"m[lL]|[lL]|g|mm|cm")
"""What is given is told so in the brackets behind an arm."""
_WORDS_AT_MOST = 2


class Element(NamedTuple):
    """Where both begin and end among the pieces, the amount's place and the arm's."""

    start: int
    end: int
    amount: int
    arm: int
    form: str


def elements_in(text: str, pieces: Sequence[Piece], kinds: str) -> Iterator[Element]:
    """Every amount that has its arm beside it, in the order of the sentence."""
    at = 0
    for amount in (place for place, kind in enumerate(kinds) if kind in "NM"):
        found = _element(text, pieces, kinds, amount, at) if amount >= at else None
        if found is not None:
            yield found
            at = found.end


def _element(text: str, pieces: Sequence[Piece], kinds: str, amount: int, at: int) -> Element | None:
    if found := _LABELLED.match(kinds, amount):
        return Element(amount, found.end(), amount, found.start("arm"), "labelled")
    if (found := _BEHIND.match(kinds, amount)) and _is_link(text, pieces, kinds, *found.span("gap")):
        return Element(amount, found.end(), amount, found.start("arm"), "behind")
    if found := _BEFORE.search(kinds, max(at, amount - 4), amount + 1):
        end = amount + 2 if kinds[amount + 1 : amount + 2] == BOUNDS else amount + 1
        return Element(found.start(), end, amount, found.start("arm"), "before")
    holding = _HOLDING.search(kinds, max(at, amount - 6), amount + 1)
    closed = _CLOSED.match(kinds, amount + 1) if holding else None
    if holding and closed and pieces[amount].unit and not _VOLUMES.fullmatch(pieces[amount].unit):
        return Element(holding.start(), closed.end(), amount, holding.start("arm"), "holding")
    return None


def _is_link(text: str, pieces: Sequence[Piece], kinds: str, start: int, end: int) -> bool:
    between = pieces[start:end]
    if not between:
        return True
    # A word right behind a number without a unit may be one; the same amount in another unit may stand in brackets.
    if kinds[start] == WORD and not pieces[start - 1].unit:
        return False
    verbs = [text[each.start : each.end].lower() for each in between if each.kind == VERB]
    said = text[pieces[start].start : pieces[end - 1].end]
    words = sum(each.kind == WORD for each in between)
    return words <= _WORDS_AT_MOST and all(each == "who" for each in verbs) and not _FROM.search(said)
