"""C21: how sure a figure is, told as how many.

A confidence level of 95% is no share of people, a P of 0.01 no hundredth of them, and the ends of an interval bound
an average and nobody's own result. Refused is a figure that its quotes have as nothing but a level or a P, and that
the claim uses otherwise; and an interval that is told of everyone.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import Quantity, placed

_LEVEL = re.compile(r"\s?-?(?:confidence|C\.?I\.?\b|credible|CrI\b|prediction|limits)", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(r"\b(?:CI|confidence(?: intervals?| levels?| limits)?)\W{0,3}(?:of |at )?$", re.IGNORECASE)
_P = re.compile(
    r"\bp(?:[- ]?(?:trend|values?|interaction))?\s?(?:(?:[<>=≤≥]\s?)+|(?:of|was|is|were|below|under|above|about|over|"
    r"less than|smaller than|greater than)\s)+(?:\w+ )?$",
    re.IGNORECASE,
)
_P_SAID = re.compile(r"\b(?:p|probabilit\w+|significan\w+|alpha|chance)\b[^.;]{0,60}$", re.IGNORECASE)
_FAR = 90
_INTERVAL = re.compile(r"\b(?:CI|confidence intervals?|CrI)\b\W{0,4}$", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:CI|confidence|interval|CrI|likely|plausib\w+|estimat\w+|average|mean|uncertain\w*)\b", re.IGNORECASE
)
_EVERYONE = re.compile(
    r"\b(?:every(?:one|body)?|all|each|any(?:one|body)|no(?:body| one| patients?)|individual\w*|(?:patients|people|"
    r"participants|adults|women|men) (?:lost|gained|had|saw|lived))\b",
    re.IGNORECASE,
)


def misread(claim: str, quotes: Sequence[str]) -> str:
    """A level of confidence, a P or an interval of the quotes that the claim uses as something else, or nothing."""
    theirs = [each for quote in quotes for each in _read(quote)]
    body = normalise(claim).text
    for figure, at, use in _read(claim):
        there = {other for one, _, other in theirs if one.value == figure.value}
        if there == {"level"} and use != "level":
            return figure.span
        if there == {"P"} and use != "P" and not _P_SAID.search(body, max(0, at - _FAR), at):
            return figure.span
    ends = {one.value for one, _, use in theirs if use == "end"} - {one.value for one, _, use in theirs if use != "end"}
    told = [figure for figure, _, use in _read(claim) if figure.value in ends and use != "end"]
    if len(told) >= 2 and _EVERYONE.search(body) and not _SAID.search(body):
        return ", ".join(each.span for each in told[:2])
    return ""


def _read(text: str) -> Iterator[tuple[Quantity, int, str]]:
    """Each figure with where it stands and its use: a level of confidence, a P, the end of an interval, or another."""
    body = normalise(text).text
    inside = False
    for figure, at, end in placed(text):
        before = body[max(0, at - 40) : at]
        use = ""
        if figure.name:
            pass
        elif figure.unit == "%" and (_LEVEL.match(body, end) or _LEVEL_BEFORE.search(before)):
            use = "level"
        elif _P.search(before):
            use = "P"
        elif _INTERVAL.search(before) or (inside and re.search(r"\d\s?%?\s?(?:-|to|,|and)\s?$", before)):
            use = "end"
        # An interval has two ends.
        inside = use == "end" and not inside
        yield figure, at, use
