"""Who did not know what was given: by MeSH, else as the text says it."""

import re

from functions.fetch.words import Words, decision
from shared.domain.appraisal import Decision
from shared.domain.vocabulary import Blinding, Confidence, Design

_DOUBLE_UI, _SINGLE_UI = "D004311", "D016037"
"""MeSH Double-Blind Method and Single-Blind Method."""
_NO_STUDY_OF_ITS_OWN = frozenset(
    {Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE, Design.CASE_REPORT}
)
_I = re.IGNORECASE
_NOT = r"(?<!not )(?<!non)(?<!non-)(?<!neither )"
_DOUBLE = re.compile(
    rf"\b{_NOT}(?:double|triple|quadruple)[- ‐‑–]?(?:blind|mask)(?:ed|ing)?\b|"
    r"\b(?:patients|participants|subjects),? and (?:the )?(?:investigators|assessors|observers|clinicians|staff|"
    r"outcome assessors),? (?:was|were) (?:blinded|masked)\b",
    _I,
)
_SINGLE = re.compile(
    rf"\b{_NOT}(?:single|observer|assessor|evaluator|investigator|participant|patient|rater|examiner)s?[- ‐‑–]?"
    r"(?:blind|mask)(?:ed|ing)?\b|"
    r"\b(?<!un)blinded (?:outcome )?(?:assessors?|observers?|evaluat\w+|raters?|examiners?|investigators?)\b|"
    r"\b(?:assessors?|observers?|participants|patients|investigators?|examiners?|raters?|evaluators?|personnel) "
    r"(?:was|were) (?:blinded|masked)\b|\b(?:was|were) (?:blinded|masked) to\b|"
    r"\b(?:was|were) (?:blinded|masked)(?=[.,;])|\bblinded (?:fashion|manner|trial|study|randomi[sz]ed)\b",
    _I,
)
_OPEN = re.compile(
    r"\b(?:un|non-?)(?:blinded|masked)\b|\bopen[- ]label(?:l?ed)?\b|\bnot (?:\w+[- ])?(?:blind|mask)(?:ed)?\b", _I
)
_LATER = re.compile(
    r"[- ]+(?:\w+ )?(?:extension|phase|period|run-in|follow-up|continuation|part|rescue|maintenance)\b", _I
)
"""Behind "open-label": only a part of the trial was so."""


def blinding_of(words: Words, design: Design) -> tuple[Blinding, Decision | None]:
    """The blinding and what decided; no decision where nothing is stated, or where the record is of no study."""
    if design in _NO_STUDY_OF_ITS_OWN:
        return Blinding.NOT_STATED, None
    if _DOUBLE_UI in words.mesh:
        return Blinding.DOUBLE, decision("blinding", Blinding.DOUBLE, "blinding-indexed")
    if _SINGLE_UI in words.mesh:
        return Blinding.SINGLE, decision("blinding", Blinding.SINGLE, "blinding-indexed")
    text = words.text
    opened = next((each for each in _OPEN.finditer(text) if not _LATER.match(text, each.end())), None)
    for way, pattern in ((Blinding.DOUBLE, _DOUBLE), (Blinding.SINGLE, _SINGLE)):
        if found := pattern.search(text):
            if opened:
                # An open comparator, or two parts: what is not plain does not count as blind.
                quote = words.said(opened)
                return Blinding.OPEN, decision("blinding", Blinding.OPEN, "blinding-both", Confidence.POSSIBLE, quote)
            return way, decision("blinding", way, "blinding-words", Confidence.PROBABLE, words.said(found))
    if opened:
        quote = words.said(opened)
        return Blinding.OPEN, decision("blinding", Blinding.OPEN, "blinding-words", Confidence.PROBABLE, quote)
    return Blinding.NOT_STATED, None
