"""C21: figures that belong together, beside those that stand together in the quotes.

A count and its total (`18 of 50`, `18/50`), a count and its share (`46 (21%)`), the two ends of a range, a mean and its
spread. Where quotes have one of the two with others, and never with that of the claim, the claim took a figure from
elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.values import placed

_COUNT = r"(?<![\d.,])(\d+)(?![\d.,]*\d)"
_FIGURE = r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)"
_TOTAL = re.compile(rf"{_COUNT}\s?(?:/|(?:out )?of (?:the |all )?)\s?{_COUNT}(?!\s?%)")
_SHARE = re.compile(rf"{_COUNT}(?:\s?(?:/|(?:out )?of)\s?\d+)?\s?[(,\[]\s?{_FIGURE}\s?%")
_SHARE_FIRST = re.compile(rf"{_FIGURE}\s?%\s?[(,\[]\s?(?:n ?= ?)?{_COUNT}")
_RANGE = re.compile(rf"{_FIGURE}(?:\s?%|\s?-?fold)?\s?-?\s?(?:-|\bto\b|\bthrough\b)\s?{_FIGURE}", re.IGNORECASE)
_INTERVAL = re.compile(rf"\bCI\b\W{{0,4}}{_FIGURE}(?:\s?%)?\s?(?:-|to|,|and)\s?{_FIGURE}", re.IGNORECASE)
_LIST = re.compile(r"(?:[\d\s.,%]|and|or|to|-)+")
_IN_A_LIST = re.compile(r"(?<![\d.,])(\d[\d.,]*(?<![.,])|\.\d+)")
_SPREAD = re.compile(
    r"(?:\+/-|±|\bSD\b\W{0,3}|\bSE\b\W{0,3}|\bSEM\b\W{0,3}|deviation\w*\W{0,5}|error\w*\W{0,5})\s?$", re.IGNORECASE
)
_NEAR = 24
"""Characters before a figure that may call it a spread."""
_CONTRASTED = re.compile(r";|,? \b(?:and|but|yet|while|whereas|although|though)\b", re.IGNORECASE)

_Pair = tuple[str, str]


def parted(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim that its quotes have beside others than the claim does, or nothing."""
    text = normalise(claim).text
    texts = [normalise(each).text for each in quotes]
    for pairs in (_counts, _shares, _ranges):
        theirs = {pair for each in texts for pair in pairs(each)}
        seconds, firsts = _beside(theirs), _beside((second, first) for first, second in theirs)
        for own in dict.fromkeys(pairs(text)):
            half = own not in theirs and (seconds.get(own[0]) or firsts.get(own[1]))
            if half and not (pairs is _ranges and _in_one_list(own, texts)):
                return f"{own[0]}, {own[1]}"
    return _spread(claim, quotes) or _said_of_both(text, texts)


def _beside(pairs: Iterable[_Pair]) -> dict[str, set[str]]:
    """What stands beside each figure."""
    found = defaultdict[str, set[str]](set)
    for one, other in pairs:
        found[one].add(other)
    return found


def _counts(text: str) -> Iterator[_Pair]:
    yield from ((match[1], match[2]) for match in _TOTAL.finditer(text))


def _shares(text: str) -> Iterator[_Pair]:
    yield from ((match[1], f"{float(match[2])} %") for match in _SHARE.finditer(text))
    yield from ((match[2], f"{float(match[1])} %") for match in _SHARE_FIRST.finditer(text))


def _ranges(text: str) -> Iterator[_Pair]:
    yield from ((match[1], match[2]) for regex in (_RANGE, _INTERVAL) for match in regex.finditer(text))


def _in_one_list(ends: _Pair, texts: Sequence[str]) -> bool:
    """Whether both stand in one list, in their order: a claim may tell of the whole of it as a range."""
    one, other = ends
    for listed in (_IN_A_LIST.findall(each[0]) for text in texts for each in _LIST.finditer(text)):
        if one in listed and other in listed[listed.index(one) + 1 :]:
            return True
    return False


def _spread(claim: str, quotes: Sequence[str]) -> str:
    """A figure that is told as a value, and that quotes have as nothing but the spread of another."""
    there: dict[str, list[bool]] = {}
    for quote in quotes:
        body = normalise(quote).text
        for figure, at, _ in placed(quote):
            there.setdefault(figure.value, []).append(_SPREAD.search(body[max(0, at - _NEAR) : at]) is not None)
    body = normalise(claim).text
    for figure, at, _ in placed(claim):
        if (
            all(there.get(figure.value, [False]))
            and not figure.name
            and not _SPREAD.search(body[max(0, at - _NEAR) : at])
        ):
            return figure.span
    return ""


def _said_of_both(claim: str, quotes: Sequence[str]) -> str:
    """The one figure at which the claim both affirms and denies, where a quote has two of its unit."""
    ways = defaultdict[_Pair, set[bool]](set)
    for part in (each for each in _CONTRASTED.split(claim) if each.strip()):
        figures = {(each.value, each.unit) for each, *_ in placed(part) if each.unit}
        if len(figures) == 1:
            ways[figures.pop()].add(said_otherwise(part))
    there = {(each.value, each.unit) for quote in quotes for each, *_ in placed(quote)}
    for (value, unit), told in ways.items():
        if len(told) == 2 and any(other == unit and each != value for each, other in there):
            return f"{value} {unit}"
    return ""
