"""Several numbers of the peptide's alone: of two outcomes, doses or times that are named in the same order.

"Increased load and volume by 75% and 99%", "by 190% and 388% (3 and 8 weeks)", "with 20 and 40 µg the reduction was 41%
and 45%, respectively", "a decrease of 5.6% in one and of 3.5% in another".
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.beside.named import OWN
from functions.fetch.appraisal.effects.beside.pieces import BREAK, Piece
from functions.fetch.appraisal.effects.beside.whose import WAYS, Beside, letters, outcome_in, told_before, unit_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS

_ROW = r"(?P<row>[NM]_*(?:(?:,_*&?|&)l{0,2}[NM]_*){1,5})"
_NAMES = r"[lw_]{1,9}(?:,[lw_]{1,9}){0,4},?&[lw_]{1,9}"
_OBJECTS = re.compile(rf"(?P<verb>[ULBX])(?P<objects>{_NAMES})l{_ROW}(?![ACO])")
_SUBJECTS = re.compile(rf"(?P<objects>{_NAMES})v?w{{0,2}}(?P<verb>[ULBX])l{_ROW}(?![ACO])")
_BEHIND = re.compile(rf"(?P<lead>\(?){_ROW}[lw]{{0,2}}\(?[lw]{{0,2}}(?P<many>[DT](?:&[DT])?)(?=[),;_R]|[lw]|$)")
_BEFORE = re.compile(rf"(?P<many>[DT])[^NMACO?;]{{0,16}}?{_ROW},?R")
_NEXT_ROW = re.compile(rf",?R?[,_lwT]{{0,8}}[&;][,_lwT]{{0,6}}{_ROW}(?![ACO])")
"""Behind two numbers of two outcomes, those at the next time: the verb and the outcomes are the same."""
_LIKEWISE = re.compile(rf"{_ROW},?R")
_ELIDED = re.compile(
    r"(?P<verb>[ULBX])(?P<objects>[^NMACO?;&VULBX]{1,12})[NM](?P<than>[wV]l?C)?[_lwT]{0,8},?&(?P<again>l[lw]{0,4})"
    r"(?P<row>[NM])(?![_lwT]{0,6}[ACO?])"
)
_NOUNS = re.compile(
    r"(?P<objects>[ULBX][lw]{1,8}(?:,[lw]{0,3}[ULBX][lw]{1,8}){0,3},?&[lw]{0,3}[ULBX][lwT_]{1,14})v"
    rf"{_ROW},?R(?![ACO])"
)
"""Several changes that are told in full, and behind the verb as many numbers."""
_TWO_ARMS = re.compile(r"[,lwT_]{0,6}[ACO][_lw]{0,2}[&V]")
"""Behind two numbers, two arms that they may be told of as well as of two outcomes."""
_AGAIN = re.compile(r"\b(?:by|of)\b", re.IGNORECASE)
_OVER = re.compile(r"\W*(?:over|versus|vs|compared|than|relative)\b", re.IGNORECASE)


def several_in(text: str, pieces: Sequence[Piece]) -> Iterator[Beside]:
    """Every number of such a row, each with the outcome that is its own."""
    kinds = letters(pieces)
    for form in (_OBJECTS, _SUBJECTS):
        for match in form.finditer(kinds):
            yield from _of_outcomes(text, pieces, match, match)
            again = _NEXT_ROW.match(kinds, match.end())
            while again and _is_again(text, pieces, again):
                yield from _of_outcomes(text, pieces, match, again)
                again = _NEXT_ROW.match(kinds, again.end())
    for match in _NOUNS.finditer(kinds):
        yield from _of_nouns(text, pieces, match)
    for form in (_BEHIND, _BEFORE):
        for match in form.finditer(kinds):
            yield from _of_doses(text, pieces, match)
    for match in _LIKEWISE.finditer(kinds):
        yield from _of_one(text, pieces, kinds, match)
    for match in _ELIDED.finditer(kinds):
        yield from _elided(text, pieces, match)


def _row(pieces: Sequence[Piece], match: re.Match[str]) -> list[Piece]:
    return [each for each in pieces[match.start("row") : match.end("row")] if each.kind in "NM"]


def _is_again(text: str, pieces: Sequence[Piece], again: re.Match[str]) -> bool:
    said = text[pieces[again.start()].start : pieces[again.start("row")].start]
    return _AGAIN.search(said) is not None


def _of_outcomes(text: str, pieces: Sequence[Piece], match: re.Match[str], told: re.Match[str]) -> Iterator[Beside]:
    """Each number of the row that `told` holds, with the outcome of those that `match` names."""
    row = _row(pieces, told)
    unit = unit_of(row)
    first, last = (pieces[match.start("objects")], pieces[match.end("objects") - 1])
    halves = _halves(text[first.start : last.end])
    if unit is None or len(row) != len(halves) or _TWO_ARMS.match(letters(pieces), told.end()):
        return
    way = WAYS[pieces[match.start("verb")].kind]
    start = min(pieces[match.start("verb")].start, first.start) if match is told else row[0].start
    for each, said in zip(row, halves, strict=True):
        yield Beside(each.value, unit, way, outcome_in(said), start, row[-1].end, each.start)


def _of_nouns(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Iterator[Beside]:
    """Each number with the change and the outcome that stand in its place."""
    row = _row(pieces, match)
    first, last = pieces[match.start("objects")], pieces[match.end("objects") - 1]
    halves = _halves(text[first.start : last.end])
    ways = [WAYS[each.kind] for each in pieces[match.start("objects") : match.end("objects")] if each.kind in WAYS]
    if not len(row) == len(halves) == len(ways) or any(each.unit != row[0].unit for each in row):
        return
    for each, said, way in zip(row, halves, ways, strict=True):
        if way != "change" or each.value[0] in "-−–+":
            yield Beside(each.value, each.unit, way, outcome_in(said), first.start, row[-1].end, each.start)


def _halves(said: str) -> list[str]:
    return re.split(r",?\sand\s|,\s", said)


def _of_doses(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Iterator[Beside]:
    row = _row(pieces, match)
    unit = unit_of(row)
    many = sum(each.many for each in pieces[match.start("many") : match.end("many")])
    way, outcome = told_before(text, pieces, match.start("row"))
    if unit is None or many != len(row) or way == TWO_ARMS:
        return
    start, end = (min(row[0].start, pieces[match.start("many")].start), pieces[match.end() - 1].end)
    for each in row:
        yield Beside(each.value, unit, way, outcome, start, end, each.start)


def _of_one(text: str, pieces: Sequence[Piece], kinds: str, match: re.Match[str]) -> Iterator[Beside]:
    """The numbers that a "respectively" shares out where the clause names the peptide and no other arm before them."""
    clause = max((at for at in range(match.start()) if kinds[at] == BREAK), default=-1) + 1
    before = kinds[clause : match.start()]
    row = _row(pieces, match)
    unit = unit_of(row)
    way, outcome = told_before(text, pieces, match.start("row"))
    if unit is None or way == TWO_ARMS or OWN not in before or re.search(r"[CO?NM]", before):
        return
    if _TWO_ARMS.match(kinds, match.end()):
        return
    for each in row:
        yield Beside(each.value, unit, way, outcome, row[0].start, pieces[match.end() - 1].end, each.start)


def _elided(text: str, pieces: Sequence[Piece], match: re.Match[str]) -> Iterator[Beside]:
    """What shares the verb of the first: "by 42% at 4 days and by as much as 61% at 7"."""
    again, number = pieces[match.start("again")], pieces[match.start("row")]
    first = next(each for each in pieces[match.end("objects") :] if each.kind in "NM")
    said = text[again.start : number.start]
    than = pieces[match.start("than")] if match["than"] else None
    if (
        (than and not _OVER.match(text, than.start))
        or not _AGAIN.match(said)
        or not number.unit
        or number.unit != first.unit
    ):
        return
    verb = pieces[match.start("verb")]
    objects = text[verb.end : pieces[match.end("objects") - 1].end]
    behind = text[first.end : again.start]
    outcome = "" if outcome_in(behind) else outcome_in(objects)
    yield Beside(number.value, number.unit, WAYS[verb.kind], outcome, again.start, number.end, number.start)
