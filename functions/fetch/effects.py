"""Effect estimates as printed: the measure, its value, interval, P and comparator. Numbers stay text."""

import re
from collections.abc import Iterator

from functions.fetch.outcome_words import mentions
from functions.fetch.words import QUOTE_AT_MOST, Words
from shared.domain.appraisal import Effect
from shared.domain.study import Sentence
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
_GAP = r"(?:[\s,:;=(\[]|(?i:of|was|is|were|in favou?r of \w+|for [^,;()\d]{1,50}|vs\.? [^,;()\d]{1,30})\b)*"
_INTERVAL = (
    r"[\s,;([{]*(?P<level>9[059](?:\.\d)?)\s?%\s?(?i:CIs?|CrIs?|confidence intervals?|credible intervals?)"
    rf"(?:\s?\[CI\]|\s?\(CI\))?[\s,:;=(\[]*(?:of |from )?(?P<low>{_NUMBER})\s?(?:%|{_UNIT})?\s*"
    rf"(?:to|and|,|;|-|–|—|−)\s*(?P<high>{_NUMBER})"
)
_STATED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<m{at}>{words})' for at, (_, words) in enumerate(_MEASURES))})(?![\w-])"
    rf"{_GAP}(?P<value>{_NUMBER})(?![\d.]*\d)\s?(?P<unit>{_UNIT})?(?![\w²])(?:{_INTERVAL})?"
)
_CHANGED = re.compile(
    r"\b(?P<verb>(?:increas|decreas|reduc|lower|declin|improv|shorten|prolong|rais)\w*|rose|fell|loss|gain|"
    rf"changes?|changed)\b(?P<between>[^.;\d]{{0,60}}?)\b(?:by|of|was)\s"
    r"(?:a (?:mean|median) of\s|about\s|approximately\s)?"
    rf"(?P<value>{_NUMBER})\s?(?P<unit>{_UNIT})(?![\w²/])(?:{_INTERVAL})?",
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


def effects_of(words: Words, design: Design) -> tuple[Effect, ...]:
    """At most EFFECTS_AT_MOST estimates in the order of the abstract, ratios and differences before mere changes."""
    if design in _NONE:
        return ()
    told = [sentence for sentence in words.told if any(each.isdigit() for each in sentence.text)]
    stated = [each for sentence in told for each in _in(words, sentence, _STATED)]
    changed = [each for sentence in told for each in _in(words, sentence, _CHANGED)]
    return tuple(_distinct([*stated, *changed]))[:EFFECTS_AT_MOST]


def _in(words: Words, sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[Effect]:
    text = sentence.text
    found = list(pattern.finditer(text))
    for at, match in enumerate(found):
        measure = _measure(match)
        # A bare "difference of 3" is an estimate only with its interval or its P.
        upto = found[at + 1].start() if at + 1 < len(found) else len(text)
        behind = text[match.end() : min(upto, match.end() + _AFTER)]
        p = _P.search(behind)
        if measure.endswith("difference") and not match["low"] and not p:
            continue
        if measure.endswith("ratio") and not match["low"] and not re.search(r"[.·]", match["value"]):
            continue
        end = match.end() + (p.end() if p else 0)
        start = _start(text, match.start(), end)
        yield Effect(
            measure=measure,
            value=_plain(match["value"]),
            unit=match["unit"] or "",
            low=_plain(match["low"]) if match["low"] else None,
            high=_plain(match["high"]) if match["high"] else None,
            level=match["level"],
            p=re.sub(r"\s", "", p["p"]) if p else None,
            comparator=_comparator(text, match, upto),
            outcome=_outcome(text, match),
            quote=words.passage(sentence.start + start, sentence.start + end),
        )


def _measure(match: re.Match[str]) -> str:
    for at, (name, _) in enumerate(_MEASURES):
        if match.re is _STATED and match[f"m{at}"]:
            return name
    return "percent change" if match["unit"] == "%" else "change"


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


def _outcome(text: str, match: re.Match[str]) -> str:
    """The outcome named nearest: within the estimate's own words, else last before it."""
    named = mentions(text)
    inside = [each for each in named if match.start() <= each.start < match.end()]
    before = [each for each in named if each.end <= match.start()]
    return inside[0].name if inside else before[-1].name if before else ""


def _distinct(effects: list[Effect]) -> list[Effect]:
    """One of each place: a difference with its interval is not told a second time as a change."""
    found: dict[tuple[str, str | None, int], Effect] = {}
    for each in effects:
        found.setdefault((each.value, each.low, each.quote.end), each)
    return list(found.values())
