"""Changes without a `by`: "rose 12%", "was increased 2.5-fold", "fell (12%)", "50% lower than in controls".

An amount that stands so is as often a dose, the strength of a diet or how many there were. It counts only where nothing
but the verb's own words stands between, and what follows makes it no other thing's. A range is no amount.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from functions.fetch.appraisal.effects.changes import Change, is_found
from functions.fetch.appraisal.effects.folds import FOLD, SPELLED, is_fold
from functions.fetch.appraisal.effects.medicines import MEDICINES

_I = re.IGNORECASE
_UP = r"increased|raised|elevated|enhanced|rose|stimulated|up-?regulated"
_DOWN = r"decreased|reduced|lowered|fell|declined|dropped|inhibited|suppressed|down-?regulated"
_VERB = rf"(?P<word>{_UP}|{_DOWN}|improved)"
_UP_NOUN = r"increases?|rises?|gains?|elevations?"
_DOWN_NOUN = r"decreases?|reductions?|falls?|declines?|loss(?:es)?|drops?"
_NOUN = rf"(?P<word>{_UP_NOUN}|{_DOWN_NOUN}|improvements?)"
_MORE, _LESS = r"higher|greater|more|larger|longer", r"lower|less|fewer|smaller|shorter"
_COMPARED = rf"(?P<word>{_MORE}|{_LESS})"
_WAYS = (
    ("increase", re.compile(rf"{_UP}|{_UP_NOUN}|{_MORE}|gained", _I)),
    ("decrease", re.compile(rf"{_DOWN}|{_DOWN_NOUN}|{_LESS}|lost", _I)),
    ("improvement", re.compile(r"improve\w+", _I)),
)
_STOPS = (
    r"fed|gave|given|receiv\w+|diets?|contain\w+|dos(?:e|es|ed|ing)|at|after|with|when|to|from|by|for|than|that|which|"
    r"who|while|whereas|during|on|among|between|versus|vs|compared|only|was|were|is|are|not|or|but|as|per|within|over|"
    r"under|above|below|until|against|treated"
)
_WORD = r"(?:[^\s\d.,;:()%<>≤≥±=]|(?<=[A-Za-z-])\d{1,3}(?![\d.,])){1,40}"
_OBJECT = rf"(?:\s(?!(?:{_STOPS}|in)\b){_WORD}){{0,8}}?"
_OBJECT_IN = rf"(?:\s(?!(?:{_STOPS})\b){_WORD}){{0,9}}?"
_OF_IT = (
    rf"(?:\s(?:in|of)(?:\s(?!(?:{_STOPS})\b){_WORD}){{1,8}}?)?"
    r"(?:\s(?:from|versus|vs\.?|over) baseline(?:\s(?:to|at)\s(?:week|wk|month|day)\s\d+)?)?"
)
_FROM_FIRST = r"(?:\s(?:from|versus|vs\.?|over|compared with)\sbaseline)?"
_ABOUT = r"(?:(?:by\s)?(?:about|approximately|approx\.|nearly|almost|roughly|around|~|≈|an average of|a mean of)\s?)?"
_NEXT = (
    r"(?=\s?(?:$|[.,;)]|\((?![wv]/)|(?:in|after|at|with|during|compared|relative|versus|vs|over|and|but|from|within|by|"
    r"following|when|on|for|as|while|whereas|under|p)\b))(?!\s?(?:,|and|or|to)\s(?:by\s)?(?:\d|\w+-?fold))"
)
_CLOSED = r"(?=\s?(?:\[mean[^\]\d]{1,15}\])?(?:\)|[,;]\s?p\s?[<=>≤]))(?!\)[\s,]*(?:and|to)\s\d)"
_OF_WEIGHT = (
    r"(?=\s?(?:$|[.,;(]|of\s(?:their\s|initial\s)?(?:body )?(?:weight|fat|mass)|(?:in|with|on|over|after|at|and)\b))"
)
_THAN = re.compile(
    r"\s?(?:\s(?!(?:risks?|odds|likelihood|chances?|incidence|probability|hazard)\b)[^\s.,;()]+){0,9}?"
    r"\s(?:than|compared (?:with|to)|versus|vs\.?|relative to)\s(?:[^\s.,;()]+\s){0,5}?"
    rf"(?:placebo|vehicle|saline|sham|controls?|untreated|baseline|usual care|standard care|no treatment|"
    rf"{MEDICINES})\b",
    _I,
)
_OF_PARTS = re.compile(r"[\s(]*(?:in\s)?(?:(?:the|high-dose|treated)\s)*(?:fe)?males?\b", _I)
_LEVEL = re.compile(r"\b(?:to|of|at)\s$", _I)
_OF_DOSES = re.compile(r"\bdos(?:e|es|ages?)\b(?:\s(?!on\b)[\w-]+){0,4}\s$", _I)
_UNITS = r"kg|mm\s?Hg|mmol/[Ll]|mmol/mol|mg/d[Ll]|percentage[- ]points?|points?|beats/min|cm"
"""Units in which nothing is given: behind a verb no other ones are a change's."""


class Bare(NamedTuple):
    """A change with its words, where its quote must reach, and what holds its interval where the match does not."""

    match: re.Match[str]
    change: Change
    end: int
    bounds: re.Match[str] | None


def bare_changes_in(text: str, number: str, unit: str, interval: str) -> Iterator[Bare]:
    """Every such change that the sentence says was found."""
    for at, pattern in enumerate(_patterns(number, unit, interval)):
        for match in pattern.finditer(text):
            if not is_fold(match["unit"]) and match["value"].isalpha():
                continue
            end, bounds = match.end(), None
            if at == _BESIDE:
                than = _THAN.match(text, end, end + _REACH)
                if than is None or _LEVEL.search(text, max(0, match.start() - 10), match.start()):
                    continue
                end = than.end()
                bounds = re.compile(interval).match(text, end)
            start, word_end = match.span("word")
            if at == _LOST and _OF_ANOTHER.search(text, max(0, start - _REACH), start):
                continue
            if _OF_DOSES.search(text, max(0, start - _REACH), start):
                continue
            link = match.start("value") if at < _BESIDE else word_end
            change = Change(_way(match["word"]), start, word_end, noun=at == _NOUN_AT, link=link)
            if is_found(text, match, change) and not _OF_PARTS.match(text, match.end()):
                yield Bare(match, change, bounds.end() if bounds else end, bounds)


_BESIDE = 5
_LOST, _NOUN_AT = 1, 4
_OF_ANOTHER = re.compile(r"\b(?:whereas|while|but|compared)\b[^.;]*$", _I)
_REACH = 200
"""Characters behind an amount in which stands with what it is compared."""


def _way(word: str) -> str:
    return next(name for name, words in _WAYS if words.fullmatch(word))


@cache
def _patterns(number: str, unit: str, interval: str) -> tuple[re.Pattern[str], ...]:
    """Behind the verb; in brackets behind it; in brackets behind a noun; before what compares."""
    many = rf"(?P<value>{number}|{SPELLED})(?P<unit>{FOLD})"
    spread = r"(?:\s?(?:±|\+/-)\s?\d[\d.]*)?"
    share = rf"(?P<value>{number}){spread}\s?(?P<unit>%|per ?cent\b|{_UNITS})(?![\w²/])(?:{interval}[)\]]?)?"
    any_ = rf"(?P<value>{number}|{SPELLED}){spread}\s?(?P<unit>{FOLD}|%|per ?cent\b|{unit})(?![\w²/])"
    compared = rf"(?<![\w.,–-])(?P<value>{number}|{SPELLED}){spread}\s?(?P<unit>%|per ?cent|{FOLD}|times|{unit})"
    verb, noun = rf"(?<![\w-]){_VERB}", rf"(?<![\w-])(?<!no ){_NOUN}"
    return tuple(
        re.compile(each, _I)
        for each in (
            rf"{verb}{_OBJECT}\s{_ABOUT}{share}{_NEXT}",
            rf"(?<![\w-])(?P<word>lost|gained)\s{_ABOUT}(?P<value>{number})\s?(?P<unit>%|kg)(?![\w²/]){_OF_WEIGHT}",
            rf"{verb}{_OBJECT_IN}\s(?:by\s)?{_ABOUT}{many}{_NEXT}",
            rf"{verb}{_OBJECT}{_FROM_FIRST}\s?\((?:by\s)?{_ABOUT}{any_}{_CLOSED}",
            rf"{noun}{_OF_IT}\s?\((?:of\s)?{_ABOUT}{any_}{_CLOSED}",
            rf"{compared}\s{_COMPARED}\b",
        )
    )
