"""C21: the most or the least that a quote tells of, told as what there was.

Of `by up to 45%`, `as many as 30% of patients`, `at least 60%` or `from 2% to 18%` nobody tells plainly 45%, 30%, 60%
or 18%. A claim keeps a word by which a figure is an end of something, be it another one, or both ends of the range.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.grounding.figures.roles import Told, told_otherwise
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.values import TIMES, placed

_END = (
    r"(?P<most>(?<!followed )(?<!followed for )(?:up to|(?:as|so) (?:much|many|high|long|far|great|large) as|"
    r"at (?:the )?(?:very )?most|no (?:more|longer|higher) than|not (?:more|longer|higher) than|(?:a )?maxim\w+ (?:of|"
    r"was))|[≤<])|(?P<least>at (?:the )?(?:very )?least|no (?:less|fewer|shorter) than|not (?:less|fewer|"
    r"shorter) than|(?:a )?minim\w+ (?:of|was)|(?:as|so) (?:low|few|little|short) as|[≥>])"
)
_BEFORE = re.compile(rf"(?:{_END}) ?(?:an? |the |about |nearly |some |around |approximately )*$", re.IGNORECASE)
_AGED = re.compile(r"[- ](?:old|of age)\b")
_MEASURED = frozenset({"%", "times", *TIMES})
"""Of doses the highest is a dose like any other."""
_OF_A_RANGE = re.compile(
    r"\b(?:rang(?:e|es|ed|ing) (?:was |were |of |between )?(?:from )?|varied (?:from |between )|between )$",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|varied)\b[^.;]{0,16}?\d[^.;,()]{0,12}(?: to | and |-)\s?$|"
    r"\bbetween \d[^.;,()]{0,12} and $",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:up to|at (?:the )?(?:very )?(?:most|least|best|worst|peak|highest)|(?:as|so) \w+ as|"
    r"(?:no|not) (?:more|less|fewer|longer|shorter|higher) than|maxim\w+|minim\w+|most|least|top|peak\w*|"
    r"from (?=\d[^.;]{0,12} to \d)|rang\w+|between|varied|within|under|below|above|over|more than|less than|fewer than|"
    r"or (?:more|less|fewer|longer|better|over|under|above|below)|and (?:above|over|more)|upwards?|exceed\w*|reach\w*|"
    r"highest|lowest|limit\w*|through|throughout|until|during|by|can|could|may|sometimes|some|extreme\w*)\b|[<>≤≥]",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|during|over|within) (?=\d|half|about|nearly|some|the|\w+ing\b)", re.IGNORECASE)
_FAR = 40
_BESIDE = 30


def dropped(claim: str, quotes: Sequence[str]) -> str:
    """A figure of the claim that its quotes tell as the most or the least alone, and the claim plainly; or nothing."""
    text = normalise(claim).text
    own = [each for each in _told(claim) if each.role == "plain"]
    if not own or said_otherwise(text) or _KEEPS.search(_without_by(text)):
        return ""
    found = told_otherwise(own, (each for quote in quotes for each in _told(quote)))
    return next((each.span for each in found), "")


def _without_by(text: str) -> str:
    """The claim without the words by which it tells how much something changed: these keep no end."""
    return _BY.sub(" ", text)


def _told(text: str) -> Iterator[Told]:
    """Each figure with a unit, and whether it is told as an end of something or plainly."""
    body = normalise(text).text
    for each, at, end in placed(text):
        if each.name or each.unit not in _MEASURED:
            continue
        before = body[max(0, at - _FAR) : at]
        bound = _BEFORE.search(before) or each.operator not in ("", "=")
        ranged = _OF_A_RANGE.search(before) or _SECOND.search(before)
        role = "" if _AGED.match(body, end) else "end" if bound or ranged else "plain"
        yield Told(each.value, each.unit, role, each.span)
