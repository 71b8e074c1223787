"""The amounts of a sentence that stand beside arms, as far as they are the study's own results.

What is denied, and how much of the peptide itself was found, is none.
"""

import re
from collections.abc import Iterator, Sequence

from functions.fetch.appraisal.effects.arms import is_anothers
from functions.fetch.appraisal.effects.beside.against import held_in
from functions.fetch.appraisal.effects.beside.compared import compared_in
from functions.fetch.appraisal.effects.beside.each import each_beside
from functions.fetch.appraisal.effects.beside.framed import framed_in
from functions.fetch.appraisal.effects.beside.listed import listed_in
from functions.fetch.appraisal.effects.beside.named import Names, arms_in
from functions.fetch.appraisal.effects.beside.pieces import pieces_of
from functions.fetch.appraisal.effects.beside.several import several_in
from functions.fetch.appraisal.effects.beside.shared import shared_in
from functions.fetch.appraisal.effects.beside.whose import Beside
from functions.fetch.appraisal.effects.changes import Change, is_found
from functions.fetch.appraisal.effects.ends import TWO_ARMS, is_of_the_start
from functions.fetch.appraisal.effects.folds import plain
from functions.fetch.appraisal.effects.kept import is_possible
from functions.fetch.appraisal.effects.measures import NUMBER, UNIT
from functions.fetch.appraisal.effects.no_result import is_no_result
from functions.fetch.appraisal.effects.parts import is_of_a_part
from functions.fetch.appraisal.text.clauses import Part, clause_about
from functions.fetch.appraisal.text.words import QUOTE_AT_MOST, Words
from shared.domain.evidence.appraisal import Effect

_I = re.IGNORECASE
LENGTH_AT_MOST = 4_000
"""Characters: a sentence that is longer is no prose."""
_LEVEL_BEFORE = re.compile(
    r"\b(?:plasma|serum|trough|peak|circulating|(?:concentrations?|levels?|exposure) (?:of|to))\s$", _I
)
_LEVEL_BEHIND = re.compile(
    r"\s(?:plasma |serum |trough |peak )?(?:levels?|concentrations?|exposures?|AUC|clearance)\b", _I
)
_DENIED = re.compile(r"\b(?:not(?! only\b)|no|neither|nor|without|fail(?:s|ed|ing|ure)? to|cannot)\b|n['’]t\b", _I)
_P = re.compile(r"[^\d;.]{0,40}?\b[Pp](?:[- ]values?)?\s?(?P<p>[<=>≤≥]\s?0?[.·]\d+)")
"""Behind the amounts, what compares them."""
_DIFFERS = re.compile(
    r"(?:\s?\([^()\d]{0,30}\))?[\s,;(\[]*(?:(?:for|with|an?|the|estimated|adjusted|mean|treatment|between-group|which|was|were|"
    r"corresponding|to|overall|net)\s){0,6}",
    _I,
)
"""Between two amounts and their difference."""
_LIKEWISE = re.compile(r"\brespectively\b", _I)
_VALUE = re.compile(rf"(?P<value>{NUMBER})\s?(?P<unit>{UNIT})?")


def effects_beside(words: Words, part: Part, names: Names, before: str) -> Iterator[tuple[Beside, Effect]]:
    """What a sentence tells beside its arms, each with what is kept of it; `before` is the sentence before it."""
    for each in _beside(part.text, names, before):
        possible = not each.low or is_possible("", each.value, each.low, each.high)
        if possible and not is_of_a_part(part.text, each.start, each.end, words.study.title):
            yield each, _effect(words, part, each)


def pair_before(text: str, start: int, beside: Sequence[Beside]) -> Beside | None:
    """The pair of which what begins at `start` tells the difference, in the brackets or the words right behind it."""
    behind = [
        each
        for each in beside
        if each.other and each.own_end <= start and _DIFFERS.fullmatch(text, each.own_end, start)
    ]
    return max(behind, key=lambda each: each.own_end, default=None)


def _effect(words: Words, part: Part, each: Beside) -> Effect:
    p = _P.match(part.text, each.end) if each.other else None
    end = p.end() if p else each.end
    start = 0 if end <= QUOTE_AT_MOST else part.text.rfind(" ", 0, each.start) + 1
    percent = not each.other and each.unit == "%" and each.way != TWO_ARMS
    return Effect(
        measure=f"percent {each.way}" if percent else each.way,
        value=f"{each.value} vs {each.other}" if each.other else plain(each.value),
        unit=each.unit,
        low=plain(each.low) if each.low else None,
        high=plain(each.high) if each.high else None,
        level=each.level or None,
        p=re.sub(r"\s", "", p["p"]) if p else None,
        comparator=each.against,
        outcome=each.outcome,
        quote=words.passage(part.start + start, part.start + end),
    )


def _beside(text: str, names: Names, before: str) -> Iterator[Beside]:
    if len(text) > LENGTH_AT_MOST or is_of_the_start(text, before):
        return
    arms = arms_in(text, names)
    pieces = pieces_of(text, arms)
    taken: set[int] = set()
    for form in (*(_HELD_AGAINST if arms else ()), *_ALONE):
        # What a form tells of one place first is told by it; a pair may be held against more than one.
        found = {(each.at, each.against): each for each in reversed(list(form(text, pieces))) if each.at not in taken}
        told = [each for each in reversed(found.values()) if _stands(text, each, names)]
        yield from told
        taken |= {each.at for each in told}


_HELD_AGAINST = (each_beside, held_in, compared_in, shared_in, framed_in)
_ALONE = (several_in, listed_in)


def _stands(text: str, each: Beside, names: Names) -> bool:
    start, _ = clause_about(text, each.start, each.end)
    if is_no_result(text, start, each.at, each.end) or _is_its_level(text[start : each.at], names):
        return False
    if each.other:
        return each.way == TWO_ARMS or not _DENIED.search(text[start : each.at])
    return _is_its_own(text, each, names)


def _is_its_level(said: str, names: Names) -> bool:
    """Whether it is told how much of the peptide itself was found."""
    return any(
        _LEVEL_BEFORE.search(said, 0, each.start()) or _LEVEL_BEHIND.match(said, each.end())
        for each in names.agents.own.finditer(said)
    )


def _is_its_own(text: str, each: Beside, names: Names) -> bool:
    """Whether an amount that is held against none was found, and is the peptide's as far as the sentence says."""
    likewise = _LIKEWISE.search(text, each.end)
    if is_anothers(text, each.start, likewise.end() if likewise else each.end, names.agents):
        return False
    match = _VALUE.match(text, each.at)
    begins = min(each.start, each.at)
    return match is not None and is_found(text, match, Change(each.way, begins, begins, noun=False, link=each.at))
