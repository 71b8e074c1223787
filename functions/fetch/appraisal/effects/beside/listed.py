"""A list in the brackets behind what it tells of: "more strength was seen (load 66%, stiffness 58%, volume 28%)".

Each item is a name and an amount of one unit; all of them went the way that is told before the brackets.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.pieces import Piece
from functions.fetch.appraisal.effects.beside.whose import Beside, letters, outcome_in, told_before, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS

_ITEM = r"[lw_]{1,6}N_*"
_LIST = re.compile(rf"\((?P<list>{_ITEM}(?:[,;]_*&?{_ITEM}){{1,6}})(?:[;,]_*)?\)")
_ONE = re.compile(r"[lw_]{1,6}N")
_WORDS = re.compile(r"w")


def listed_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every amount of such a list, with the outcome that its own name is."""
    kinds = letters(pieces)
    for match in _LIST.finditer(kinds):
        items = [
            (each.start() + match.start("list"), each.end() + match.start("list"))
            for each in _ONE.finditer(match["list"])
        ]
        amounts = [pieces[end - 1] for _, end in items]
        unit = unit_of(amounts)
        way, _ = told_before(text, pieces, match.start() + 1)
        if not unit or way == TWO_ARMS or not all(_WORDS.search(kinds, start, end) for start, end in items):
            continue
        start = pieces[match.start()].start
        for (first, _), amount in zip(items, amounts, strict=True):
            said = text[pieces[first].start : amount.start]
            yield Beside(amount.value, unit, way, outcome_in(said), start, pieces[match.end() - 1].end, amount.start)
