"""Each amount beside its arm: "5.8 kg with it and 1.9 kg with another", "(it −1.3, placebo +1.2 kg)", "46% (10 mg)".

Amounts that stand so in a row are held against each other: one of the peptide's and one of another arm make a pair,
whichever is told first; where a row has several of the peptide's doses, each is held against the same other one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from functions.fetch.appraisal.effects.beside.elements import Element, elements_in
from functions.fetch.appraisal.effects.beside.named import INERT_ARM, OTHER, OWN
from functions.fetch.appraisal.effects.beside.pieces import BOUNDS, DOSE, LESS, MORE, Piece
from functions.fetch.appraisal.effects.beside.whose import WAYS, Beside, letters, told_before, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS

_JOIN = re.compile(r"_*(?:\([^()]{0,30}\)|D|T|I|_)*(?:,?_*[V&;,]_*&?)(?P<lead>[lw_ULBXTv]{0,7})\(?")
_LISTED = re.compile(r"_*[,;&V]_*&?_*")
_HELD = re.compile(r"[,_]*[lw_vULBX]{0,6}[V&,;][lw_vULBXgs]{0,6}")
_JOINS = {"before": _LISTED, "holding": _HELD}
_ARMS_AT_MOST = 6


def each_beside(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every amount of the peptide's that such a row tells."""
    kinds = letters(pieces)
    run: list[Element] = []
    for each in elements_in(text, pieces, kinds):
        if run and not _goes_on(run, each, kinds):
            yield from _told(text, pieces, run)
            run = []
        run.append(each)
    yield from _told(text, pieces, run)


def _goes_on(run: list[Element], each: Element, kinds: str) -> bool:
    last = run[-1]
    if each.form != last.form or len(run) >= _ARMS_AT_MOST:
        return False
    return _JOINS.get(each.form, _JOIN).fullmatch(kinds, last.end, each.start) is not None


def _told(text: str, pieces: Sequence[Piece], run: list[Element]) -> Iterator[Beside]:
    unit = unit_of([pieces[each.amount] for each in run]) if len(run) > 1 else None
    if unit is None:
        return
    turned = pieces[run[0].arm].kind in (INERT_ARM, OTHER)
    way, outcome = told_before(text, pieces, run[0].start, turned=turned)
    after = {WAYS[pieces[each.amount + 1].kind] for each in run if pieces[each.amount + 1].kind in WAYS}
    if len(after) == 1 and way in (TWO_ARMS, *after):
        # The noun that says the way may stand right behind the amount.
        way = after.pop()
    own = [each for each in run if pieces[each.arm].kind in (OWN, DOSE)]
    others = [each for each in run if pieces[each.arm].kind in (INERT_ARM, OTHER)]
    inert = [each for each in others if pieces[each.arm].kind == INERT_ARM]
    if not _is_shared(pieces, run, way) or (not others and way == TWO_ARMS):
        return
    if run[0].form == "holding" and way == TWO_ARMS and not outcome and not _compares(pieces, run[0].start):
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


def _compares(pieces: Sequence[Piece], at: int) -> bool:
    return any(each.kind in (MORE, LESS) for each in pieces[:at])


def _is_shared(pieces: Sequence[Piece], run: list[Element], way: str) -> bool:
    """Whether the way is that of the whole row: no other one is told between its amounts."""
    for last, each in pairwise(run):
        between = {WAYS[piece.kind] for piece in pieces[last.end : each.start] if piece.kind in WAYS}
        if between and between != {way}:
            return False
    return True
