"""The changes of a sentence that are told of one arm, or of two by what the sentence says of the way."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from functions.fetch.appraisal.effects.arms import is_anothers, is_of_its_own_level
from functions.fetch.appraisal.effects.bare import bare_changes_in
from functions.fetch.appraisal.effects.beside.named import INERT_ARM, OTHER, Arm, Names, arms_in
from functions.fetch.appraisal.effects.bracketed import bracketed_in
from functions.fetch.appraisal.effects.changes import Change, changes_in
from functions.fetch.appraisal.effects.ends import TWO_ARMS, Ends, ends_in
from functions.fetch.appraisal.effects.kept import AFTER, interval_of, is_possible, kept
from functions.fetch.appraisal.effects.measures import AMOUNT, INTERVAL, NUMBER, PERCENT, STATED, UNIT
from functions.fetch.appraisal.effects.nouns import noun_changes_in
from functions.fetch.appraisal.effects.outcome import outcome_of_change
from functions.fetch.appraisal.effects.parts import is_of_a_part
from functions.fetch.appraisal.effects.rows import rows_in
from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.outcome_words import mentions
from functions.fetch.appraisal.text.clauses import Part, clause_about
from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.appraisal import Effect

_ACTS = re.compile(r"\s(?:\w+ly\s)?(?:also\s)?", re.IGNORECASE)
_IN_IT = re.compile(r"\b(?:in|with|for|on|among)\s(?:(?:the|those|patients|given|on)\s){0,3}$", re.IGNORECASE)
"""Between an arm and the verb that tells what it did."""
_FURTHER = re.compile(
    r"(?:\s(?:versus|vs\.?|compared (?:with|to)|relative to|than|over|with|in|for|on|from)\s[^()\[\]\d;,.]{1,60}?){1,2}"
    rf"\s?(?=[(\[]){INTERVAL}",
    re.IGNORECASE,
)
"""Behind an amount, with what or whom it is told of, its interval."""
_LIKEWISE = re.compile(r"\brespectively\b", re.IGNORECASE)
_ANY_AMOUNT = re.compile(rf"{NUMBER}\s?(?:{UNIT})(?![\w²/])")


_REACH = 200


class _Told(NamedTuple):
    """A change with its outcome and where its quote must reach; its two numbers where it has two, and what holds its
    interval where that is not the match."""

    match: re.Match[str]
    change: Change
    outcome: str
    end: int
    ends: Ends | None = None
    bounds: re.Match[str] | None = None


def alone_in(
    words: Words, part: Part, agents: Agents | None, before: str, names: Names | None
) -> Iterator[tuple[int, Effect]]:
    text = part.text
    arms = arms_in(text, names) if names else []
    rows = list(rows_in(text, NUMBER, UNIT))
    in_rows = {match.start("value") for match, _ in rows}
    found = _told_changes(text, rows, before)
    for at, told in enumerate(found):
        match, change = told.match, told.change
        percent = not told.ends and (match["unit"] or "").lower() in PERCENT
        measure = f"percent {change.way}" if percent else change.way
        upto = max(match.end(), found[at + 1].change.verb_start) if at + 1 < len(found) else len(text)
        start = min(change.verb_start, match.start("value"))
        if agents is not None and change.way == TWO_ARMS:
            # Whose each is has been read beside the arms that are known.
            continue
        if is_anothers(text, start, match.end(), agents) or is_of_a_part(text, start, match.end(), words.study.title):
            continue
        if any(_acts(text, each, change) for each in arms):
            continue
        if match.start("value") not in in_rows and _is_a_later_one(text, match):
            continue
        if is_of_its_own_level(text, change.verb_start, change.verb_end, agents):
            continue
        outcome = "" if agents and _is_its_name(text, told.outcome, agents) else told.outcome
        bounds = told.bounds or _interval_behind(text, told)
        if told.ends or is_possible(measure, match["value"], *interval_of(match)):
            alone = match.start("value") not in in_rows and not _beside(text, match, upto)
            upto = upto if alone else match.end()
            yield match.start("value"), kept(
                words, part, match, measure, outcome, upto,
                alone=alone, bounds=bounds, until=max(told.end, bounds.end() if bounds else 0), ends=told.ends,
            )  # fmt: skip


def _interval_behind(text: str, told: _Told) -> re.Match[str] | None:
    """The interval that stands behind what the amount is told of, if it can be its own."""
    if told.ends or interval_of(told.match)[0]:
        return None
    found = _FURTHER.match(text, told.match.end(), told.match.end() + _REACH)
    return found if found and is_possible("", told.match["value"], found["low"], found["high"]) else None


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
            _Told(match, change, outcome, match.end())
            for match, change, outcome in bracketed_in(text, NUMBER, UNIT, INTERVAL)
        ),
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
    return re.compile(other, re.IGNORECASE).search(text, match.end(), min(upto, match.end() + AFTER)) is not None


def _acts(text: str, arm: Arm, change: Change) -> bool:
    """Whether another arm is what the verb tells of, or the one behind the joint that stands for its verb."""
    if arm.kind not in (INERT_ARM, OTHER):
        return False
    if change.noun and change.verb_end < arm.start < change.link and _IN_IT.search(text, change.verb_end, arm.start):
        return True
    return (
        _ACTS.fullmatch(text, arm.end, change.verb_start) is not None or arm.start == change.verb_end + 1 < change.link
    )


def _is_a_later_one(text: str, match: re.Match[str]) -> bool:
    """Whether it is not the first of those that a "respectively" shares out: of such only the first is read."""
    start, end = clause_about(text, match.start(), match.end())
    if not _LIKEWISE.search(text, match.end(), end):
        return False
    return _ANY_AMOUNT.search(text, start, match.start("value")) is not None
