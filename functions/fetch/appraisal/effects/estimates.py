"""Effect estimates as printed: the measure, its value, interval, P and comparator. Numbers stay text."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from functions.fetch.appraisal.effects.alone import alone_in
from functions.fetch.appraisal.effects.arms import is_anothers
from functions.fetch.appraisal.effects.beside.named import Names, names_in
from functions.fetch.appraisal.effects.beside.whose import Beside
from functions.fetch.appraisal.effects.kept import interval_of, is_possible, kept, p_behind
from functions.fetch.appraisal.effects.lists import lists_in
from functions.fetch.appraisal.effects.measures import (
    BEFORE,
    DIFFERENCES,
    INTERVAL_BEFORE,
    MEASURES,
    NUMBER,
    OF_ROW,
    ROW,
    STATED,
)
from functions.fetch.appraisal.effects.outcome import outcome_of_ratio
from functions.fetch.appraisal.effects.parts import is_of_a_part
from functions.fetch.appraisal.effects.sides import effects_beside, pair_before
from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.text.clauses import Part, clause_about, own_parts
from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.appraisal import Effect
from shared.domain.vocabulary import Design

EFFECTS_AT_MOST = 8
NUMBERS_AT_MOST, NUMBERS_IN_ALL = 150, 300
"""A sentence that has more is a table or an attack, and tells of no estimate; nor does what follows so many."""
MEASURES_AT_MOST = 40
"""Estimates in a sentence: one that tells of more is no prose either."""

_NONE = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
_MEANT = re.compile(
    r"\b(?:(?<!failed )(?<!fails )to (?:detect|show|demonstrate|declare)|detecting|assum\w+|powered|"
    r"power (?:of|to|for)|% power|anticipat\w+|hypothes\w+|(?:planned|calculated) to|"
    r"(?:could|would) (?:\w+ )?(?:show|detect|be|have)|"
    r"(?:was|were|is|are) (?:\w+ )?(?:considered|regarded|deemed|defined|required|expected)|"
    r"sample size|E-?value|clinically (?:important|relevant|meaningful) (?:\w+ )?difference)\b",
    re.IGNORECASE,
)
"""What a trial was planned by, and no result, whatever interval stands beside it."""
_PLANNED = re.compile(
    r"\b(?:to detect|detecting|assum\w+|powered|power|margins?|anticipat\w+|expected|thresholds?|criteri\w+|defined as|"
    r"clinically important)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(rf"\s?(?:and|or|vs\.?|versus)\s{NUMBER}.*?\brespectively\b")
"""Two numbers that are told of two things, without an interval of their own."""
_UNKNOWN_UNIT = re.compile(
    r"\s?(?!(?:in|with|for|between|and|at|after|favou?r\w*|vs|versus|than|or|to|on|over|by|per|which|from|among|was|"
    r"higher|lower|greater|more|less|[Pp])\b)[A-Za-zµμ°]"
)
_REFUSED = re.compile(
    r"^\W*(?:was|were|is) (?:not|never) (?:reached|met|attained|seen|observed|found|exceeded)\b", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"a?HRs?|a?ORs?|RRs?")
_ANOTHER_WORD = re.compile(
    r"\b(?:heart[- ]rates?|respirat(?:ory|ion) rates?|breathing rates?|R-?R intervals?|operating[- ](?:room|theatre)s?|"
    r"beats|breaths|bpm)\b",
    re.IGNORECASE,
)


class _Sentence(NamedTuple):
    """A sentence with the one before it, and what it tells beside its arms, in words and as it is kept."""

    part: Part
    before: str
    names: Names | None = None
    beside: tuple[Beside, ...] = ()
    effects: tuple[Effect, ...] = ()


def effects_of(words: Words, design: Design, agents: Agents | None = None) -> tuple[Effect, ...]:
    """At most EFFECTS_AT_MOST estimates in the order of the abstract, ratios and differences before mere changes.

    Those of a control, of a subgroup and of the plan are left out; with the agents of the record, those of another
    agent or exposure too.
    """
    if design in _NONE:
        return ()
    names = names_in(words.text, agents) if agents else None
    told = [_Sentence(part, before, names, *_sides(words, part, before, names)) for part, before in _in_turn(words)]
    stated = (each for at in told for each in _listed(words, at.part, agents) or _stated(words, at, agents))
    changed = (each for at in told for each in _changed(words, at, agents))
    return tuple(islice(_distinct(chain(stated, changed)), EFFECTS_AT_MOST))


def _sides(words: Words, part: Part, before: str, names: Names | None) -> tuple[tuple[Beside, ...], tuple[Effect, ...]]:
    found = list(effects_beside(words, part, names, before)) if names else []
    return tuple(beside for beside, _ in found), tuple(effect for _, effect in found)


def _with_numbers(words: Words) -> Iterator[Part]:
    left = NUMBERS_IN_ALL
    for part in own_parts(words):
        numbers = 0 if part.in_title else _numbers(part.text)
        if 0 < numbers <= min(NUMBERS_AT_MOST, left):
            left -= numbers
            yield part


def _numbers(text: str) -> int:
    return len(re.findall(r"\d+(?:[.,·]\d+)*", text))


def _in_turn(words: Words) -> Iterator[tuple[Part, str]]:
    """The sentences, each with the one that stands before it, where that tells of the study's own."""
    own = [each for each in own_parts(words) if not each.in_title]
    for part in _with_numbers(words):
        at = own.index(part)
        near = at > 0 and not words.abstract[own[at - 1].start + len(own[at - 1].text) : part.start].strip()
        yield part, own[at - 1].text if near else ""


def _listed(words: Words, part: Part, agents: Agents | None) -> list[Effect]:
    """The estimates of a sentence that tells several of one measure in a row."""
    return [
        kept(words, part, match, _measure(head), outcome, match.end())
        for head, match, outcome in lists_in(part.text, ROW, OF_ROW)
        if not _is_left_out(words, part, head.start(), match.end(), agents)
        and not _is_planned(part.text, match)
        and is_possible(_measure(head), match["value"], match["low"], match["high"])
    ]


def _is_left_out(words: Words, part: Part, start: int, end: int, agents: Agents | None) -> bool:
    return is_anothers(part.text, start, end, agents) or is_of_a_part(part.text, start, end, words.study.title)


def _measure(match: re.Match[str]) -> str:
    return next(name for number, (name, _) in enumerate(MEASURES) if match[f"m{number}"])


def _stated(words: Words, sentence: _Sentence, agents: Agents | None) -> Iterator[Effect]:
    part, text = sentence.part, sentence.part.text
    found = list(islice(STATED.finditer(text), MEASURES_AT_MOST + 1))
    for at, match in enumerate(found if len(found) <= MEASURES_AT_MOST else ()):
        measure = _measure(match)
        upto = found[at + 1].start() if at + 1 < len(found) else len(text)
        p = p_behind(text, match, upto)
        # A bare "difference of 3" is an estimate only with its interval or its P.
        bounds = _bounds(match)
        low, high = interval_of(bounds)
        if measure.endswith(DIFFERENCES) and not low and (not p or _UNKNOWN_UNIT.match(text, match.end())):
            continue
        if measure.endswith("ratio") and not _is_ratio(words, match, low or p):
            continue
        if _is_planned(text, match) or (not low and not p and _PLANNED.search(text[: match.start()])):
            continue
        if is_of_a_part(text, match.start(), match.end(), words.study.title):
            continue
        pair = pair_before(text, match.start(), sentence.beside)
        if pair is None and is_anothers(text, match.start(), match.end(), agents):
            continue
        if is_possible(measure, match["value"], low, high):
            outcome = outcome_of_ratio(text, match, found[at - 1] if at else None)
            yield kept(
                words, part, match, measure, outcome, upto, bounds=bounds, before=sentence.before,
                against=pair.against if pair else "",
            )  # fmt: skip


def _bounds(match: re.Match[str]) -> re.Match[str]:
    """What holds the estimate's interval: its own match, else one that ends where it begins and has it inside."""
    if interval_of(match)[0]:
        return match
    text, start = match.string, match.start()
    found = INTERVAL_BEFORE.search(text, max(0, start - BEFORE), start)
    return found if found and is_possible("", match["value"], found["low"], found["high"]) else match


def _is_ratio(words: Words, match: re.Match[str], borne_out: object) -> bool:
    """Whether the number is a ratio's: HR may be a heart rate, RR a time between beats, OR a place."""
    # Whole numbers are a ratio's only beside an interval that calls itself one, or a P.
    called = match["low"] or p_behind(match.string, match, len(match.string))
    if match["unit"] or not (called or re.search(r"[.·,]", match["value"])):
        return False
    text = words.text
    named = text[match.start() : match.start("value")]
    if not borne_out and _SHARED.match(match.string, match.end()):
        return False
    return not (_ABBREVIATED.match(match[0]) and _ANOTHER_WORD.search(text)) or "ratio" in named


def _is_planned(text: str, match: re.Match[str]) -> bool:
    """Whether the clause says that it was planned, assumed or wanted."""
    start, end = clause_about(text, match.start(), match.end())
    return _MEANT.search(text, start, end) is not None or _REFUSED.match(text[match.end() : end]) is not None


def _changed(words: Words, sentence: _Sentence, agents: Agents | None) -> Iterator[Effect]:
    """The changes of a sentence, and what it tells beside its arms; what is told so is not told a second time."""
    alone = [
        (at, each)
        for at, each in alone_in(words, sentence.part, agents, sentence.before, sentence.names)
        if not any(found.start <= at < found.end for found in sentence.beside)
    ]
    beside = ((found.at, each) for found, each in zip(sentence.beside, sentence.effects, strict=True))
    yield from (each for _, each in sorted([*beside, *alone], key=itemgetter(0)))


def _distinct(effects: Iterable[Effect]) -> Iterator[Effect]:
    """One of each place: a difference with its interval is not told a second time as a change."""
    found: set[tuple[str, str | None, int]] = set()
    for each in effects:
        key = each.value, each.low, each.quote.end
        if key not in found:
            found.add(key)
            yield each
