"""What is found beside arms, and the way and the outcome that the words before it tell of."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from functions.fetch.appraisal.effects.beside.pieces import (
    AMOUNT,
    BARE,
    BETTER,
    BREAK,
    CHANGED,
    DOWN,
    LESS,
    MORE,
    UP,
    WORD,
    Piece,
)
from functions.fetch.appraisal.effects.ends import TWO_ARMS
from functions.fetch.appraisal.effects.folds import number_of
from functions.fetch.appraisal.results.outcome_words import mentions

_I = re.IGNORECASE
WAYS = {UP: "increase", DOWN: "decrease", BETTER: "improvement", CHANGED: "change"}
_MANY = re.compile(
    r"\b(?:(?:more|fewer)\s(?:[\w.-]+\s){0,3}?(?:patients|participants|subjects|people|individuals|women|men|adults|"
    r"children|rats|mice|animals)|(?:(?:proportions?|percentages?|number|fraction|shares?|rates?)"
    r"(?!\s(?:point|improv|chang|increas|decreas|reduc))|incidences?|frequency|prevalence|odds|likelihood)|achiev\w+|reach(?:ed|ing)|attain\w+|responders?|"
    r"(?:patients|participants|subjects|women|men|people)\s(?:with|who|had))\b|[<>≤≥⩽⩾]",
    _I,
)
"""How many had something: what they had is no way that it went."""
_TO = re.compile(r"\bto\s?\(?$", _I)
_REACHED = re.compile(r"\b(?:achiev\w+|reach(?:ed|ing)|attain\w+|responders?|threshold|targets?)\b|[<>≤≥⩽⩾]", _I)
_POPULATION = re.compile(
    r"\b(?:patients?|people|adults|women|men|participants|subjects|those)\swith\s(?:\w+\s){0,3}$", _I
)


class Beside(NamedTuple):
    """An amount of the peptide's arm, and the one `against` whose arm it is held, "" where it is told alone.

    The characters from `start` to `end` hold what tells it; `at` is where its own amount stands.
    """

    value: str
    unit: str
    way: str
    outcome: str
    start: int
    end: int
    at: int
    other: str = ""
    against: str = ""
    low: str = ""
    high: str = ""
    level: str = ""
    own_end: int = 0
    """Of a pair, where its later amount and that one's arm end: behind it their difference may stand."""


def letters(pieces: Sequence[Piece]) -> str:
    """The pieces' letters."""
    return "".join(each.kind for each in pieces)


def unit_of(amounts: Sequence[Piece], behind: Piece | None = None) -> str | None:
    """The unit that these amounts share, where it may be printed behind one only; None where they differ.

    Where none is known and a word stands `behind` them, that is one.
    """
    units = {each.unit.lower().replace(" ", "") for each in amounts if each.unit}
    if len(units) > 1 or not (any(each.kind == AMOUNT for each in amounts) or all(map(_is_score, amounts))):
        return None
    if not units and behind is not None and behind.kind == WORD:
        return None
    return next((each.unit for each in amounts if each.unit), "")


def _is_score(piece: Piece) -> bool:
    """Whether a number without a unit may be one of a scale: a count has no decimals."""
    return any(sign in piece.value for sign in ".·+-−–")


def told_before(text: str, pieces: Sequence[Piece], at: int, *, turned: bool = False) -> tuple[str, str]:
    """The way and the outcome that is told of the amount at this place, by the words before it.

    Where another arm is told of first (`turned`), what compares says which way that one went.
    """
    first = at
    while first and pieces[first - 1].kind not in (AMOUNT, BARE, BREAK):
        first -= 1
    start = pieces[first - 1].end if first else 0
    said = text[start : pieces[at].start]
    kinds = {each.kind for each in pieces[first:at]}
    return _way(said, kinds - {MORE, LESS} if turned else kinds), outcome_in(said)


def _way(said: str, kinds: set[str]) -> str:
    # What something fell to is no amount by which it fell.
    if _MANY.search(said) or _TO.search(said):
        return TWO_ARMS
    ways = {WAYS[each] for each in kinds if each in WAYS}
    if len(ways) > 1:
        ways.discard("change")
    if len(ways) > 1 or (ways and LESS in kinds):
        return TWO_ARMS
    if ways:
        return ways.pop()
    compared = kinds & {MORE, LESS}
    if len(compared) != 1:
        return TWO_ARMS
    return "increase" if MORE in compared else "decrease"


def outcome_in(said: str) -> str:
    """The outcome that these words name, where it is one and no goal that some reached."""
    named = {each.name for each in mentions(said) if not _POPULATION.search(said, 0, each.start)}
    return named.pop() if len(named) == 1 and not _REACHED.search(said) else ""


def number(piece: Piece) -> float:
    """What an amount's printed number is."""
    return number_of(piece.value)


def fits(way: str, mine: Piece, theirs: Piece, before: str) -> bool:
    """Whether the numbers go the way that is told, where what stands before them says which has more of it."""
    own, other = number(mine), number(theirs)
    if way == "increase":
        return own >= other
    if MORE in before and LESS not in before:
        return abs(own) >= abs(other)
    if LESS in before and MORE not in before and not set(before) & {UP, DOWN, BETTER, CHANGED}:
        return abs(own) <= abs(other)
    return True
