"""Two numbers that two arms share: "was 9.8% and 10.3% with it and placebo, respectively", "by 28 and 4% in both".

The first number is the first arm's. Only two arms and two numbers that stand alone in their clause tell so, for of
three, or of two outcomes, it is not plain which number is whose.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.named import OWN
from functions.fetch.appraisal.effects.beside.pieces import Piece
from functions.fetch.appraisal.effects.beside.whose import Beside, letters, told_before, unit_of
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
_JOINED = re.compile(r"[NM]_*(?:,&?|&|V)l{0,2}$")


def shared_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every pair that two arms share so."""
    kinds = letters(pieces)
    for match in _IN_BRACKETS.finditer(kinds):
        among = pieces[match.start("among")]
        if _AMONG.fullmatch(text, among.start, among.end):
            yield from _told(text, pieces, match)
    for form in (_ARMS_BEFORE, _ARMS_BEHIND):
        for match in form.finditer(kinds):
            if _JOINED.search(kinds, 0, match.start("first")) or _goes_on(kinds, match):
                continue
            yield from _told(text, pieces, match)


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
