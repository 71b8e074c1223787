"""Who did not know what was given: by MeSH, else as the text says it."""

import re
from collections.abc import Iterator

from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.evidence.appraisal import Decision
from shared.domain.evidence.headings import is_before_the_work
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
    r"\b(?:un|non-?)(?:blinded|masked)\b|\bopen[- ]label(?:l?ed)?\b|\bnot (?:\w+[- ])?(?:blind|mask)(?:ed)?\b|"
    r"\b(?:no|without(?: any)?) (?:masking|blinding)\b(?! (?:of (?!participants|patients|assessors)|effects?\b))|"
    r"\b(?:masking|blinding) (?:was|were) (?:not (?:done|used|performed|possible|attempted|feasible)|impossible)\b",
    _I,
)
_LATER = re.compile(
    r",?[- ]+(?:\w+ )?(?:extension|phase|period|run-in|follow-up|continuation|part|rescue|maintenance)\b", _I
)
"""Behind "open-label": only a part of the trial was so."""

_TURN = re.compile(r"[;:]|, (?:but|and|while|whereas|although|though|so|yet)\b|\b(?:but|while|whereas|although)\b", _I)
"""Where a clause ends: what is denied before it is not denied behind it."""
_DENIED = re.compile(
    r"\b(?:neither|nor|not|never|without|cannot|couldn['’]t|weren['’]t|wasn['’]t|none|no|lack(?:ed|ing|s)?|"
    r"absence of|instead of|rather than)\b(?:,? (?!(?:this|our|we|during|from|in)\b)[\w’'/-]+){0,7}[ ,]*$|"
    r"\b(?:was|were|is|are) (?:not|never)\b[^,]{0,30}\bin an? (?:[\w-]+,? ){0,3}$",
    _I,
)
_OF_OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|other|others['’]?|future|further|larger|past|published|recent|existing|ongoing|"
    r"planned|pending|several|most|many|few|needs?|need for|lack of|await\w*)"
    r"(?:,? (?!(?:in|to|with|than|was|were|is|the|after|this|our|we|work|reports?|trials?|"
    r"studies|study|data)\b)[\w-]+){0,4}[ ,-]*$|"
    r"\b(?:in contrast (?:to|with)|unlike|contrary to|as opposed to|differ\w* from) (?:[\w-]+ ){0,3}$|"
    r"^\W*(?:in|from) (?:an?|our|the|one|two|three|these)?\s?(?:previous|prior|earlier|past)\b|"
    r"^\W*(?:previously|earlier)\b|\b(?:has|have) (?:previously )?been (?:shown|found|reported|tested|studied)\b",
    _I,
)
_ASKED_FOR = re.compile(
    r"\b(?:needed|warranted|required|necessary|awaited|lacking|desirable|advisable)\b|"
    r"\b(?:should|must|ought to|need to|needs to|remains? to) be\b|\bunder ?way\b|\bto confirm (?:these|this|our)\b",
    _I,
)
_THIS = re.compile(r"\b(?:this|the present|present|our|we|here|these)\b(?:,? [\w-]+){0,8}[ ,-]*$", _I)
_OWN_AIM = re.compile(r"^\W*to\b|\b(?:this|our|present) (?:[\w-]+ ){0,3}(?:study|trial)\b|\bwe\b|\baim(?:ed|s)?\b", _I)
_SELF = (
    r"(?: (?!(?:trial|study|by|an?|with|and|of|or|previous|prior|earlier|other|double-blind(?:ed)?)\b)[\w-]+,?){0,4} "
)
_OWN_STUDY = r"(?:this|our|the present|present|we (?:conducted|performed|did|undertook|report|describe|ran) an?)"
_ONE_ARM = r"(?:single[- ]arm|one-arm|retrospective|uncontrolled(?=,? (?:[\w-]+ ){0,2}(?:trial|study|series|pilot)\b))"
_SELF_OPEN = re.compile(
    rf"\b{_OWN_STUDY}{_SELF}(?:{_ONE_ARM}|open[- ]label(?:led)?|unblinded|non-?blinded)\b|\bin an?{_SELF}{_ONE_ARM}\b|"
    rf"(?:^|[.:]\s|\n)(?:an? )?(?:[\w-]+,? ){{0,2}}{_ONE_ARM}(?:,? [\w-]+){{0,3}} "
    r"(?:trial|study|analysis|cohort|review)\b",
    _I,
)
"""What the text says of its own study: none of these is blind, whatever trial it follows or looks back on."""
_TITLED_OPEN = re.compile(rf"\b{_ONE_ARM}\b", _I)


def blinding_of(words: Words, design: Design) -> tuple[Blinding, Decision | None]:
    """The blinding and what decided; no decision where nothing is stated, or where the record is of no study."""
    if design in _NO_STUDY_OF_ITS_OWN:
        return Blinding.NOT_STATED, None
    if _DOUBLE_UI in words.mesh:
        return Blinding.DOUBLE, decision("blinding", Blinding.DOUBLE, "blinding-indexed")
    if _SINGLE_UI in words.mesh:
        return Blinding.SINGLE, decision("blinding", Blinding.SINGLE, "blinding-indexed")
    opened = next((each for each in _own(words, _OPEN) if not _LATER.match(words.text, each.end())), None)
    opened = opened or next(_denied(words), None)
    blind_to_none = _SELF_OPEN.search(words.text) or _TITLED_OPEN.search(words.study.title)
    if blind_to_none and _OPEN.search(blind_to_none[0]):
        opened = opened or blind_to_none
    for way, pattern in ((Blinding.DOUBLE, _DOUBLE), (Blinding.SINGLE, _SINGLE)):
        found = None if blind_to_none and not opened else next(_own(words, pattern), None)
        if found:
            if opened:
                # An open comparator, or two parts: what is not plain does not count as blind.
                quote = words.said(opened)
                return Blinding.OPEN, decision("blinding", Blinding.OPEN, "blinding-both", Confidence.POSSIBLE, quote)
            return way, decision("blinding", way, "blinding-words", Confidence.PROBABLE, words.said(found))
    if opened:
        quote = words.said(opened)
        return Blinding.OPEN, decision("blinding", Blinding.OPEN, "blinding-words", Confidence.PROBABLE, quote)
    return Blinding.NOT_STATED, None


def _own(words: Words, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where the text says it of its own study, and does not deny it."""
    for found in pattern.finditer(words.text):
        before, sentence, section = _around(words, found)
        if not _DENIED.search(before) and not _elses(before, sentence, section):
            yield found


def _denied(words: Words) -> Iterator[re.Match[str]]:
    """Where it says of its own study that somebody knew: "neither patients nor assessors were blinded"."""
    for pattern in (_DOUBLE, _SINGLE):
        for found in pattern.finditer(words.text):
            before, sentence, section = _around(words, found)
            if _DENIED.search(before) and not _elses(before, sentence, section):
                yield found


def _elses(before: str, sentence: str, section: str) -> bool:
    """Whether it is told of other trials: earlier ones, ones that are asked for, ones that are the background."""
    if is_before_the_work(section) and not _OWN_AIM.search(sentence):
        return True
    if _OF_OTHERS.search(before):
        return True
    return not _THIS.search(before) and bool(_ASKED_FOR.search(sentence))


def _around(words: Words, found: re.Match[str]) -> tuple[str, str, str]:
    """What stands before a match in its clause, its sentence, and the heading above it; the title is a sentence."""
    title = words.study.title
    if found.start() < len(title):
        return _clause(title[: found.start()]), title, ""
    at = found.start() - len(title) - 1
    if (sentence := words.sentence_at(at)) is None:
        return "", "", ""
    return _clause(sentence.text[: at - sentence.start]), sentence.text, sentence.section


def _clause(before: str) -> str:
    turns = list(_TURN.finditer(before))
    return before[turns[-1].end() :] if turns else before
