"""Two numbers in the order of the arms that are compared: "lower with it than with another (5.8 vs 8.1)".

The first number is the first arm's where the sentence compares one with the other; a label behind the numbers ("it vs
placebo") says so outright, and so does an arm beside the second ("5.8 vs 8.1 with placebo"). Where two are named of
which either could be meant, nothing is told; nor where a number is the higher one of what is said to be less.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.named import OWN
from functions.fetch.appraisal.effects.beside.pieces import BREAK, Piece
from functions.fetch.appraisal.effects.beside.whose import Beside, fits, letters, told_before, unit_of

_NUMBERS = re.compile(
    r"(?P<lead>[(:,][lw_]{0,4}|v_*)(?P<first>[NM])[_w]{0,2}V(?P<last>[NM])(?:_*&(?P<third>[NM])(?!_*V))?"
)
_AGAIN = re.compile(r"[lw_]{0,6}(?:,&?|&)[_lwv]{0,5}(?P<lead>)(?P<first>[NM])_*V(?P<last>[NM])(?P<third>)")
"""Behind two numbers of a comparison, those of the next thing that is compared."""
_LABEL = re.compile(r"[_lw,]{0,9}(?:\([_lw]{0,4}\))?[_lw,]{0,3}(?P<one>[ACO])V(?P<two>[ACO])")
_ITS_ARM = re.compile(r"_*l{0,3}(?P<arm>[CO])")
_ARMS = re.compile(r"A[^ACO?]*?V[lvw_]{0,5}(?P<other>[CO])(?:,?&[lw_]{0,3}(?P<third>[CO]))?[^ACO?N]*$")
_BEHIND = re.compile(r"[^ACO?(;]*(?:\([^()]*\)[^ACO?(;]*){0,2}V[lvw_]{0,5}(?P<other>[CO])")
_BRACKETS = re.compile(r"\([^()]*\)")
_COMPARES = re.compile(r"[gs]")


def compared_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every two numbers of which it is plain that the first is the peptide's."""
    kinds = letters(pieces)
    for match in _NUMBERS.finditer(kinds):
        others = _others(pieces, kinds, match)
        if others is None:
            continue
        yield from _told(text, pieces, kinds, match, others, match.start())
        if len(others) > 1:
            continue
        start, again = match.start(), _AGAIN.match(kinds, match.end())
        while again:
            yield from _told(text, pieces, kinds, again, others, start)
            again = _AGAIN.match(kinds, again.end())


def _others(pieces: Sequence[Piece], kinds: str, match: re.Match[str]) -> list[int] | None:
    """Where the arms stand that these numbers hold the peptide's against, in their order; None where it is not plain.

    Negative where they are told the other way round.
    """
    if label := _LABEL.match(kinds, match.end()):
        one, two = label.start("one"), label.start("two")
        own = [pieces[each].kind == OWN for each in (one, two)]
        if sum(own) == 1:
            return [two] if own[0] else [-one]
    clause = max((at for at in range(match.start()) if kinds[at] == BREAK), default=-1) + 1
    # What stands in brackets of its own before is not compared here.
    before = _BRACKETS.sub(_blank, kinds[clause : match.start()])
    its = _ITS_ARM.match(kinds, match.end())
    if its and match["lead"].startswith("("):
        return [its.start("arm")] if OWN in before and not re.search(r"[CO?]", before) else None
    if named := _ARMS.search(before):
        if re.search(r"[CO?]", before[: named.start()]):
            return None
        second = named.start("third")
        if bool(match["third"]) != (second >= 0):
            return None
        return [clause + named.start("other"), *([clause + second] if second >= 0 else [])]
    if re.search(r"[CO?]", before) or OWN not in before or match["third"]:
        return None
    behind = _BEHIND.match(kinds, match.end()) if match["lead"].startswith("(") else None
    return [behind.start("other")] if behind and _COMPARES.search(before) else None


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _told(
    text: str, pieces: Sequence[Piece], kinds: str, match: re.Match[str], others: list[int], at: int
) -> Iterator[Beside]:
    first, last = pieces[match.start("first")], pieces[match.start("last")]
    third = [pieces[match.start("third")]] if match["third"] else []
    unit = unit_of([first, last, *third], next(iter(pieces[match.end() :]), None))
    if unit is None:
        return
    way, outcome = told_before(text, pieces, at + 1 if kinds[at] == "(" else at)
    for arm, theirs in zip(others, [last, *third], strict=True):
        mine, its = (theirs, first) if arm < 0 else (first, theirs)
        if fits(way, mine, its, kinds[:at]):
            yield Beside(
                mine.value, unit, way, outcome, first.start, (third or [last])[-1].end, first.start,
                other=its.value, against=pieces[abs(arm)].name, own_end=(third or [last])[-1].end,
            )  # fmt: skip
