"""What is kept of an estimate: its numbers as printed, with its interval, its P and the words that gave it."""

import re

from functions.fetch.appraisal.effects.comparators import comparator_of
from functions.fetch.appraisal.effects.ends import Ends
from functions.fetch.appraisal.effects.folds import FOLD_UNIT, is_fold, number_of, plain
from functions.fetch.appraisal.effects.measures import DIFFERENCES, PERCENT, RATIOS
from functions.fetch.appraisal.text.clauses import Part
from functions.fetch.appraisal.text.words import QUOTE_AT_MOST, Words
from shared.domain.evidence.appraisal import Effect

_P = re.compile(r"\b[Pp](?:[- ]values?)?\s?(?P<p>[<=>≤≥]\s?0?[.·,]\d+)")
AFTER = 90
"""Characters behind an estimate in which its P and its comparator stand."""


def interval_of(match: re.Match[str]) -> tuple[str | None, str | None]:
    found = match.groupdict()
    return (
        found.get("low") or found.get("from") or found.get("lower") or found.get("least"),
        found.get("high") or found.get("upto") or found.get("upper") or found.get("most"),
    )


def _level(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    return next((found[name] for name in ("level", "behind", "last") if found.get(name)), None)


def is_possible(measure: str, value: str, low: str | None, high: str | None) -> bool:
    """Whether the numbers can be what they are read as: no ratio is below 0, no estimate outside its interval."""
    printed = [each for each in (value, low, high) if each]
    if any("±" in each for each in printed):
        return False
    numbers = [number_of(each) for each in printed]
    if measure in RATIOS and min(numbers) < 0:
        return False
    return len(numbers) < 3 or min(numbers[1:]) <= numbers[0] <= max(numbers[1:])


def p_behind(text: str, match: re.Match[str], upto: int) -> re.Match[str] | None:
    found = _P.search(text, match.end(), min(upto, match.end() + AFTER))
    return _P.match(text, found.start()) if found else None


def kept(
    words: Words,
    part: Part,
    match: re.Match[str],
    measure: str,
    outcome: str,
    upto: int,
    *,
    alone: bool = True,
    bounds: re.Match[str] | None = None,
    before: str = "",
    until: int = 0,
    ends: Ends | None = None,
    against: str = "",
) -> Effect:
    """The estimate; `bounds` holds its interval where it is not the match, and `before` is the sentence before.

    Its quote reaches at least `until`; its value is that of the match, or both `ends`.
    """
    bounds, text = bounds or match, part.text
    unit = (match["unit"] or match.groupdict().get("first") or "").strip()
    p = p_behind(text, match, upto) if alone else None
    low, high = interval_of(bounds)
    end = max(p.end() if p else match.end(), until)
    start = _start(text, min(bounds.start(), match.start()), end)
    between = measure.endswith(("ratio", *DIFFERENCES))
    compared = comparator_of(text, match.start(), match.end(), upto, between=between, before=before) if alone else ""
    return Effect(
        measure=measure,
        value=ends.value if ends else plain(match["value"]),
        unit=FOLD_UNIT if is_fold(unit) else "%" if unit.lower() in PERCENT else unit,
        low=plain(low) if low else None,
        high=plain(high) if high else None,
        level=_level(bounds),
        p=re.sub(r"\s", "", p["p"]) if p else None,
        comparator=against or compared or (_single(ends.against) if ends else ""),
        outcome=outcome,
        quote=words.passage(part.start + start, part.start + end),
    )


def _single(arm: str) -> str:
    return "control" if arm.startswith(("control", "the control")) else arm


def _start(text: str, at: int, end: int) -> int:
    """Where the quote begins: at the sentence's start, or at a word's so that all numbers are in it."""
    if end <= QUOTE_AT_MOST:
        return 0
    earliest = max(0, end - QUOTE_AT_MOST)
    space = text.find(" ", earliest)
    return space + 1 if 0 <= space < at else at
