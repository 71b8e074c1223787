"""C21: of two things that a quote tells in one breath, the figure of one told of the other.

`Stiffness rose by 20% and load to failure by 45%` leaves out its second verb. A claim that gives 45% and speaks of
stiffness, and of no load, has taken the wrong one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from shared.gates.words.normal import normalise
from shared.gates.words.values import Quantity, placed
from shared.gates.words.wording import plain

_BETWEEN = re.compile(
    r"\s?(?:\([^()]*\))?(?: (?:with|in|on|among|for|after) (?:[^,;.\d]|(?<=[\w-])\d){2,40}?)?,? (?:and|while|whereas|"
    r"but) (?P<what>(?:[^,;.\d]|(?<=[\w-])\d){3,60}?) (?:was |were )?(?:(?:rose|fell|grew|"
    r"\w{3,}ed) )?(?:\w+ly )?by (?:about |nearly |some )?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|[,;:] )(?P<what>(?:[^,;:.\d]|(?<=[\w-])\d){3,80}?) (?:was |were )?(?:rose|fell|grew|\w{3,}ed)(?: \w+ly)? by "
    r"(?:about |nearly |some )?$",
    re.IGNORECASE,
)


class _Told(NamedTuple):
    figure: Quantity
    own: set[str]
    other: set[str]


def of_the_other(claim: str, quotes: Sequence[str]) -> str:
    """The figure that a quote gives to one of two things and the claim to the other, or nothing."""
    own = plain(normalise(claim).text)
    figures = {(each.value, each.unit): each.span for each, *_ in placed(claim) if each.unit and not each.name}
    for quote in quotes:
        told = [*_told(quote)]
        there = [each for each in told if (each.figure.value, each.figure.unit) in figures]
        if len(there) == 1 and own & there[0].other and not own & there[0].own:
            return figures[there[0].figure.value, there[0].figure.unit]
    return ""


def _told(quote: str) -> Iterator[_Told]:
    """The two figures of each such pair, with what alone tells its thing from the other."""
    body = normalise(quote).text
    figures = [each for each in placed(quote) if each[0].unit and not each[0].name]
    for (one, at, end), (two, upto, _) in pairwise(figures):
        first, second = _BEFORE.search(body[max(0, at - 160) : at]), _BETWEEN.fullmatch(body[end:upto])
        if first and second and one.unit == two.unit and one.value != two.value:
            here, there = plain(first["what"]), plain(second["what"])
            yield _Told(one, here - there, there - here)
            yield _Told(two, there - here, here - there)
