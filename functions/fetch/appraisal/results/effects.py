"""Effect estimates as printed: the measure, its value, interval, P and comparator. Numbers stay text."""

import re
from collections.abc import Iterator

from functions.fetch.appraisal.clauses import Part, own_parts
from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.effect_arms import is_anothers
from functions.fetch.appraisal.results.effect_changes import changes_in
from functions.fetch.appraisal.results.effect_lists import lists_in
from functions.fetch.appraisal.results.effect_outcome import outcome_of_change, outcome_of_ratio
from functions.fetch.appraisal.words import QUOTE_AT_MOST, Words
from shared.domain.appraisal import Effect
from shared.domain.vocabulary import Design

EFFECTS_AT_MOST = 8

_NONE = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
_NUMBER = r"[-−–+±]?\s?\d+(?:[.·]\d+)?"
_UNIT = (
    r"%|percentage points?|kg/m²|kg|mg/dL|mg/dl|mmol/L|mmol/l|mmol/mol|mm\s?Hg|mm|cm|ng/m[Ll]|pg/m[Ll]|µg/[Ll]|"
    r"nmol/[Ll]|pmol/[Ll]|IU/[Ll]|U/[Ll]|beats/min|mL/min(?:/1\.73 m²)?|points?|days?|weeks?|months?|years?|hours?|"
    r"min(?:utes)?|g|m"
)
_STANDARDISED = r"(?i:standardi[sz]ed mean differences?)(?:\s?\(SMDs?\))?|SMDs?|(?i:hedges['’]? g|cohen['’]?s d)"
_DIFFERENCE = (
    r"(?i:(?:weighted |adjusted |least[- ]squares |estimated )*(?:mean|treatment|between-group|group) differences?)"
    r"(?:\s?\((?:W?MDs?|ETDs?)\))?|W?MDs?|ETDs?|(?i:difference)"
)
_MEASURES = (
    ("hazard ratio", r"(?i:hazard ratios?)(?:\s?\[?\(?a?HRs?\)?\]?)?|a?HRs?"),
    ("odds ratio", r"(?i:odds ratios?)(?:\s?\[?\(?a?ORs?\)?\]?)?|a?ORs?"),
    ("rate ratio", r"(?i:(?:incidence )?rate ratios?)(?:\s?\(I?RRs?\))?|IRRs?"),
    ("risk ratio", r"(?i:risk ratios?|relative risks?)(?:\s?\(RRs?\))?|RRs?"),
    ("risk difference", r"(?i:risk differences?)(?:\s?\(A?RDs?\))?|ARDs?|RDs?"),
    ("standardised mean difference", _STANDARDISED),
    ("mean difference", _DIFFERENCE),
)
_RATIOS = frozenset({"hazard ratio", "odds ratio", "rate ratio", "risk ratio"})
_ANY = r"(?:[^,;()\d]|(?<=[A-Za-z])\d|(?<=[A-Za-z]-)\d+)"
_SHARE = r"(?:of (?:at least |more than |≥ ?|> ?)?\d+(?:\.\d+)?\s?%(?: or (?:more|greater|higher))?)"
_AT = r"(?:(?:at|after|over|to|by) (?:(?:week|month|day|year)s? \d+|\d+ (?:weeks|months|days|years|hours)))"
_NAMED = (
    rf"(?:for|in|between|on|with|of) {_ANY}{{1,80}}?(?: {_SHARE}| {_AT})*{_ANY}{{0,60}}?"
    r"(?:\bwas|\bwere|\bis|\bof|[=:])"
)
"""What an estimate is of, up to the verb before its number."""
_LINK = r"[\s,:;=(\[]|(?i:of|was|is|were|in favou?r of \w+)\b"
_GAP = (
    rf"(?:{_LINK})*(?i:{_NAMED})?"
    rf"(?:{_LINK}|(?i:(?:for|of) [^,;()\d]{{0,49}}[^\s,;()\d−–+-]|vs\.? [^,;()\d]{{1,30}})\b)*"
)
_INTERVAL = (
    r"[\s,;([{]*(?P<level>9\d(?:\.\d+)?)\s?%\s?(?i:CIs?|CrIs?|confidence intervals?|credible intervals?)"
    rf"(?:\s?\[CI\]|\s?\(CI\))?[\s,:;=(\[]*(?:of |from )?(?P<low>{_NUMBER})\s?(?:%|{_UNIT})?\s*"
    rf"(?:to|and|,|;|-|–|—|−)\s*(?P<high>{_NUMBER})"
)
_BARE = rf"\s?[([](?P<from>{_NUMBER})\s?(?:to|-|–|—|−)\s?(?P<upto>{_NUMBER})[)\]]"
"""An interval whose level the sentence does not say beside it."""
_MEASURE = rf"(?<![\w-])(?:{'|'.join(f'(?P<m{at}>{words})' for at, (_, words) in enumerate(_MEASURES))})(?![\w-])"
_VALUE = rf"(?P<value>{_NUMBER})(?![\d.]*\d)\s?(?P<unit>{_UNIT})?(?![\w²])"
_STATED = re.compile(rf"{_MEASURE}{_GAP}{_VALUE}(?:{_INTERVAL}|{_BARE})?")
_ROW, _OF_ROW = re.compile(_MEASURE), re.compile(rf"{_VALUE}{_INTERVAL}")
_AMOUNT = rf"(?P<value>{_NUMBER})\s?(?P<unit>{_UNIT})(?![\w²/])(?:{_INTERVAL})?"
_PLANNED = re.compile(
    r"\b(?:to detect|detecting|assum\w+|powered|power|margins?|anticipat\w+|expected|thresholds?|criteri\w+|defined as|"
    r"clinically important)\b",
    re.IGNORECASE,
)
_P = re.compile(r"\b[Pp](?:[- ]values?)?\s?(?P<p>[<=>≤≥]\s?0?[.·]\d+)")
_COMPARATOR = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|over|against|or|from)\s(?:\S+\s){0,3}?"
    r"(?P<who>placebo|vehicle|saline|sham|controls?|usual care|standard (?:of )?care|baseline|untreated|no treatment|"
    r"insulin \w+|metformin|semaglutide|tirzepatide|liraglutide|dulaglutide|exenatide|sitagliptin)\b",
    re.IGNORECASE,
)
_AFTER = 90
"""Characters behind an estimate in which its P and its comparator stand."""


def effects_of(words: Words, design: Design, agents: Agents | None = None) -> tuple[Effect, ...]:
    """At most EFFECTS_AT_MOST estimates in the order of the abstract, ratios and differences before mere changes.

    Those of a control are left out; with the agents of the record, those of another agent or exposure too.
    """
    if design in _NONE:
        return ()
    told = [each for each in own_parts(words) if not each.in_title and any(one.isdigit() for one in each.text)]
    stated = [each for part in told for each in _listed(words, part, agents) or _stated(words, part, agents)]
    changed = [each for part in told for each in _changed(words, part, agents)]
    return tuple(_distinct([*stated, *changed]))[:EFFECTS_AT_MOST]


def _listed(words: Words, part: Part, agents: Agents | None) -> list[Effect]:
    """The estimates of a sentence that tells several of one measure in a row."""
    return [
        _effect(words, part, match, _measure(head), outcome, match.end())
        for head, match, outcome in lists_in(part.text, _ROW, _OF_ROW)
        if not is_anothers(part.text, head.start(), match.end(), agents)
        and is_possible(_measure(head), match["value"], match["low"], match["high"])
    ]


def _measure(match: re.Match[str]) -> str:
    return next(name for number, (name, _) in enumerate(_MEASURES) if match[f"m{number}"])


def _stated(words: Words, part: Part, agents: Agents | None) -> Iterator[Effect]:
    text = part.text
    found = list(_STATED.finditer(text))
    for at, match in enumerate(found):
        measure = _measure(match)
        upto = found[at + 1].start() if at + 1 < len(found) else len(text)
        p = _p_behind(text, match, upto)
        # A bare "difference of 3" is an estimate only with its interval or its P.
        low, high = _interval(match)
        if measure.endswith("difference") and not low and not p:
            continue
        if measure.endswith("ratio") and not low and not re.search(r"[.·]", match["value"]):
            continue
        if not low and not p and _PLANNED.search(text[: match.start()]):
            continue
        if is_anothers(text, match.start(), match.end(), agents):
            continue
        if is_possible(measure, match["value"], low, high):
            outcome = outcome_of_ratio(text, match, found[at - 1] if at else None)
            yield _effect(words, part, match, measure, outcome, upto)


def _changed(words: Words, part: Part, agents: Agents | None) -> Iterator[Effect]:
    found = list(changes_in(part.text, _AMOUNT))
    for at, (match, change) in enumerate(found):
        measure = f"percent {change.way}" if match["unit"] == "%" else change.way
        upto = found[at + 1][1].verb_start if at + 1 < len(found) else len(part.text)
        if is_anothers(part.text, change.verb_start, match.end(), agents):
            continue
        if is_possible(measure, match["value"], match["low"], match["high"]):
            outcome = outcome_of_change(part.text, match, change)
            found_alone = not _beside(part.text, match, upto)
            yield _effect(words, part, match, measure, outcome, upto if found_alone else match.end(), found_alone)


def _beside(text: str, match: re.Match[str], upto: int) -> bool:
    """Whether the change of another arm follows: the P behind it compares the two, and is not that of this one."""
    other = (
        r"\b(?:and|or|vs\.?|versus|compared (?:with|to)|than|but)\s(?:\w+ ){0,2}?"
        rf"{_NUMBER}\s?{re.escape(match['unit'])}"
    )
    return re.compile(other, re.IGNORECASE).search(text, match.end(), min(upto, match.end() + _AFTER)) is not None


def _interval(match: re.Match[str]) -> tuple[str | None, str | None]:
    found = match.groupdict()
    return found["low"] or found.get("from"), found["high"] or found.get("upto")


def is_possible(measure: str, value: str, low: str | None, high: str | None) -> bool:
    """Whether the numbers can be what they are read as: no ratio is below 0, no estimate outside its interval."""
    printed = [each for each in (value, low, high) if each]
    if any("±" in each for each in printed):
        return False
    numbers = [_number(each) for each in printed]
    if measure in _RATIOS and min(numbers) < 0:
        return False
    return len(numbers) < 3 or min(numbers[1:]) <= numbers[0] <= max(numbers[1:])


def _number(printed: str) -> float:
    return float(re.sub(r"[−–]", "-", _plain(printed)).replace("·", "."))


def _p_behind(text: str, match: re.Match[str], upto: int) -> re.Match[str] | None:
    return _P.search(text, match.end(), min(upto, match.end() + _AFTER))


def _effect(
    words: Words, part: Part, match: re.Match[str], measure: str, outcome: str, upto: int, alone: bool = True
) -> Effect:
    p = _p_behind(part.text, match, upto) if alone else None
    low, high = _interval(match)
    end = p.end() if p else match.end()
    start = _start(part.text, match.start(), end)
    return Effect(
        measure=measure,
        value=_plain(match["value"]),
        unit=match["unit"] or "",
        low=_plain(low) if low else None,
        high=_plain(high) if high else None,
        level=match["level"],
        p=re.sub(r"\s", "", p["p"]) if p else None,
        comparator=_comparator(part.text, match, upto) if alone else "",
        outcome=outcome,
        quote=words.passage(part.start + start, part.start + end),
    )


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number)


def _start(text: str, at: int, end: int) -> int:
    """Where the quote begins: at the sentence's start, or at a word's so that all numbers are in it."""
    if end <= QUOTE_AT_MOST:
        return 0
    earliest = max(0, end - QUOTE_AT_MOST)
    space = text.find(" ", earliest)
    return space + 1 if 0 <= space < at else at


def _comparator(text: str, match: re.Match[str], upto: int) -> str:
    near = _COMPARATOR.search(text, match.start(), min(len(text), max(upto, match.end()) + _AFTER))
    before = None if near else next(_COMPARATOR.finditer(text, max(0, match.start() - _AFTER), match.start()), None)
    found = near or before
    return found["who"].lower() if found else ""


def _distinct(effects: list[Effect]) -> list[Effect]:
    """One of each place: a difference with its interval is not told a second time as a change."""
    found: dict[tuple[str, str | None, int], Effect] = {}
    for each in effects:
        found.setdefault((each.value, each.low, each.quote.end), each)
    return list(found.values())
