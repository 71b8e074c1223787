"""C14: nothing is as good as a medicine, better than it or a replacement for it. A head-to-head trial, told, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.lexicon import MEDICINE
from shared.gates.report import of_the_page, open_question, told
from shared.gates.scope import by_guideline, negated

_ACROSS = re.compile(
    r"\b(?:which|so|and|thus|hence|therefore|making|this) (?:\w+ )?(?:makes?|shows?|means|proves?|"
    r"is|must be|the (?:more|better|stronger))\b",
    re.IGNORECASE,
)
_ARMS = re.compile(
    r"\b(?:placebo|vehicle|control|sham) (?:group|arm)s?\b|\bsame (?:volume|schedule|visits?|dose|"
    r"time|site|way|day|questionnaire)\b|\bsimilar (?:in|between|across) (?:both|the two|all)\b",
    re.IGNORECASE,
)


def compared(sentence: str, match: re.Match[str]) -> bool:
    """A trial's own comparison, told; not one read across trials."""
    return told(sentence, match) and not _ACROSS.search(sentence)


def of_arms(sentence: str, match: re.Match[str]) -> bool:
    """The arms of one trial are likened."""
    return bool(_ARMS.search(sentence))


_EXCUSES = (compared, of_arms, negated, of_the_page, open_question, by_guideline)
_BETTER = (
    r"(?:like|same as|similar to|identical to|equal to|equals|equivalent to|comparable (?:to|"
    r"with)|on (?:a )?par with|as (?:\w+ )?as|"
    r"(?:\w+er|more \w+|less \w+|better) than|superior to|beats?|outperforms?|outdoes|outshines|"
    r"surpasses|tops|trumps|rivals?|matches|trounces|"
    r"instead of|rather than|in place of|replac(?:es?|ing|ement for)|substitut(?:es?|ing|e for)|"
    r"swap(?:s|ping)?|alternatives? (?:to|for)|answer to|version of|"
    r"the next|the new|ditch(?:ing)?|without the (?:side effects|downsides?|cost|price|risks?) of|"
    r"mimics?|does what|what \w+ does|"
    r"leaves? [^.;]{0,20} behind|makes? [^.;]{0,20} (?:obsolete|redundant|unnecessary|look))"
)

FAMILY = Family(
    id="C14",
    version=1,
    severity="block",
    reason="compares with a medicine, and no head-to-head trial is told",
    patterns=(
        pattern(rf"\b{_BETTER}\b (?:\w+[- ]){{0,4}}?{MEDICINE}\b", excuses=_EXCUSES),
        pattern(
            rf"\b{MEDICINE}\b[^.;]{{0,50}}\b(?:in a bottle|in disguise|for everybody|obsolete|"
            r"redundant|alternative|substitute|equivalent|replacement|without the (?:needle|"
            r"prescription|side effects|cost|price)|at a fraction|can be (?:replaced|swapped|"
            r"dropped|ditched)|has met its match|can't match|cannot match|pales?|"
            r"no longer needed)\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:natural|gentler|safer|cheaper|affordable|poor man's|budget|generic|needle-free|"
            r"over-the-counter|herbal|peptide|drug-free|side-effect-free) (?:\w+ )?(?:version|"
            r"alternative|substitute|replacement|equivalent|answer|twin|cousin|ozempic|wegovy|"
            r"viagra|botox|prozac|xanax|adderall)s?\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\bsame (?:molecule|active|effect|results?|benefits?|mechanism|substance|ingredient|"
            r"thing|quality|power|outcome)s?\b[^.;]{0,50}\b(?:as|fraction|price|cost|pen|without|"
            r"brand)\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:more|most|less) (?:powerful|effective|potent|efficient|reliable) (?:drug|"
            r"medicine|option|choice|of the (?:two|three)|peptide|agent|treatment)\b|"
            r"\b(?:stronger|better|superior|gentler|safer) (?:drug|medicine|option|of the two)\b",
            excuses=(negated, of_the_page, open_question, by_guideline),
        ),
        pattern(
            r"\b(?:does|do|works?|acts?|performs?)\b[^.;]{0,40}\b(?:everybody else|everyone else|"
            r"the rest of us|prescription|brand-?name|pharma\w*)\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:switch(?:ed|ing)?|swap|trade|exchange|replace|drop|come off|quit|throw away|"
            rf"put down|retire) (?:from |your |the |an? |her |his |their )?(?:\w+ )?{MEDICINE}\b",
            excuses=_EXCUSES,
        ),
        pattern(
            rf"\b{MEDICINE}\b[^.;]{{0,60}}\b(?:which|so|making)\b[^.;]{{0,40}}\b(?:more|better|"
            r"stronger|superior|winner|powerful)\b",
            excuses=(negated, of_the_page),
        ),
    ),
)
