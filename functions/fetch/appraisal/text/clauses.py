"""Where a record's own work is told: its title and sentences without what is told of others, and their clauses."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.headings import is_before_the_work
from shared.domain.evidence.hearsay import is_of_others

_OWN = re.compile(
    r"^To [a-z]+\b|\b(?:(?:[Ww]e|[Oo]ur|[Hh]ere|[Hh]erein|[Tt]he present)\b|"
    r"(?:[Pp]resent|[Tt]his) (?:\w+ )?(?:study|trial|work)\b|(?:aim|objective|purpose)s? )"
)
_CUT = re.compile(
    r";|,?\s+\b(?:but|although|though|whereas|while|nor)\b|,\s+(?:and|with|yet)\s+(?!without\b)", re.IGNORECASE
)
_ILL = (
    r"(?:tumou?rs?|foci|cancers?|\w*carcinomas?|HCC|neoplas\w+|nodules|lesions|diabetes|obesity|hypertension|ulcers?|"
    r"injur(?:y|ies)|damage|disease|seizures|fibrosis|cirrhosis|steatosis|insulin resistance|inflammation|sepsis|"
    r"stroke|ischa?emia|infarct\w*|pain|depression|an?a?emia|osteoporosis|asthma|deficiency|\w{3,}(?:itis|pathy|lipid\w*))"
)
_MADE = r"(?:induced?|initiated?|produced?|generated?|established?|provoked?|created?)"
_WAS_MADE = re.compile(rf"\b(?:was|were) (?:\w+ )?{_MADE}\b", re.IGNORECASE)
_ILL_BEFORE = re.compile(rf"\b{_ILL}\b[^.;]{{0,60}}$", re.IGNORECASE)
_NAME_AT_MOST = 160
"""Characters in which a disease and what stands between it and its verb are looked for."""
_CARCINOGEN = re.compile(r"\b(?:(?:hepato)?carcinogens?|initiating (?:dose|agent))\b", re.IGNORECASE)
"""What a cancer was started by, and by which route."""
_GIVEN_THEN = re.compile(r"\b(?:treated|received|given|dosed|administered|gavaged)\b|;|\. [A-Z]", re.IGNORECASE)
"""Behind these something else begins than how a disease was brought about."""
_TO_MAKE_ILL = re.compile(rf"[^.;]{{0,80}}?\bto {_MADE}\b[^.;,]{{0,60}}?\b{_ILL}\b", re.IGNORECASE)
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
_REACH = 800
"""Characters: a sentence without an end must not cost the square of its length."""
_KEPT = 32
"""Sentences whose cuts are kept: each is asked for as often as it tells something."""


class Part(NamedTuple):
    """A title, or a sentence that begins at `start` of the abstract."""

    text: str
    start: int
    in_title: bool


def own_parts(words: Words, *, aims: bool = False) -> Iterator[Part]:
    """The title and the abstract's sentences, without those that tell why the work was done or what others found.

    With `aims`, also what the study says of its own plan before it tells of its work: there is how, no result.
    """
    yield Part(words.study.title, 0, in_title=True)
    for each in words.told:
        planned = aims and _OWN.search(each.text)
        if (planned or not is_before_the_work(each.section)) and not is_of_others(each.text):
            yield Part(each.text, each.start, in_title=False)


def brings_about_a_disease(text: str, start: int, end: int) -> bool:
    """Whether these characters tell how a disease was brought about that is to be treated.

    "Diabetes was induced by alloxan i.p.", "a carcinogen for 7 weeks to induce tumours"; not what is given behind it.
    """
    return _is_unbroken(text, _made_ill(text), start) or bool(_TO_MAKE_ILL.match(text, end))


def is_behind_a_carcinogen(text: str, start: int) -> bool:
    """Whether what starts here is told of a carcinogen that is named before it."""
    return _is_unbroken(text, _carcinogens(text), start)


def clause_about(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause that holds these characters begins and ends; what stands in brackets cuts none.

    It reaches no further than _REACH to either side.
    """
    begins, ends = _cuts(text)
    before, after = bisect_right(ends, start), bisect_right(begins, end - 1)
    left, right = ends[before - 1] if before else 0, begins[after] if after < len(begins) else len(text)
    return max(left, start - _REACH), min(right, end + _REACH)


@lru_cache(_KEPT)
def _cuts(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the joints of a sentence begin, and where they end."""
    begins: list[int] = []
    ends: list[int] = []
    depth = at = 0
    for each in _CUT.finditer(text):
        depth += sum(_BRACKETS.get(bracket, 0) for bracket in text[at : each.start()])
        at = each.start()
        if depth <= 0:
            begins.append(each.start())
            ends.append(each.end())
    return tuple(begins), tuple(ends)


def _is_unbroken(text: str, heads: tuple[int, ...], start: int) -> bool:
    """Whether one of these ends before `start` and nothing of its own begins between: the last one decides."""
    before = bisect_right(heads, start)
    begins, ends = _given_then(text)
    last = bisect_right(ends, start)
    return bool(before) and not (last and begins[last - 1] >= heads[before - 1])


@lru_cache(_KEPT)
def _made_ill(text: str) -> tuple[int, ...]:
    return tuple(
        each.end()
        for each in _WAS_MADE.finditer(text)
        if _ILL_BEFORE.search(text, max(0, each.start() - _NAME_AT_MOST), each.start())
    )


@lru_cache(_KEPT)
def _carcinogens(text: str) -> tuple[int, ...]:
    return tuple(each.end() for each in _CARCINOGEN.finditer(text))


@lru_cache(_KEPT)
def _given_then(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    found = [each.span() for each in _GIVEN_THEN.finditer(text)]
    return tuple(begin for begin, _ in found), tuple(end for _, end in found)
