"""C20: what was seen afterwards told as of the time before.

A claim that says when by `before` is held to quotes that speak of any time before, or that say what came after what: an
outcome told of nothing but its treatment was not there before it. Before and after birth are told apart by their own
words.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_BEFORE = re.compile(
    r"\bbefore (?:the |a |an |their |its |any |group )?(?!and\b|or\b|than\b|after\b|that\b|long\b|now\b|then\b|this\b)"
    r"[a-z]{4,}",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:before\w*|prior|pre(?!sen|ven|dic|fer|par|ss|val|cis|gnan|mis|scri|term|mat)[\w-]+|baseline|ahead|initial\w*|"
    r"start\w*|begin\w*|beg[au]n|onset|earlier|early|until|first|then|later|subsequent\w*|follow\w*|after\w*|since|"
    r"already|history|histories|previous\w*|former\w*|antecedent|naive|untreated|admission|entry|enrol\w*|in utero|"
    r"gestation\w*|trans-?placental\w*|antenatal\w*|maternal\w*|past|ago|once|last|end|final\w*|day 0|week 0|"
    r"time zero|by the time|delay\w*|lead\w*|advance\w*|anticipat\w*|yet|not|never|no)\b",
    re.IGNORECASE,
)
"""Words by which a quote says what came first, from which a claim may say what was before; or that there was none."""
_BIRTH = (
    re.compile(r"\bbefore (?:they were born|birth|being born)\b", re.IGNORECASE),
    re.compile(r"\bafter (?:they were born|birth|being born)\b", re.IGNORECASE),
)
_UNBORN = re.compile(
    r"\b(?:in utero|pre-?natal\w*|antenatal\w*|trans-?placental\w*|gestation\w*|fetal|foetal|fetus\w*|foetus\w*|"
    r"embry\w*|pregnan\w+|before birth)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:post-?natal\w*|after birth|neonat\w+|newborn\w*|lactat\w+|suckl\w+|nurs\w+|pnd ?\d*|pups?|postpartum|"
    r"infan\w+|wean\w+|deliver\w+|births?)\b",
    re.IGNORECASE,
)


def untold_before(claim: str, quotes: Sequence[str]) -> str:
    """The time before something of which the quotes tell nothing, or nothing."""
    text = normalise(claim).text
    there = " ".join(normalise(each).text for each in quotes)
    for told, own, other in ((_BIRTH[0], _UNBORN, _BORN), (_BIRTH[1], _BORN, _UNBORN)):
        if (found := told.search(text)) and other.search(there) and not own.search(there):
            return found[0]
    found = _BEFORE.search(text)
    return found[0] if found and not _ORDER.search(there) else ""
