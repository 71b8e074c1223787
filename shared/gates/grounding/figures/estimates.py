"""C21: figures by what they are used for: the estimate of an interval, a bound, the dose at which a result was seen.

A figure that stands in a quote may still be the wrong one for its place.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import Quantity, placed
from shared.gates.words.wording import stems

_INTERVAL = re.compile(r"(?:\bCI\b|\bconfidence intervals?\b)\W{0,4}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?(?:-|to|,|and)\s?")
_PERCENT_OF_IT = re.compile(r"\s?(?:confidence|CI\b|C\.I\.)", re.IGNORECASE)
_BELOW = re.compile(
    r"(?:\b(?:under|below|less than|fewer than|no more than|not more than|at most)|[<≤])\s?$", re.IGNORECASE
)
_AT = re.compile(r"\b(?:at|on)\s(?:the |a (?:dose|level) of )?$", re.IGNORECASE)

_Placed = tuple[Quantity, int, int]


def misused(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim that its quotes have in another place, or nothing."""
    return next((each.span for check in (_estimates, _bounds, _levels) for each in check(claim, quotes)), "")


def _estimates(claim: str, quotes: Sequence[str]) -> Iterator[Quantity]:
    """What stands before an interval, and lies within it, is its estimate."""
    theirs = [pair for quote in quotes for pair in _intervals(quote)]
    for estimate, bounds in _intervals(claim):
        there = {each.value for each, others in theirs if others == bounds}
        if there and estimate.value not in there:
            yield estimate


def _intervals(text: str) -> Iterator[tuple[Quantity, tuple[str, str]]]:
    """Each estimate with the two ends of the interval behind it."""
    body = normalise(text).text
    found = [each for each in placed(text) if not each[0].name]
    for place, (low, start, end) in enumerate(found[:-1]):
        high, then, _ = found[place + 1]
        if not (_INTERVAL.search(body, max(0, start - 30), start) and _BETWEEN.fullmatch(body, end, then)):
            continue
        for figure, _, upto in reversed(found[:place]):
            if not _PERCENT_OF_IT.match(body, upto):
                if _within(figure, low, high):
                    yield figure, (low.value, high.value)
                break


def _within(figure: Quantity, low: Quantity, high: Quantity) -> bool:
    try:
        return not figure.counts and float(low.value) <= float(figure.value) <= float(high.value)
    except ValueError:
        return False


def _bounds(claim: str, quotes: Sequence[str]) -> Iterator[Quantity]:
    """Where quotes call a figure of that unit a bound, the claim's bound is one of these."""
    theirs = [each for quote in quotes for each in _behind(_BELOW, quote)]
    for one in _behind(_BELOW, claim):
        alike = {each.value for each in theirs if each.unit == one.unit}
        if one.unit and alike and one.value not in alike:
            yield one


def _levels(claim: str, quotes: Sequence[str]) -> Iterator[Quantity]:
    """Where the quote that is nearest to the claim names one level, the claim names no other of another quote."""
    own = _behind(_AT, claim)
    if not own:
        return
    nearest = max(quotes, key=lambda each: len(stems(claim) & stems(each)))
    elsewhere = {each.value for quote in quotes for each in _behind(_AT, quote)}
    values = elsewhere | {each.value for each, *_ in placed(nearest)}
    theirs = _behind(_AT, nearest)
    for one in own:
        alike = {each.value for each in theirs if each.unit == one.unit}
        if one.unit and len(alike) == 1 and one.value not in values:
            yield one


def _behind(words: re.Pattern[str], text: str) -> list[Quantity]:
    body = normalise(text).text
    return [each for each, start, _ in placed(text) if not each.name and words.search(body[max(0, start - 30) : start])]
