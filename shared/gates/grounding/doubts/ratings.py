"""C22: how good the evidence is, said by a claim. Code grades evidence, and prints the grade beside the claim.

A writer is shown no grade and may give none: `(GRADE: high)` or `with high confidence` behind a finding is one of its
own making. A review that rates the evidence says so in a quote; then the claim may tell it.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_DEGREE = r"(?:high|moderate|low|very[- ]low|strong|weak|good|fair|poor|excellent)"
_RATED = re.compile(
    rf"(?-i:\bGRADE\b)|\bgraded (?:as |at )?(?:of )?{_DEGREE}\b|\bgrades? ?(?:[:=]|of|is|was)? ?(?:(?-i:[A-D])\b(?!-)|"
    rf"{_DEGREE}\b)|\b{_DEGREE}[- ](?:certainty|confidence)\b|\bcertainty\b(?: of (?:the )?(?:\w+ )?(?:evidence|"
    rf"effect|finding)s?)? ?(?:[:=(]|is|was|being)? ?{_DEGREE}\b|\b{_DEGREE}[- ]quality (?:of )?(?:evidence|data|"
    rf"studies|trials?)\b|\b(?:quality|strength) of (?:the )?evidence\b|\bevidence (?:level|class|quality|"
    rf"strength|certainty)\b|\b(?:level|class) (?:of evidence )?(?:\d|(?-i:I{{1,3}}|IV|[A-D]))[a-c]? evidence\b|"
    r"\blevels? of evidence\b|\bcertainty of (?:the )?evidence\b",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"\b(?:grad(?:e|es|ed|ing)|certainty|confidence in|confident|quality|levels? of evidence|class of evidence|"
    r"strength of (?:the )?(?:evidence|recommendations?))\b",
    re.IGNORECASE,
)
"""All by which a quote may rate evidence."""
_CONFIDENCE = re.compile(r"\bconfidence (?:intervals?|limits?|bounds?|levels?|regions?)\b", re.IGNORECASE)


def added(claim: str, quotes: Sequence[str]) -> str:
    """The words by which a claim rates its evidence, where no quote does; or nothing."""
    found = _RATED.search(_CONFIDENCE.sub(" ", normalise(claim).text))
    if found is None or any(_RATES.search(_CONFIDENCE.sub(" ", normalise(each).text)) for each in quotes):
        return ""
    return found[0]
