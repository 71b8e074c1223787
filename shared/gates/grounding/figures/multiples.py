"""C21: parts, multiples and large round counts (`doubled`, `by a third`, `hundreds of`), which are figures too.

A quote grounds one in the same words, or by figures that come to it: a share, or two figures that stand together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from shared.gates.words.normal import normalise
from shared.gates.words.values import Quantity, quantities

_MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "seven": 7, "nine": 9}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_BEHIND_A_PART = (
    r"(?=\W*$|[,.;:)]| \(\d| (?:of|in|with|to|at|after|by|than|as|and|or|on|for|from|the|among|over|during|when|while|"
    r"had|were|lower|higher|less|more|fewer|shorter|longer|smaller|larger|reduction|increase|decrease|drop|fall|rise)\b)"
)
PART = re.compile(
    rf"\b(?P<many>{'|'.join(_MANY)})[ -](?P<part>{'|'.join(_PARTS)})(?P<plural>s)?\b{_BEHIND_A_PART}", re.IGNORECASE
)
_FACTOR = re.compile(r"\bfactors? of (?:about |nearly |approximately |almost |at least )?[\w.]+", re.IGNORECASE)
_LARGE = re.compile(r"\b(dozens|hundreds|thousands|millions) of\b", re.IGNORECASE)
_REACH = {"dozens": (24, 200), "hundreds": (200, 2_000), "thousands": (2_000, 1_000_000), "millions": (2e6, 1e10)}
_NEARLY = 0.12
"""So far from a part or a multiple figures may be that come to it."""


def unfounded_parts(claim: str, quotes: Sequence[str], recorded: Iterable[str]) -> Iterator[str]:
    """Parts and large counts of the claim that its quotes neither name nor come to."""
    text = normalise(claim).text
    texts = [normalise(each).text for each in quotes]
    there = {_value(each) for one in texts for each in PART.finditer(one)}
    for part in PART.finditer(text):
        if _value(part) not in there and not comes_to(_value(part), quotes) and not _times_less(_value(part), quotes):
            yield part[0]
    counts = [float(each.value) for quote in quotes for each in quantities(quote) if _is_count(each.value, each.unit)]
    counts += [float(each) for each in recorded]
    for large in _LARGE.finditer(text):
        low, high = _REACH[large[1].lower()]
        if not any(low <= each < high for each in counts) and not any(large[1].lower() in one.lower() for one in texts):
            yield large[0]


def _times_less(part: float, quotes: Sequence[str]) -> bool:
    """Whether a quote says `three times lower`, which is a third."""
    times = [float(each.value) for quote in quotes for each in quantities(quote) if each.unit == "times"]
    return any(_near(each * part, 1) for each in times if each > 1)


def comes_to(factor: float, quotes: Sequence[str]) -> bool:
    """Whether a share or two neighbouring figures of a quote come to so many times, or to so large a part."""
    shares, parts = ([factor, factor - 1], [factor]) if factor > 1 else ([factor, 1 - factor], [factor, 1 - factor])
    for quote in quotes:
        found = [each for each in quantities(quote) if not each.name and ":" not in each.value]
        percents = [float(each.value) / 100 for each in found if "%" in (each.unit, each.shared)]
        if any(_near(each, share) for each in percents for share in shares):
            return True
        if any(float(each.value) == factor for one in _FACTOR.finditer(quote) for each in quantities(one[0])):
            return True
        if any(_near(ratio, part) for pair in pairwise(found) for ratio in _ratios(*pair) for part in parts):
            return True
    return False


def _ratios(one: Quantity, other: Quantity) -> tuple[float, ...]:
    """What two figures of one unit come to, of each other."""
    first, second = float(one.value), float(other.value)
    alike = (one.unit or one.shared) == (other.unit or other.shared)
    return (first / second, second / first) if alike and first and second and max(first, second) > 2 else ()


def _near(one: float, other: float) -> bool:
    return other > 0 and abs(one - other) <= _NEARLY * other


def _value(part: re.Match[str]) -> float:
    return _MANY[part["many"].lower()] / _PARTS[part["part"].lower()]


def _is_count(value: str, unit: str) -> bool:
    return not unit and ":" not in value
