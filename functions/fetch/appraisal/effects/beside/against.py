"""The peptide's amount first, and behind it what it is held against: "it lowered pain by 3, compared with 1 on sham".

The first amount is the peptide's because its clause tells of nobody else. More arms may follow in a row, each with its
own amount.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.named import OWN
from functions.fetch.appraisal.effects.beside.pieces import BREAK, Piece
from functions.fetch.appraisal.effects.beside.whose import Beside, letters, told_before, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS
from functions.fetch.appraisal.results.outcome_words import mentions

_HELD = re.compile(
    r"(?P<row>[NM](?:_*&[NM])?)_*[lwT_]{0,6},?(?:R,?)?_*\(?l?V(?P<gap>[lw_ULBX]{0,5})(?P<last>[NM])"
    r"(?P<behind>[lwTv_ULBX]{0,6})(?P<other>[CO])"
)
_NEXT = re.compile(r"_*(?:,_*&?|&)[lw_]{0,3}(?P<last>[NM])[lwTv_]{0,6}(?P<other>[CO])")
_OF_PEOPLE = re.compile(
    r"\s?of (?:the |all )?(?:patients|participants|subjects|people|those|women|men|adults|children|rats|mice)\b",
    re.IGNORECASE,
)
"""Behind a share, that it is one of people: how many had something is no way that it went."""
_ANOTHERS = re.compile(r"[CO?NM]")


def held_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every pair that is told so."""
    kinds = letters(pieces)
    for match in _HELD.finditer(kinds):
        at = match.start("row")
        clause = max((place for place in range(at) if kinds[place] == BREAK), default=-1) + 1
        before = kinds[clause:at]
        own = before.rfind(OWN)
        # Whose it is, is not plain behind another one's name or amount.
        if own < 0 or _ANOTHERS.search(before, own) or re.search(r"[CO?]", before):
            continue
        ways = {each for each in match["gap"] if each in "ULBX"}
        if ways and not ways & set(before):
            continue
        if {each for each in match["behind"] if each in "UL"} - set(before) and set(before) & {"U", "L"}:
            # It is held against a change the other way: two numbers side by side would hide that.
            yield from _only_own(text, pieces, match)
            continue
        yield from _pairs(text, pieces, kinds, match)


def _only_own(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Iterator[Beside]:
    mine, other = pieces[match.start("row")], pieces[match.start("other")]
    unit = unit_of([mine])
    way, outcome = told_before(text, pieces, match.start("row"))
    if unit and way != TWO_ARMS and match["row"].count("N") == 1:
        yield Beside(mine.value, unit, way, outcome, mine.start, mine.end, mine.start, against=other.name)


def _pairs(text: str, pieces: Sequence[Piece], kinds: str, match: re.Match[str]) -> Iterator[Beside]:
    row = [each for each in pieces[match.start("row") : match.end("row")] if each.kind in "NM"]
    way, outcome = told_before(text, pieces, match.start("row"))
    if len(row) > 1 and not outcome and len({each.name for each in mentions(text[: row[0].start])}) > 1:
        # Each number is one outcome's, and so is what it is held against.
        return
    if _OF_PEOPLE.match(text, row[-1].end):
        way = TWO_ARMS
    held: re.Match[str] | None = match
    while held:
        theirs, other = pieces[held.start("last")], pieces[held.start("other")]
        unit = unit_of([*row, theirs])
        if unit is None:
            return
        for mine in row:
            yield Beside(
                mine.value, unit, way, outcome, row[0].start, other.end, mine.start,
                other=theirs.value, against=other.name, own_end=other.end,
            )  # fmt: skip
        held = _NEXT.match(kinds, held.end())
