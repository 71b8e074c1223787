"""Where the lines of a text end: as many characters as fit, broken at the last space; in time linear in the text.

fpdf2 breaks the same way but measures a line anew at each of its characters, which took most of a document's time.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

SOFT_HYPHEN, HYPHEN = "\u00ad", "-"
_ZERO_WIDTH_SPACE, _NO_BREAK_SPACE = "\u200b", "\u00a0"

_SLACK = 1e-6
"""A line may be wider by this much, in thousandths of an em: sums of floats are not exact."""


def lines(text: str, advances: Sequence[float], first: float, full: float, *, hyphen: float) -> Iterator[str]:
    """The text line by line, without the spaces at which it was broken.

    `advances` are the widths of its characters (0 for a soft hyphen), `hyphen` that of a hyphen, `first` and `full`
    those of the first and of every other line, all in one unit. The first line is empty where not one character fits
    into it; every other line holds at least one. A soft hyphen shows where a line ends in it, and nowhere else.
    """
    ends = [0.0, *accumulate(advances)]
    start, room = 0, first
    while start < len(text):
        upto = bisect_right(ends, ends[start] + room + _SLACK, lo=start) - 1
        if upto >= len(text):
            yield _shown(text[start:])
            return
        if room == full:
            upto = max(upto, start + 1)
        space = max(text.rfind(" ", start, upto + 1), text.rfind(_ZERO_WIDTH_SPACE, start, upto + 1))
        soft = text.rfind(SOFT_HYPHEN, max(start, space + 1), upto)
        while soft >= 0 and ends[soft] - ends[start] + hyphen > room + _SLACK:
            soft = text.rfind(SOFT_HYPHEN, max(start, space + 1), soft)
        if soft >= 0:
            yield _shown(text[start:soft]) + HYPHEN
            start = soft + 1
        elif space >= 0:
            yield _shown(text[start:space])
            start = space + 1
        else:
            yield _shown(text[start:upto])
            start = upto
        room = full


def _shown(line: str) -> str:
    return line.replace(SOFT_HYPHEN, "").replace(_NO_BREAK_SPACE, " ")
