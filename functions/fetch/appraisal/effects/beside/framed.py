"""Two arms that each open their part of a sentence: "in its group 22 (88%) healed, and in the other one 19 (76%)".

Each part has one amount and no other arm; what stands between them is the same in kind.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.named import OWN
from functions.fetch.appraisal.effects.beside.pieces import Piece
from functions.fetch.appraisal.effects.beside.whose import Beside, letters, outcome_in, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS

_PART = r"l{1,3}(?P<arm%d>[ACO]),?(?:[lwvM_T]|\((?=N)){0,10}(?P<amount%d>N)\)?"
_FRAMED = re.compile(rf"(?:^|(?<=[,;&])){_PART % (1, 1)}[lwvT_]{{0,9}}(?:,_*&?|;_*|&){_PART % (2, 2)}(?!_*[&,]l?N)")
_AMONG = re.compile(r"(?:in|among|for|on|with|of)\b", re.IGNORECASE)


def framed_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every pair that is told so, with nothing said of the way."""
    kinds = letters(pieces)
    for match in _FRAMED.finditer(kinds):
        arms = pieces[match.start("arm1")], pieces[match.start("arm2")]
        amounts = pieces[match.start("amount1")], pieces[match.start("amount2")]
        opens = pieces[match.start()]
        unit = unit_of(amounts)
        if unit is None or sum(each.kind == OWN for each in arms) != 1 or not _AMONG.match(text, opens.start):
            continue
        mine, theirs, other = (*amounts, arms[1]) if arms[0].kind == OWN else (amounts[1], amounts[0], arms[0])
        said = text[arms[0].end : amounts[1].start]
        yield Beside(
            mine.value, unit, TWO_ARMS, outcome_in(said), opens.start, amounts[1].end, mine.start,
            other=theirs.value, against=other.name, own_end=amounts[1].end,
        )  # fmt: skip
