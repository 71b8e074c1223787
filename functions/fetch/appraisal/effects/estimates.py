"""Effect estimates as printed: the measure, its value, interval, P and comparator. Numbers stay text."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from functions.fetch.appraisal.clauses import Part, clause_about, own_parts
from functions.fetch.appraisal.effects.arms import is_anothers, is_of_its_own_level
from functions.fetch.appraisal.effects.bare import bare_changes_in
from functions.fetch.appraisal.effects.changes import Change, changes_in
from functions.fetch.appraisal.effects.comparators import comparator_of
from functions.fetch.appraisal.effects.ends import TWO_ARMS, Ends, ends_in
from functions.fetch.appraisal.effects.folds import FOLD_UNIT, is_fold, number_of, plain
from functions.fetch.appraisal.effects.lists import lists_in
from functions.fetch.appraisal.effects.measures import (
    AMOUNT,
    BEFORE,
    DIFFERENCES,
    INTERVAL,
    INTERVAL_BEFORE,
    MEASURES,
    NUMBER,
    OF_ROW,
    PERCENT,
    RATIOS,
    ROW,
    STATED,
    UNIT,
)
from functions.fetch.appraisal.effects.nouns import noun_changes_in
from functions.fetch.appraisal.effects.outcome import outcome_of_change, outcome_of_ratio
from functions.fetch.appraisal.effects.parts import is_of_a_part
from functions.fetch.appraisal.effects.rows import rows_in
from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.outcome_words import mentions
from functions.fetch.appraisal.words import QUOTE_AT_MOST, Words
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
_P = re.compile(r"\b[Pp](?:[- ]values?)?\s?(?P<p>[<=>≤≥]\s?0?[.·,]\d+)")
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
_AFTER = 90
"""Characters behind an estimate in which its P and its comparator stand."""


class _Told(NamedTuple):
    """A change with its outcome and where its quote must reach; its two numbers where it has two, and what holds its
    interval where that is not the match."""

    match: re.Match[str]
    change: Change
    outcome: str
    end: int
    ends: Ends | None = None
    bounds: re.Match[str] | None = None


def effects_of(words: Words, design: Design, agents: Agents | None = None) -> tuple[Effect, ...]:
    """At most EFFECTS_AT_MOST estimates in the order of the abstract, ratios and differences before mere changes.

    Those of a control, of a subgroup and of the plan are left out; with the agents of the record, those of another
    agent or exposure too.
    """
    if design in _NONE:
        return ()
    told = list(_with_numbers(words))
    stated = (
        each
        for part, before in zip(told, _before(words, told), strict=True)
        for each in _listed(words, part, agents) or _stated(words, part, agents, before)
    )
    changed = (
        each
        for part, before in zip(told, _before(words, told), strict=True)
        for each in _changed(words, part, agents, before)
    )
    return tuple(islice(_distinct(chain(stated, changed)), EFFECTS_AT_MOST))


def _with_numbers(words: Words) -> Iterator[Part]:
    left = NUMBERS_IN_ALL
    for part in own_parts(words):
        numbers = 0 if part.in_title else _numbers(part.text)
        if 0 < numbers <= min(NUMBERS_AT_MOST, left):
            left -= numbers
            yield part


def _numbers(text: str) -> int:
    return len(re.findall(r"\d+(?:[.,·]\d+)*", text))


def _before(words: Words, told: list[Part]) -> Iterator[str]:
    """For each of these sentences the one that stands before it, where it tells of the study's own."""
    own = [each for each in own_parts(words) if not each.in_title]
    for part in told:
        at = own.index(part)
        near = at > 0 and not words.abstract[own[at - 1].start + len(own[at - 1].text) : part.start].strip()
        yield own[at - 1].text if near else ""


def _listed(words: Words, part: Part, agents: Agents | None) -> list[Effect]:
    """The estimates of a sentence that tells several of one measure in a row."""
    return [
        _effect(words, part, match, _measure(head), outcome, match.end())
        for head, match, outcome in lists_in(part.text, ROW, OF_ROW)
        if not _is_left_out(words, part, head.start(), match.end(), agents)
        and not _is_planned(part.text, match)
        and is_possible(_measure(head), match["value"], match["low"], match["high"])
    ]


def _is_left_out(words: Words, part: Part, start: int, end: int, agents: Agents | None) -> bool:
    return is_anothers(part.text, start, end, agents) or is_of_a_part(part.text, start, end, words.study.title)


def _measure(match: re.Match[str]) -> str:
    return next(name for number, (name, _) in enumerate(MEASURES) if match[f"m{number}"])


def _stated(words: Words, part: Part, agents: Agents | None, before: str) -> Iterator[Effect]:
    text = part.text
    found = list(islice(STATED.finditer(text), MEASURES_AT_MOST + 1))
    for at, match in enumerate(found if len(found) <= MEASURES_AT_MOST else ()):
        measure = _measure(match)
        upto = found[at + 1].start() if at + 1 < len(found) else len(text)
        p = _p_behind(text, match, upto)
        # A bare "difference of 3" is an estimate only with its interval or its P.
        bounds = _bounds(match)
        low, high = _interval(bounds)
        if measure.endswith(DIFFERENCES) and not low and (not p or _UNKNOWN_UNIT.match(text, match.end())):
            continue
        if measure.endswith("ratio") and not _is_ratio(words, match, low or p):
            continue
        if _is_planned(text, match) or (not low and not p and _PLANNED.search(text[: match.start()])):
            continue
        if _is_left_out(words, part, match.start(), match.end(), agents):
            continue
        if is_possible(measure, match["value"], low, high):
            outcome = outcome_of_ratio(text, match, found[at - 1] if at else None)
            yield _effect(words, part, match, measure, outcome, upto, bounds=bounds, before=before)


def _bounds(match: re.Match[str]) -> re.Match[str]:
    """What holds the estimate's interval: its own match, else one that ends where it begins and has it inside."""
    if _interval(match)[0]:
        return match
    text, start = match.string, match.start()
    found = INTERVAL_BEFORE.search(text, max(0, start - BEFORE), start)
    return found if found and is_possible("", match["value"], found["low"], found["high"]) else match


def _is_ratio(words: Words, match: re.Match[str], borne_out: object) -> bool:
    """Whether the number is a ratio's: HR may be a heart rate, RR a time between beats, OR a place."""
    # Whole numbers are a ratio's only beside an interval that calls itself one, or a P.
    called = match["low"] or _p_behind(match.string, match, len(match.string))
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


def _changed(words: Words, part: Part, agents: Agents | None, before: str) -> Iterator[Effect]:
    text = part.text
    rows = list(rows_in(text, NUMBER, UNIT))
    in_rows = {match.start("value") for match, _ in rows}
    found = _told_changes(text, rows, before)
    for at, told in enumerate(found):
        match, change = told.match, told.change
        percent = not told.ends and (match["unit"] or "").lower() in PERCENT
        measure = f"percent {change.way}" if percent else change.way
        upto = max(match.end(), found[at + 1].change.verb_start) if at + 1 < len(found) else len(text)
        start = min(change.verb_start, match.start("value"))
        if _is_left_out(words, part, start, match.end(), agents):
            continue
        if is_of_its_own_level(text, change.verb_start, change.verb_end, agents):
            continue
        outcome = "" if agents and _is_its_name(text, told.outcome, agents) else told.outcome
        if told.ends or is_possible(measure, match["value"], *_interval(match)):
            alone = match.start("value") not in in_rows and not _beside(text, match, upto)
            upto = upto if alone else match.end()
            yield _effect(
                words, part, match, measure, outcome, upto,
                alone=alone, bounds=told.bounds, until=told.end, ends=told.ends,
            )  # fmt: skip


def _told_changes(text: str, rows: list[tuple[re.Match[str], Change]], before: str) -> list[_Told]:
    """The changes of a sentence in their order, those of `rows` among them; one of each place."""
    in_rows = {match.start("value") for match, _ in rows}
    single = [each for each in changes_in(text, AMOUNT) if each[0].start("value") not in in_rows]
    told = [
        *(
            _Told(match, change, outcome_of_change(text, match, change), match.end())
            for match, change in (*rows, *single)
        ),
        *(
            _Told(
                each.match, each.change, outcome_of_change(text, each.match, each.change), each.end, bounds=each.bounds
            )
            for each in bare_changes_in(text, NUMBER, UNIT, INTERVAL)
        ),
        *(_Told(*each) for each in noun_changes_in(text, AMOUNT)),
        *(
            _Told(each.match, each.change, outcome_of_change(text, each.match, each.change), each.match.end(), each)
            for each in ends_in(text, NUMBER, UNIT, before)
            if each.change.way != TWO_ARMS or not STATED.search(text)
        ),
    ]
    places = {each.match.start("value"): each for each in reversed(told)}
    return [places[place] for place in sorted(places)]


def _is_its_name(text: str, outcome: str, agents: Agents) -> bool:
    """Whether the outcome is only read of the peptide's own name, as a hormone's level is."""
    return any(each.name == outcome for found in agents.own.finditer(text) for each in mentions(found[0]))


def _beside(text: str, match: re.Match[str], upto: int) -> bool:
    """Whether the change of another arm follows: the P behind it compares the two, and is not that of this one."""
    other = (
        r"\b(?:and|or|vs\.?|versus|compared (?:with|to)|than|but)\s(?:\w+ ){0,2}?"
        rf"{NUMBER}\s?{re.escape(match['unit'] or '')}"
    )
    return re.compile(other, re.IGNORECASE).search(text, match.end(), min(upto, match.end() + _AFTER)) is not None


def _interval(match: re.Match[str]) -> tuple[str | None, str | None]:
    found = match.groupdict()
    return (
        found.get("low") or found.get("from") or found.get("lower") or found.get("least"),
        found.get("high") or found.get("upto") or found.get("upper") or found.get("most"),
    )


def _level(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    return next((found[name] for name in ("level", "behind", "last") if found.get(name)), None)


def is_possible(measure: str, value: str, low: str | None, high: str | None) -> bool:
    """Whether the numbers can be what they are read as: no ratio is below 0, no estimate outside its interval."""
    printed = [each for each in (value, low, high) if each]
    if any("±" in each for each in printed):
        return False
    numbers = [number_of(each) for each in printed]
    if measure in RATIOS and min(numbers) < 0:
        return False
    return len(numbers) < 3 or min(numbers[1:]) <= numbers[0] <= max(numbers[1:])


def _p_behind(text: str, match: re.Match[str], upto: int) -> re.Match[str] | None:
    found = _P.search(text, match.end(), min(upto, match.end() + _AFTER))
    return _P.match(text, found.start()) if found else None


def _effect(
    words: Words,
    part: Part,
    match: re.Match[str],
    measure: str,
    outcome: str,
    upto: int,
    *,
    alone: bool = True,
    bounds: re.Match[str] | None = None,
    before: str = "",
    until: int = 0,
    ends: Ends | None = None,
) -> Effect:
    """The estimate; `bounds` holds its interval where it is not the match, and `before` is the sentence before.

    Its quote reaches at least `until`; its value is that of the match, or both `ends`.
    """
    bounds, text = bounds or match, part.text
    unit = (match["unit"] or match.groupdict().get("first") or "").strip()
    p = _p_behind(text, match, upto) if alone else None
    low, high = _interval(bounds)
    end = max(p.end() if p else match.end(), until)
    start = _start(text, min(bounds.start(), match.start()), end)
    between = measure.endswith(("ratio", *DIFFERENCES))
    compared = comparator_of(text, match.start(), match.end(), upto, between=between, before=before) if alone else ""
    return Effect(
        measure=measure,
        value=ends.value if ends else plain(match["value"]),
        unit=FOLD_UNIT if is_fold(unit) else "%" if unit.lower() in PERCENT else unit,
        low=plain(low) if low else None,
        high=plain(high) if high else None,
        level=_level(bounds),
        p=re.sub(r"\s", "", p["p"]) if p else None,
        comparator=compared or (_single(ends.against) if ends else ""),
        outcome=outcome,
        quote=words.passage(part.start + start, part.start + end),
    )


def _single(arm: str) -> str:
    return "control" if arm.startswith(("control", "the control")) else arm


def _start(text: str, at: int, end: int) -> int:
    """Where the quote begins: at the sentence's start, or at a word's so that all numbers are in it."""
    if end <= QUOTE_AT_MOST:
        return 0
    earliest = max(0, end - QUOTE_AT_MOST)
    space = text.find(" ", earliest)
    return space + 1 if 0 <= space < at else at


def _distinct(effects: Iterable[Effect]) -> Iterator[Effect]:
    """One of each place: a difference with its interval is not told a second time as a change."""
    found: set[tuple[str, str | None, int]] = set()
    for each in effects:
        key = each.value, each.low, each.quote.end
        if key not in found:
            found.add(key)
            yield each
