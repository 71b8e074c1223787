"""Two numbers that two arms share: "was 9.8% and 10.3% with it and placebo, respectively", "by 28 and 4% in both".

The first number is the first arm's. Only two arms and two numbers that stand alone in their clause tell so, for of
three, or of two outcomes, it is not plain which number is whose.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.named import OWN
from functions.fetch.appraisal.effects.beside.pieces import DOSE, Piece
from functions.fetch.appraisal.effects.beside.whose import Beside, letters, told_before, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS
from functions.fetch.appraisal.results.outcome_words import mentions

_NUMBERS = r"(?P<first>[NM])_*&l{0,2}(?P<last>[NM])_*"
_ARMS = r"(?P<one>[ACO])[_lw]{0,2}[&V]l{0,3}(?P<two>[ACO])"
_BOTH = _ARMS.replace("[&V]", "&")
_ARMS_BEHIND = re.compile(rf"{_NUMBERS}(?:\([^()NM]*\))?[lwv]{{0,6}}{_ARMS}")
_ARMS_BEFORE = re.compile(
    rf"{_ARMS}(?P<between>[^ACO?NM;]{{0,14}}?){_NUMBERS}[^ACO?N;R]{{0,10}}(?P<said>\([^()]*\))?[^ACO?NM;R]{{0,4}}R"
)
_IN_BRACKETS = re.compile(
    rf"(?P<among>[lw]){_BOTH}[lw_]{{0,4}}\((?P<first>[NM])_*(?:&|V|,)l{{0,2}}(?P<last>[NM])[_w]{{0,2}}(?=[),;R])"
)
_AMONG = re.compile(r"(?:in|between|of|with|for|on|among|the)", re.IGNORECASE)
_ROW = r"(?P<row>[NM]_*(?:(?:,_*&?|&)l?[NM]_*){2,5})"
_ARMS_IN_ROW = r"(?P<arms>[ACO](?:[lw_]{0,2}(?:,_*&?|&|V)[lw_]{0,3}[ACOD]){2,5})"
_MANY_BEHIND = re.compile(rf"{_ROW}\)?[^ACO?NM;]{{0,10}}{_ARMS_IN_ROW}")
_MANY_BEFORE = re.compile(rf"{_ARMS_IN_ROW}[^ACO?NM;]{{0,14}}{_ROW},?R")
_JOINED = re.compile(r"[NM]_*(?:,&?|&|V)l{0,2}$")


def shared_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every pair that two arms share so."""
    kinds = letters(pieces)
    yield from _many(text, pieces, kinds)
    for match in _IN_BRACKETS.finditer(kinds):
        among = pieces[match.start("among")]
        if _AMONG.fullmatch(text, among.start, among.end):
            yield from _told(text, pieces, match)
    for form in (_ARMS_BEFORE, _ARMS_BEHIND):
        for match in form.finditer(kinds):
            if _JOINED.search(kinds, 0, match.start("first")) or _goes_on(kinds, match):
                continue
            yield from _told(text, pieces, match)


def _many(text: str, pieces: Sequence[Piece], kinds: str) -> Iterator[Beside]:
    """Of three and more arms as many numbers: those in a row, and the arms in one, of which doses are the peptide's."""
    for match in (*_MANY_BEHIND.finditer(kinds), *_MANY_BEFORE.finditer(kinds)):
        row = [each for each in pieces[match.start("row") : match.end("row")] if each.kind in "NM"]
        arms = [each for each in pieces[match.start("arms") : match.end("arms")] if each.kind in "ACOD"]
        unit = unit_of(row)
        own = [(amount, arm) for amount, arm in zip(row, arms, strict=False) if arm.kind in (OWN, DOSE)]
        others = [(amount, arm) for amount, arm in zip(row, arms, strict=False) if arm.kind not in (OWN, DOSE)]
        if unit is None or len(row) != len(arms) or len(others) > 1 or arms[0].kind == DOSE:
            continue
        way, outcome = told_before(text, pieces, match.start("row"), turned=arms[0].kind != OWN)
        if not others and way != TWO_ARMS:
            for mine, _ in own:
                yield Beside(mine.value, unit, way, outcome, row[0].start, row[-1].end, mine.start)
        if not others:
            continue
        (theirs, other) = others[0]
        for mine, _ in own:
            yield Beside(
                mine.value, unit, way, outcome, row[0].start, row[-1].end, mine.start,
                other=theirs.value, against=other.name, own_end=row[-1].end,
            )  # fmt: skip


def _names_two(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> bool:
    """Whether two outcomes stand before the numbers, which may be theirs as well as the arms'."""
    start = max((each.end for each in pieces[: match.start("first")] if each.kind in ";NM"), default=0)
    said = text[start : pieces[match.start("first")].start]
    return len({each.name for each in mentions(said)}) > 1 and re.search(r"\b(?:and|or)\b", said) is not None


def _goes_on(kinds: str, match: re.Match[str]) -> bool:
    """Whether a third arm follows, or a third number before it."""
    return re.match(r"_*(?:,_*&?|&)l{0,3}[ACONM?]", kinds[match.end() :]) is not None


def _told(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Iterator[Beside]:
    first, last = pieces[match.start("first")], pieces[match.start("last")]
    one, two = pieces[match.start("one")], pieces[match.start("two")]
    unit = unit_of([first, last])
    if unit is None or (one.kind == OWN) == (two.kind == OWN):
        return
    mine, theirs, other = (first, last, two) if one.kind == OWN else (last, first, one)
    way, outcome = told_before(text, pieces, match.start("first"), turned=one.kind != OWN)
    if _names_two(text, pieces, match):
        return
    end = max(last.end, two.end)
    yield Beside(
        mine.value, unit, way, outcome, first.start, end, first.start, other=theirs.value, against=other.name,
        own_end=end,
    )  # fmt: skip
