"""Where a record's own work is told: its title and sentences without what is told of others, and their clauses."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from functions.fetch.appraisal.words import Words
from shared.domain.evidence.headings import is_before_the_work

_OF_OTHERS = re.compile(
    r"\b(?:has|have) (?:\w+ly )?(?:long )?been (?:\w+ly )?(?:shown|reported|demonstrated|known|suggested|established|"
    r"used|available|marketed|prescribed|practi[sc]ed)\b|\b(?:has|have) been \w+ly (?:evaluated|described|studied)\b|"
    r"\b(?:previous|earlier|prior|other|numerous) (?:\w+ )?(?:studies|trials|reports?|work|investigations?|"
    r"publications?)\b|\bpreviously (?:\w+ )?(?:published|reported|shown|described|found)\b|"
    r"\bit is (?:\w+ )?(?:agreed|known|estimated|established|accepted|believed)\b|\b(?:is|are) known to\b",
    re.IGNORECASE,
)
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
_MADE_ILL = re.compile(
    rf"\b{_ILL}\b[^.;]{{0,60}}?\b(?:was|were) (?:\w+ )?{_MADE}\b"
    r"(?:(?!\b(?:treated|received|given|dosed|administered|gavaged)\b)(?:[^.;]|\.(?! [A-Z])))*$",
    re.IGNORECASE,
)
_TO_MAKE_ILL = re.compile(rf"[^.;]{{0,80}}?\bto {_MADE}\b[^.;,]{{0,60}}?\b{_ILL}\b", re.IGNORECASE)
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


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


def is_of_others(text: str) -> bool:
    """Whether a sentence says outright that it tells of what was known, or used, before."""
    return bool(_OF_OTHERS.search(text))


def brings_about_a_disease(text: str, start: int, end: int) -> bool:
    """Whether these characters tell how a disease was brought about that is to be treated.

    "Diabetes was induced by alloxan i.p.", "a carcinogen for 7 weeks to induce tumours"; not what is given behind it.
    """
    return bool(_MADE_ILL.search(text[:start]) or _TO_MAKE_ILL.match(text, end))


def clause_about(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause that holds these characters begins and ends; what stands in brackets cuts none."""
    cuts = [each for each in _CUT.finditer(text) if not _in_brackets(text, each.start())]
    before = [each.end() for each in cuts if each.end() <= start]
    after = [each.start() for each in cuts if each.start() >= end]
    return before[-1] if before else 0, after[0] if after else len(text)


def _in_brackets(text: str, at: int) -> bool:
    return sum(_BRACKETS.get(each, 0) for each in text[:at]) > 0
