"""Each amount beside its arm: "5.8 kg with it and 1.9 kg with another", "(it −1.3, placebo +1.2 kg)", "46% (10 mg)".

Amounts that stand so in a row are held against each other: one of the peptide's and one of another arm make a pair,
whichever is told first; where a row has several of the peptide's doses, each is held against the same other one.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from functions.fetch.appraisal.effects.beside.named import INERT_ARM, OTHER, OWN
from functions.fetch.appraisal.effects.beside.pieces import BOUNDS, DOSE, Piece
from functions.fetch.appraisal.effects.beside.whose import WAYS, Beside, letters, told_before, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS

_BEHIND = re.compile(r"[NM]_*I?_*(?P<gap>(?:[lwvT]_*){0,8}?)(?P<arm>[ACO])")
_LABELLED = re.compile(r"[NM]_*I?_*\((?P<arm>[DACO])[;,lw_]{0,6}\)")
_BEFORE = re.compile(r"(?P<arm>[ACO])_*,?_*[NM]$")
_JOIN = re.compile(r"_*(?:\([^()]{0,30}\)|D|T|I|_)*(?:,?_*[V&;,]_*&?)(?P<lead>[lw_ULBXTv]{0,7})")
_LISTED = re.compile(r"_*[,;&V]_*&?_*")
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_WORDS_AT_MOST = 2
_ARMS_AT_MOST = 6
_OF_GROUPS = re.compile(r"\b(?:each|both|all|either)\b", re.IGNORECASE)


class _Element(NamedTuple):
    """An amount with its arm: where both begin and end among the pieces, the amount's place and the arm's."""

    start: int
    end: int
    amount: int
    arm: int
    form: str


def each_beside(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every amount of the peptide's that such a row tells."""
    kinds = letters(pieces)
    for run in _runs(text, pieces, _elements(text, pieces, kinds), kinds):
        yield from _told(text, pieces, run)


def _elements(text: str, pieces: Sequence[Piece], kinds: str) -> Iterator[_Element]:
    at = 0
    for amount in (place for place, kind in enumerate(kinds) if kind in "NM"):
        if amount < at:
            continue
        if found := _LABELLED.match(kinds, amount):
            yield _Element(amount, found.end(), amount, found.start("arm"), "labelled")
        elif (found := _BEHIND.match(kinds, amount)) and _is_link(text, pieces, *found.span("gap")):
            yield _Element(amount, found.end(), amount, found.start("arm"), "behind")
        elif found := _BEFORE.search(kinds, max(at, amount - 4), amount + 1):
            bounds = amount + 2 if kinds[amount + 1 : amount + 2] == BOUNDS else amount + 1
            yield _Element(found.start(), bounds, amount, found.start("arm"), "before")
        else:
            continue
        at = found.end()


def _is_link(text: str, pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether what stands between an amount and an arm only joins the two."""
    between = pieces[start:end]
    words = sum(each.kind == "w" for each in between)
    verbs = [text[each.start : each.end].lower() for each in between if each.kind == "v"]
    said = text[pieces[start].start : pieces[end - 1].end] if between else ""
    return words <= _WORDS_AT_MOST and all(each == "who" for each in verbs) and not _FROM.search(said)


def _runs(text: str, pieces: Sequence[Piece], elements: Iterator[_Element], kinds: str) -> Iterator[list[_Element]]:
    run: list[_Element] = []
    for each in elements:
        if run and not _goes_on(run, each, kinds):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _goes_on(run: list[_Element], each: _Element, kinds: str) -> bool:
    last = run[-1]
    if each.form != last.form or len(run) >= _ARMS_AT_MOST:
        return False
    if each.form == "before":
        return _LISTED.fullmatch(kinds, last.end, each.start) is not None
    joint = _JOIN.fullmatch(kinds, last.end, each.start)
    return joint is not None


def _told(text: str, pieces: Sequence[Piece], run: list[_Element]) -> Iterator[Beside]:
    amounts = [pieces[each.amount] for each in run]
    unit = unit_of(amounts)
    if unit is None or len(run) < 2:
        return
    way, outcome = told_before(text, pieces, run[0].start)
    way = _shared(pieces, run, way)
    own = [each for each in run if pieces[each.arm].kind in (OWN, DOSE)]
    others = [each for each in run if pieces[each.arm].kind in (INERT_ARM, OTHER)]
    inert = [each for each in others if pieces[each.arm].kind == INERT_ARM]
    if way is None or not own or (not others and way == TWO_ARMS):
        return
    start, end = pieces[run[0].start].start, pieces[run[-1].end - 1].end
    for mine in own:
        amount = pieces[mine.amount]
        bounds = next((each for each in pieces[mine.amount + 1 : mine.end] if each.kind == BOUNDS), None)
        if bounds:
            # An interval is that of one arm's amount, and of no pair.
            yield Beside(
                amount.value, unit, way, outcome, start, max(bounds.end, pieces[mine.end - 1].end), amount.start,
                low=bounds.low, high=bounds.high, level=bounds.level,
            )  # fmt: skip
            continue
        for other in (inert[:1] or others) or [None]:
            theirs = pieces[other.amount] if other else None
            yield Beside(
                amount.value, unit, way, outcome, start, end, amount.start,
                other=theirs.value if theirs else "", against=pieces[other.arm].name if other else "",
                own_end=max(pieces[each.end - 1].end for each in (mine, other or mine)),
            )  # fmt: skip


def _shared(pieces: Sequence[Piece], run: list[_Element], way: str) -> str | None:
    """The way of the whole row; None where another one is told between its amounts."""
    for last, each in zip(run, run[1:], strict=False):
        between = {WAYS[piece.kind] for piece in pieces[last.end : each.start] if piece.kind in WAYS}
        if between and between != {way}:
            return None
    return way
